'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Draw } from '../../../components/plot.tsx';
import type { ReportCycle } from '../api/use-report.ts';
import { ChartFigure } from './chart-figure.tsx';
import { useReportState, useTakt, useTimes } from './report-context.ts';
import { taktLine } from './takt-line.ts';
import { useCyclePoints } from './use-cycle-points.ts';
import type { CyclePoint } from './use-cycle-points.ts';

const MARGINS = { marginLeft: 52, marginRight: 56, marginBottom: 44, insetLeft: 12, insetRight: 12 } as const;
const colorOf = ({ isOutlier }: CyclePoint) => (isOutlier ? '#c75146' : '#17908b');
const shapeOf = ({ isOutlier }: CyclePoint) => (isOutlier ? 'triangle' : 'circle');

/** Cycle by cycle in order of time, and how they are spread. A click on a point opens the cycle. */
export function CycleCharts({ cycles }: { readonly cycles: readonly ReportCycle[] }) {
  const t = useTranslations('reports.cycles');
  const times = useTimes();
  const { report } = useReportState();
  const points = useCyclePoints(cycles);
  const medianMs = report.cycles?.times.medianMs ?? 0;
  const label = t('runChart', { count: cycles.length, median: times.full(medianMs) });
  return (
    <>
      <ChartFigure
        title={t('run')}
        label={label}
        name="cycles-run"
        height={260}
        draw={useRun(points, times.value(medianMs))}
        hint={<span className="screen-only">{t('runHint')}</span>}
      />
      <ChartFigure
        title={t('distribution')}
        label={label}
        name="cycles-distribution"
        height={150}
        draw={useSpread(points)}
        hint={t('distributionHint')}
      />
    </>
  );
}

/** A point for each cycle, in order of recording, against the median and the takt. */
function useRun(points: readonly CyclePoint[], median: number): Draw {
  const t = useTranslations('reports.cycles');
  const { unit } = useTimes();
  const takt = useTakt();
  return useCallback(
    (plot) => ({
      ...MARGINS,
      marginTop: 30,
      x: {
        label: t('order'),
        ticks: Math.min(10, points.length - 1),
        tickFormat: (index: number) => (Number.isInteger(index) ? String(index) : ''),
      },
      y: { label: t('length', { unit }), grid: true, zero: true, nice: true },
      marks: [
        plot.ruleY([0]),
        plot.ruleY([median], { stroke: 'currentColor', strokeOpacity: 0.5, strokeDasharray: '4 3' }),
        plot.text([median], {
          y: (value: number) => value,
          frameAnchor: 'left',
          textAnchor: 'start',
          dx: 6,
          dy: 10,
          text: () => t('median'),
          stroke: 'var(--mantine-color-body)',
          strokeWidth: 4,
          fill: 'var(--mantine-color-dimmed)',
        }),
        ...taktLine(plot, { axis: 'y', takt, word: t('takt') }),
        plot.lineY(points, { x: 'index', y: 'value', stroke: 'currentColor', strokeOpacity: 0.25 }),
        plot.dot(points, {
          x: 'index',
          y: 'value',
          r: 4.5,
          fill: colorOf,
          symbol: shapeOf,
          title: 'title',
          href: 'href',
        }),
      ],
      color: { type: 'identity' },
      symbol: { type: 'identity' },
    }),
    [points, takt, median, unit, t],
  );
}

/** All cycles on one axis, beside the box of their quartiles. */
function useSpread(points: readonly CyclePoint[]): Draw {
  const t = useTranslations('reports.cycles');
  const { unit } = useTimes();
  const takt = useTakt();
  return useCallback(
    (plot) => ({
      ...MARGINS,
      marginTop: 12,
      x: { label: t('length', { unit }), grid: true, nice: true },
      marks: [
        plot.boxX(points, { x: 'value', fill: '#8bc9c5', stroke: 'currentColor', r: 0 }),
        plot.dot(points, {
          ...plot.dodgeY({ x: 'value', r: 3.5, anchor: 'middle', padding: 1 }),
          fill: colorOf,
          title: 'title',
          href: 'href',
        }),
        ...taktLine(plot, { axis: 'x', takt }),
      ],
      color: { type: 'identity' },
    }),
    [points, takt, unit, t],
  );
}
