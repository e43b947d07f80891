'use client';

import { Text } from '@mantine/core';
import type { Markish } from '@observablehq/plot';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Draw, PlotLibrary } from '../../../components/plot.tsx';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { ReportElement } from '../api/use-report.ts';
import { vitalCount } from '../model/pareto.ts';
import type { ParetoBar } from '../model/pareto.ts';
import { shareText } from '../model/time-text.ts';
import { wrapText } from '../model/wrap-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { elementHref, elementIdOf } from './element-id.ts';
import { useReportState, useTimes } from './report-context.ts';
import { fillText } from './swatch.tsx';

export type ElementBar = ParetoBar<ReportElement>;

const idOf = ({ item }: ElementBar) => elementIdOf(item);

/** The elements' total times, the largest first, and what they make together. */
export function ParetoChart({ bars }: { readonly bars: readonly ElementBar[] }) {
  const t = useTranslations('reports.pareto');
  const locale = useLocale();
  const { concepts } = useReportState();
  const vital = bars.slice(0, vitalCount(bars));
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    vital.map(({ item }) => concepts.labelOf(item)),
  );
  return (
    <ChartFigure
      title={t('title')}
      label={t('chart', { names })}
      name="pareto"
      height={360}
      minWidth={bars.length * 58}
      draw={useDraw(bars)}
      hint={
        <Text component="span" size="sm" c="var(--mantine-color-text)">
          {t('vital', { names, share: shareText(vital.at(-1)?.cumulative ?? 0, locale) })}
        </Text>
      }
    />
  );
}

/** Of all: what the axis on the right tells. */
const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

function useDraw(bars: readonly ElementBar[]): Draw {
  const t = useTranslations('reports.pareto');
  const locale = useLocale();
  const times = useTimes();
  const withAside = useWithAside();
  const { report, concepts } = useReportState();
  return useCallback(
    (plot) => {
      const total = times.value(report.totalMs);
      const shareTicks = FIFTHS.map((share) => share * total);
      const names = new Map(bars.map((bar) => [idOf(bar), wrapText(concepts.labelOf(bar.item), 12).slice(0, 3)]));
      return {
        marginLeft: 56,
        marginRight: 48,
        marginTop: 30,
        marginBottom: 24 + 14 * Math.max(1, ...Array.from(names.values(), ({ length }) => length)),
        x: {
          domain: bars.map(idOf),
          padding: 0.15,
          label: null,
          tickFormat: (id: string) => names.get(id)?.join('\n') ?? '',
        },
        y: { domain: [0, total], label: null },
        color: { type: 'identity' },
        marks: [
          plot.gridY(shareTicks),
          plot.axisY({
            anchor: 'left',
            ticks: 5,
            label: t('axis', { unit: times.unit }),
            tickFormat: (time: number) => time.toLocaleString(locale),
          }),
          plot.axisY(shareTicks, {
            anchor: 'right',
            label: t('cumulative'),
            tickFormat: (time: number) => `${Math.round((time / total) * 100)}%`,
          }),
          plot.barY(bars, {
            x: idOf,
            y: ({ share }: ElementBar) => share * total,
            fill: ({ item }: ElementBar) => fillText({ color: concepts.colorOf(item) }),
            title: ({ item, share }: ElementBar) =>
              `${concepts.labelOf(item)}\n${withAside(times.full(item.times.totalMs), shareText(share, locale))}`,
            href: ({ item }: ElementBar) => elementHref(item),
          }),
          ...cumulativeLine(plot, bars, total),
          plot.ruleY([0]),
        ],
      };
    },
    [bars, concepts, report.totalMs, times, withAside, locale, t],
  );
}

/** What the bars make together, and the four fifths that it is read at. */
function cumulativeLine(plot: PlotLibrary, bars: readonly ElementBar[], total: number): Markish[] {
  const place = { x: idOf, y: ({ cumulative }: ElementBar) => cumulative * total };
  return [
    plot.lineY(bars, { ...place, stroke: 'currentColor' }),
    plot.dot(bars, { ...place, fill: 'currentColor', r: 3, pointerEvents: 'none' }),
    plot.ruleY([0.8 * total], { stroke: 'currentColor', strokeOpacity: 0.4, strokeDasharray: '4 3' }),
  ];
}
