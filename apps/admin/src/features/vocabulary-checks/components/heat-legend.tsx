'use client';

import { Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { STEP_COUNT } from '../model/heat-scale.ts';
import classes from './heat-map.module.css';

/** Colour of a step of the scale, from the surface to the accent; the theme decides both ends. */
export function heatColor(step: number): string {
  const percent = Math.round((step / (STEP_COUNT - 1)) * 100);
  return `color-mix(in oklab, var(--heat-high) ${percent}%, var(--heat-low))`;
}

interface Props {
  readonly low: number;
  readonly high: number;
}

export function HeatLegend({ low, high }: Props) {
  const t = useTranslations('vocabularyChecks.matrix');
  const stops = [0, 5, 10, 15].map(heatColor).join(', ');
  return (
    <Group gap="xs" mt="xs" className={classes.legend}>
      <Text size="xs" className="figures">
        {t('low')} {low.toFixed(2)}
      </Text>
      <span className={classes.ramp} style={{ background: `linear-gradient(to right, ${stops})` }} aria-hidden />
      <Text size="xs" className="figures">
        {high.toFixed(2)} {t('high')}
      </Text>
      <Text size="xs" c="dimmed" ml="md">
        {t('marked')}
      </Text>
    </Group>
  );
}
