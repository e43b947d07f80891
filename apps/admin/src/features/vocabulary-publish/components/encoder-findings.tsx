'use client';

import { Group, List, Skeleton, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CheckFragment } from '../../../../generated/graphql.ts';
import { QueryView } from '../../../components/query-view.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useEncoderChoice } from '../../../components/use-encoder-choice.ts';
import { untoldChecks } from '../../../lib/untold-checks.ts';
import { useEncoderFindings } from '../api/use-publish.ts';
import type { Looks } from '../api/use-publish.ts';

interface Props {
  readonly versionId: string;
  /** What is told of the words already. */
  readonly told: readonly CheckFragment[];
}

/** How much the encoder that a person looks at words with finds wrong with a version; the page does not wait for it. */
export function EncoderFindings({ versionId, told }: Props) {
  const t = useTranslations('vocabularyPublish.encoderChecks');
  const { encoder, promptSet, isPending } = useEncoderChoice();
  if (isPending) return <Skeleton height={60} />;
  if (!encoder || !promptSet)
    return (
      <Text size="sm" c="dimmed">
        {t('noEncoder')}
      </Text>
    );
  const looks = { vocabularyVersionId: versionId, encoderId: encoder.id, promptSetVersionId: promptSet.latest.id };
  return (
    <>
      <Text size="xs" c="dimmed" mb="xs">
        {t('with', { encoder: encoder.title, promptSet: promptSet.name })}
      </Text>
      <Counts looks={looks} told={told} />
    </>
  );
}

function Counts({ looks, told }: Pick<Props, 'told'> & { readonly looks: Looks }) {
  const t = useTranslations('vocabularyPublish.encoderChecks');
  const tKind = useTranslations('checks.kind');
  const query = useEncoderFindings(looks);
  return (
    <QueryView query={query} skeleton={<Skeleton height={48} />}>
      {({ checks, pairCount }) => {
        const kinds = Map.groupBy(untoldChecks(checks, told), ({ kind }) => kind);
        if (kinds.size === 0 && pairCount === 0)
          return (
            <Text size="sm" c="dimmed">
              {t('none')}
            </Text>
          );
        return (
          <List size="sm" listStyleType="none" spacing={4}>
            {[...kinds].map(([kind, found]) => (
              <Line key={kind} title={tKind(`${kind}.title`)} count={t('count', { count: found.length })} />
            ))}
            {pairCount > 0 ? <Line title={tKind('confusable.title')} count={t('pairs', { count: pairCount })} /> : null}
          </List>
        );
      }}
    </QueryView>
  );
}

function Line({ title, count }: { readonly title: string; readonly count: string }) {
  return (
    <List.Item>
      <Group gap="xs" component="span">
        {title}
        <Tag size="sm" color="yellow">
          {count}
        </Tag>
      </Group>
    </List.Item>
  );
}
