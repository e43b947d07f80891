'use client';

import { Alert, Anchor, Group, Progress, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useShowMore } from '../../../components/use-show-more.tsx';
import type { Readiness } from '../api/use-training.ts';
import classes from './adapters.module.css';

interface Props {
  readonly readiness: Readiness;
  readonly recipeId: string;
}

const FIRST_CONCEPTS = 30;

/** How much has been reviewed of each concept, and how to review what is missing. */
export function ReadinessView({ readiness, recipeId }: Props) {
  const t = useTranslations('adapters.readiness');
  const { concepts, spanCount, videoCount, unembeddedCount } = readiness;
  const enough = concepts.filter((concept) => concept.spanCount >= concept.wantedCount);
  // Of a long vocabulary first those that somebody has begun with.
  const inOrder = concepts.toSorted((one, other) => Number(other.spanCount > 0) - Number(one.spanCount > 0));
  const { shown, more } = useShowMore(inOrder, FIRST_CONCEPTS);
  return (
    <section aria-label={t('title')}>
      <Group justify="space-between" gap="xs" mb="xs">
        <div>
          <Text size="sm" fw={600}>
            {t('title')}
          </Text>
          <Text size="sm" c="dimmed" className="figures">
            {t('summary', { spans: spanCount, videos: videoCount, enough: enough.length, concepts: concepts.length })}
          </Text>
        </div>
        <Group gap="md">
          <Anchor component={Link} href="/reviews" size="sm">
            {t('toReviews')}
          </Anchor>
          <Anchor component={Link} href="/libraries" size="sm">
            {t('toVideos')}
          </Anchor>
        </Group>
      </Group>
      <ul className={classes.concepts}>
        {shown.map(({ content, ...counts }) => (
          <li key={content.id} className={classes.concept}>
            <ConceptReadiness label={content.label} {...counts} />
          </li>
        ))}
      </ul>
      {more}
      {unembeddedCount > 0 ? (
        <Alert color="yellow" variant="light" mt="sm">
          {t('unembedded', { count: unembeddedCount })}{' '}
          <Anchor component={Link} href={`/recognitions/new?recipe=${recipeId}`} inherit underline="always">
            {t('recognise')}
          </Anchor>
        </Alert>
      ) : null}
    </section>
  );
}

interface ConceptProps {
  readonly label: string;
  readonly spanCount: number;
  readonly wantedCount: number;
}

function ConceptReadiness({ label, spanCount, wantedCount }: ConceptProps) {
  const t = useTranslations('adapters.readiness');
  const isEnough = spanCount >= wantedCount;
  return (
    <>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="sm" miw={0} truncate title={label}>
          {label}
        </Text>
        <Text size="xs" c={isEnough ? undefined : 'dimmed'} className={classes.count}>
          {isEnough ? <IconCheck size={12} stroke={2.4} aria-label={t('enough')} /> : null}
          {t('count', { count: spanCount, wanted: wantedCount })}
        </Text>
      </Group>
      <Progress
        value={Math.min(1, spanCount / wantedCount) * 100}
        size={6}
        color={isEnough ? 'teal' : 'gray'}
        aria-label={label}
      />
    </>
  );
}
