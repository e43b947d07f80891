'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { ComponentProps } from 'react';
import type { ReportCycle } from '../api/use-report.ts';
import { ChartFigure } from './chart-figure.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { TAKT_COLOR } from './takt-color.ts';

type Draw = ComponentProps<typeof ChartFigure>['draw'];

const ACCENT = '#17908b';
const OUTLIER = '#c75146';

interface Point {
  readonly index: number;
  readonly value: number;
  readonly isOutlier: boolean;
  readonly title: string;
  readonly href: string;
}

/** Cycle by cycle in order of time, and how they are spread. A click on a point opens the cycle. */
export function CycleCharts({ cycles }: { readonly cycles: readonly ReportCycle[] }) {
  const t = useTranslations('reports.cycles');
  const times = useTimes();
  const { choice, report } = useReportState();
  const points = usePoints(cycles);
  const takt = choice.taktMs === null ? null : times.value(choice.taktMs);
  const median = times.value(report.cycles?.times.medianMs ?? 0);
  const run = useCallback<Draw>(
    (plot) => ({
      marginTop: 30,
      marginLeft: 52,
      marginRight: 56,
      marginBottom: 44,
      insetLeft: 12,
      insetRight: 12,
      x: {
        label: t('order'),
        ticks: Math.min(10, points.length - 1),
        tickFormat: (index: number) => (Number.isInteger(index) ? String(index) : ''),
      },
      y: { label: t('length', { unit: times.unit }), grid: true, zero: true, nice: true },
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
        ...(takt === null
          ? []
          : [
              plot.ruleY([takt], { stroke: TAKT_COLOR, strokeWidth: 2 }),
              plot.text([takt], {
                y: (value: number) => value,
                frameAnchor: 'right',
                textAnchor: 'start',
                dx: 4,
                text: () => t('takt'),
              }),
            ]),
        plot.lineY(points, { x: 'index', y: 'value', stroke: 'currentColor', strokeOpacity: 0.25 }),
        plot.dot(points, {
          x: 'index',
          y: 'value',
          r: 4.5,
          fill: (point: Point) => (point.isOutlier ? OUTLIER : ACCENT),
          symbol: (point: Point) => (point.isOutlier ? 'triangle' : 'circle'),
          title: 'title',
          href: 'href',
        }),
      ],
      color: { type: 'identity' },
      symbol: { type: 'identity' },
    }),
    [points, takt, median, times.unit, t],
  );
  const spread = useCallback<Draw>(
    (plot) => ({
      marginLeft: 52,
      marginRight: 56,
      marginTop: 12,
      marginBottom: 44,
      insetLeft: 12,
      insetRight: 12,
      x: { label: t('length', { unit: times.unit }), grid: true, nice: true },
      marks: [
        plot.boxX(points, { x: 'value', fill: '#8bc9c5', stroke: 'currentColor', r: 0 }),
        plot.dot(points, {
          ...plot.dodgeY({ x: 'value', r: 3.5, anchor: 'middle', padding: 1 }),
          fill: (point: Point) => (point.isOutlier ? OUTLIER : ACCENT),
          title: 'title',
          href: 'href',
        }),
        ...(takt === null ? [] : [plot.ruleX([takt], { stroke: TAKT_COLOR, strokeWidth: 2 })]),
      ],
      color: { type: 'identity' },
    }),
    [points, takt, times.unit, t],
  );
  return (
    <>
      <ChartFigure
        title={t('run')}
        label={t('runChart', { count: cycles.length, median: times.full(report.cycles?.times.medianMs ?? 0) })}
        name="cycles-run"
        height={260}
        draw={run}
        hint={<span className="screen-only">{t('runHint')}</span>}
      />
      <ChartFigure
        title={t('distribution')}
        label={t('runChart', { count: cycles.length, median: times.full(report.cycles?.times.medianMs ?? 0) })}
        name="cycles-distribution"
        height={150}
        draw={spread}
        hint={t('distributionHint')}
      />
    </>
  );
}

/** In order of recording. */
function usePoints(cycles: readonly ReportCycle[]): readonly Point[] {
  const times = useTimes();
  const t = useTranslations('reports.cycles');
  return useMemo(() => {
    const whenOf = ({ video }: ReportCycle) => video.recordedAt ?? '';
    const inOrder = cycles.toSorted(
      (one, other) =>
        whenOf(one).localeCompare(whenOf(other)) ||
        one.video.name.localeCompare(other.video.name) ||
        one.startMs - other.startMs,
    );
    return inOrder.map(({ video, startMs, endMs, isOutlier }, index) => ({
      index: index + 1,
      value: times.value(endMs - startMs),
      isOutlier,
      title: `${video.name}\n${times.full(endMs - startMs)}${isOutlier ? ` (${t('isOutlier')})` : ''}`,
      href: `/videos/${video.id}?t=${startMs}`,
    }));
  }, [cycles, times, t]);
}
