'use client';

import { Paper, Skeleton, Text } from '@mantine/core';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatRemaining } from '../../../lib/remaining.ts';
import { useHome, useHomeLibraries } from '../api/use-home.ts';
import classes from './home.module.css';

/** How much there is. */
export function Figures() {
  const t = useTranslations('home');
  const format = useFormatter();
  const locale = useLocale();
  const { data: home } = useHome();
  const { data: libraries } = useHomeLibraries();
  const lengthMs = libraries?.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const vocabularies = home?.vocabularies.nodes;
  const conceptCount = vocabularies?.reduce(
    (sum, { latestPublished }) => sum + (latestPublished?.conceptCount ?? 0),
    0,
  );
  const hasMore = home?.vocabularies.pageInfo.hasNextPage;
  return (
    <Paper component="section" withBorder aria-label={t('figures')}>
      <dl className={classes.figures}>
        <Figure
          name={t('videos')}
          value={home && format.number(home.videos.totalCount)}
          hint={libraries && t('libraries', { count: libraries.length })}
        />
        <Figure name={t('length')} value={lengthMs === undefined ? undefined : lengthText(lengthMs)} />
        <Figure
          name={t('vocabularies')}
          value={vocabularies && `${format.number(vocabularies.length)}${hasMore ? '+' : ''}`}
          hint={conceptCount === undefined ? undefined : t('concepts', { count: conceptCount })}
        />
      </dl>
    </Paper>
  );

  function lengthText(ms: number): string {
    return ms === 0 ? format.number(0) : formatRemaining(ms, locale);
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
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <dd className={classes.figure}>
        {value ?? <Skeleton h={22} w={64} my={6} />}
        <Text size="xs" c="dimmed">
          {hint ?? '\u00a0'}
        </Text>
      </dd>
    </div>
  );
}
