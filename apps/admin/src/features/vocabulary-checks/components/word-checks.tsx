'use client';

import { Skeleton, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { CheckFragment } from '../../../../generated/graphql.ts';
import { CheckList } from '../../../components/check-list.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { editorAddress } from '../../../lib/editor-address.ts';
import { untoldChecks } from '../../../lib/untold-checks.ts';
import { usePromptChecks, useVersionChecks } from '../api/use-checks.ts';
import type { CheckedVersion, Looks } from '../api/use-checks.ts';
import { ChecksSection } from './checks-section.tsx';

interface Props {
  readonly vocabularyId: string;
  readonly version: CheckedVersion;
}

/** What is wrong with the words by themselves. */
export function WordChecks(props: Props) {
  const t = useTranslations('vocabularyChecks');
  const query = useVersionChecks(props.version.id);
  return (
    <ChecksSection title={t('words')} hint={t('wordsHint')} isBusy={query.isFetching}>
      <QueryView query={query} skeleton={<Skeleton height={120} />}>
        {(checks) => <List {...props} checks={checks} label={t('words')} none={t('none')} />}
      </QueryView>
    </ChecksSection>
  );
}

/** What is wrong with the prompts under an encoder, apart from what is told of the words. */
export function PromptChecks({ looks, ...props }: Props & { readonly looks: Looks }) {
  const t = useTranslations('vocabularyChecks');
  const query = usePromptChecks(looks);
  const { data: told = [] } = useVersionChecks(props.version.id);
  return (
    <ChecksSection title={t('prompts')} hint={t('promptsHint')} isBusy={query.isFetching}>
      <QueryView query={query} skeleton={<Skeleton height={80} />}>
        {(checks) => (
          <List
            {...props}
            checks={untoldChecks(checks, told)}
            label={t('prompts')}
            none={checks.length > 0 ? t('noneFurther') : t('none')}
          />
        )}
      </QueryView>
    </ChecksSection>
  );
}

interface ListProps extends Props {
  readonly checks: readonly CheckFragment[];
  readonly label: string;
  /** Said where there are none. */
  readonly none: string;
}

function List({ vocabularyId, version, checks, label, none }: ListProps) {
  if (checks.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    );
  }
  return (
    <CheckList
      label={label}
      checks={checks}
      addressOf={(externalId) => editorAddress(vocabularyId, version.number, externalId)}
    />
  );
}
