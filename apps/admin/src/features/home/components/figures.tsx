'use client';

import { Group, Skeleton, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useHome, useHomeLibraries } from '../api/use-home.ts';
import classes from './home.module.css';
import { Section } from './section.tsx';

const HOUR_MS = 3_600_000;

/** How much there is. */
export function Figures() {
  const t = useTranslations('home');
  const format = useFormatter();
  const { data: home } = useHome();
  const { data: libraries } = useHomeLibraries();
  const hours = libraries && libraries.reduce((sum, { durationMs }) => sum + durationMs, 0) / HOUR_MS;
  const vocabularies = home?.vocabularies.nodes;
  const conceptCount = vocabularies?.reduce(
    (sum, { latestPublished }) => sum + (latestPublished?.conceptCount ?? 0),
    0,
  );
  return (
    <Section title={t('figures')}>
      <dl className={classes.figures}>
        <Figure name={t('videos')} value={home && format.number(home.videos.totalCount)} />
        <Figure name={t('hours')} value={hours === undefined ? undefined : formatHours(hours)} />
        <Figure
          name={t('vocabularies')}
          value={
            vocabularies && `${format.number(vocabularies.length)}${home?.vocabularies.pageInfo.hasNextPage ? '+' : ''}`
          }
          hint={conceptCount === undefined ? undefined : t('concepts', { count: conceptCount })}
        />
      </dl>
    </Section>
  );

  function formatHours(value: number): string {
    return format.number(value, { maximumFractionDigits: value < 1 ? 2 : value < 100 ? 1 : 0 });
  }
}

interface FigureProps {
  readonly name: ReactNode;
  /** Undefined while it is loaded. */
  readonly value: string | undefined;
  readonly hint?: ReactNode;
}

function Figure({ name, value, hint }: FigureProps) {
  return (
    <Group justify="space-between" align="baseline" gap="xs" wrap="nowrap">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <dd className={classes.figure}>
        {value ?? <Skeleton h={20} w={56} my={4} />}
        {hint ? (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        ) : null}
      </dd>
    </Group>
  );
}
