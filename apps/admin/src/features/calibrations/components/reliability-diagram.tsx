'use client';

import { Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ReliabilityFragment } from '../../../../generated/graphql.ts';
import { Plot } from '../../../components/plot.tsx';
import type { Draw } from '../../../components/plot.tsx';
import { reliabilityWords } from '../model/reliability-words.ts';
import classes from './calibrations.module.css';

interface Props {
  readonly title: string;
  readonly figures: ReliabilityFragment;
}

const HEIGHT = 300;

/** What was said against what was right: on the diagonal both are the same. A bin's dot is the larger the more is in it. */
export function ReliabilityDiagram({ title, figures }: Props) {
  const t = useTranslations('calibrations.report.diagram');
  const locale = useLocale();
  const { bins } = figures;
  const [said, right] = [t('said'), t('right')];
  const draw = useCallback<Draw>(
    (plot) => {
      const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
      const axis = {
        domain: [0, 1],
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
        tickFormat: (share: number) => percent.format(share),
      };
      const colour = 'var(--mantine-primary-color-filled)';
      return {
        marginLeft: 44,
        marginRight: 20,
        marginTop: 28,
        marginBottom: 40,
        grid: true,
        x: { ...axis, label: said },
        y: { ...axis, label: right },
        r: { domain: [0, Math.max(...bins.map(({ count }) => count))], range: [0, 10] },
        marks: [
          plot.line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: 'currentColor', strokeOpacity: 0.5, strokeDasharray: '4 4' },
          ),
          plot.ruleX(bins, {
            x: 'probability',
            y1: 'low',
            y2: 'high',
            stroke: colour,
            strokeOpacity: 0.6,
            strokeWidth: 2,
          }),
          plot.dot(bins, {
            x: 'probability',
            y: 'accuracy',
            r: 'count',
            fill: colour,
            stroke: 'var(--mantine-color-body)',
          }),
          plot.text(bins, { x: 'probability', y: 'high', text: 'count', dy: -8, fill: 'currentColor' }),
        ],
      };
    },
    [bins, locale, right, said],
  );
  const { said: saidPercent, right: rightCount } = reliabilityWords(figures);
  return (
    <figure className={classes.diagram}>
      <Text component="figcaption" size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <Plot height={HEIGHT} label={t('label', { said: saidPercent, right: rightCount })} draw={draw} />
    </figure>
  );
}
