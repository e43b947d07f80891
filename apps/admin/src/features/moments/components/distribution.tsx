'use client';

import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { Moments } from '../api/use-moments.ts';
import { histogramBars } from '../model/histogram.ts';
import classes from './moments.module.css';

interface Props {
  readonly distribution: NonNullable<Moments['distribution']>;
  /** Similarities of the best moments. */
  readonly best: readonly number[];
}

const HEIGHT = 96;

/** All windows' similarities, and where the best moments lie. */
export function Distribution({ distribution, best }: Props) {
  const t = useTranslations('moments.distribution');
  const { from, to, bars, placeOf } = histogramBars(distribution);
  const highest = Math.max(...best);
  return (
    <section aria-label={t('title')}>
      <Text size="sm" fw={600} mb={4}>
        {t('title')}
      </Text>
      <svg
        className={classes.histogram}
        viewBox={`0 0 1 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('label', { from: from.toFixed(2), to: to.toFixed(2), best: highest.toFixed(3) })}
      >
        {bars.map(({ x, width, height }, index) => (
          <rect
            key={index}
            className={classes.bar}
            x={x}
            width={width * 0.9}
            y={(1 - height) * (HEIGHT - 10)}
            height={height * (HEIGHT - 10)}
          />
        ))}
        {best.map((similarity, index) => (
          <rect
            key={index}
            className={classes.best}
            x={placeOf(similarity) - 0.003}
            width={0.006}
            y={HEIGHT - 9}
            height={9}
          />
        ))}
        <line className={classes.axis} x1={0} x2={1} y1={HEIGHT - 10} y2={HEIGHT - 10} />
      </svg>
      <Group justify="space-between" className="figures">
        <Text size="xs" c="dimmed">
          {from.toFixed(2)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('all')} · <span style={{ color: 'var(--mantine-color-teal-text)' }}>▮ {t('best')}</span>
        </Text>
        <Text size="xs" c="dimmed">
          {to.toFixed(2)}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('hint')}
      </Text>
    </section>
  );
}
