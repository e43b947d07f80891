'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { WordingComparisonFragment } from '../../../../generated/graphql.ts';
import { Plot } from '../../../components/plot.tsx';
import type { Draw } from '../../../components/plot.tsx';
import { formatPoints } from '../../../lib/points.ts';

type Effect = WordingComparisonFragment['templates'][number];

interface Props {
  /** From top to bottom. */
  readonly effects: readonly Effect[];
}

const ROW_HEIGHT = 38;
const AXIS_HEIGHT = 44;

/** What leaving out each template does, with its interval: right of zero it is better left out. */
export function EffectsChart({ effects }: Props) {
  const t = useTranslations('promptLab.effects');
  const locale = useLocale();
  const draw = useCallback<Draw>(
    (plot) => {
      const rows = effects.map(({ index, template, isHarmful, withoutDifference: { value, low, high } }) => ({
        index,
        template,
        value: 100 * value,
        low: 100 * (low ?? value),
        high: 100 * (high ?? value),
        color: isHarmful ? 'var(--mantine-color-yellow-6)' : 'var(--mantine-primary-color-filled)',
      }));
      const place = { y: 'index' } as const;
      return {
        marginTop: 4,
        marginLeft: 8,
        marginRight: 16,
        marginBottom: 36,
        x: {
          label: t('axis'),
          grid: true,
          nice: true,
          tickFormat: (points: number) => formatPoints(points / 100, locale),
        },
        y: { type: 'point', axis: null, domain: rows.map(({ index }) => index), padding: 0.5 },
        marks: [
          plot.ruleX([0], { stroke: 'currentColor' }),
          plot.text(rows, {
            ...place,
            text: 'template',
            frameAnchor: 'left',
            textAnchor: 'start',
            dy: -8,
            fill: 'currentColor',
          }),
          plot.link(rows, { y1: 'index', y2: 'index', x1: 'low', x2: 'high', dy: 8, stroke: 'color', strokeWidth: 3 }),
          plot.dot(rows, { ...place, x: 'value', dy: 8, r: 5, fill: 'color' }),
        ],
      };
    },
    [effects, locale, t],
  );
  return <Plot label={t('chart')} height={AXIS_HEIGHT + ROW_HEIGHT * effects.length} draw={draw} />;
}
