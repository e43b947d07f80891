'use client';

import { quantile } from '@actionary/inference/domain';
import { Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { ComponentProps } from 'react';
import { inTerms } from '../../../components/term.tsx';
import type { ReportElement } from '../api/use-report.ts';
import { paretoOf, vitalCount } from '../model/pareto.ts';
import { shareText } from '../model/time-text.ts';
import { wrapText } from '../model/wrap-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { OccurrencesDrawer } from './occurrences-drawer.tsx';
import { OccurrencesLink } from './occurrences-link.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { useSheet } from './sheets.ts';
import { fillText } from './swatch.tsx';
import { UNKNOWN_ID } from './unknown-id.ts';

type Draw = ComponentProps<typeof ChartFigure>['draw'];

const idOf = ({ concept }: ReportElement) => concept?.id ?? UNKNOWN_ID;
const hrefOf = (element: ReportElement) => `?element=${idOf(element)}`;

/** Where the time goes, and how much elements vary. */
export function ParetoView() {
  return (
    <>
      <ParetoChart />
      <BoxPlots />
      <OccurrencesDrawer />
    </>
  );
}

function useName(): (element: ReportElement) => string {
  const { concepts } = useReportState();
  return useCallback((element) => wrapText(concepts.labelOf(element), 12).slice(0, 3).join('\n'), [concepts]);
}

function ParetoChart() {
  const t = useTranslations('reports.pareto');
  const locale = useLocale();
  const times = useTimes();
  const nameOf = useName();
  const { report, concepts } = useReportState();
  const bars = useMemo(() => paretoOf(report.elements, (element) => element.times.totalMs), [report]);
  type Bar = (typeof bars)[number];
  const vital = bars.slice(0, vitalCount(bars));
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const draw = useCallback<Draw>(
    (plot) => {
      const names = new Map(bars.map(({ item }) => [idOf(item), nameOf(item)]));
      return {
        marginLeft: 56,
        marginRight: 48,
        marginTop: 30,
        marginBottom: 24 + 14 * Math.max(1, ...Array.from(names.values(), (name) => name.split('\n').length)),
        x: {
          domain: bars.map(({ item }) => idOf(item)),
          padding: 0.15,
          label: null,
          tickFormat: (id: string) => names.get(id) ?? '',
        },
        y: { domain: [0, 1], label: null },
        color: { type: 'identity' },
        marks: [
          plot.gridY({ ticks: 5 }),
          plot.axisY({
            anchor: 'left',
            ticks: 5,
            label: t('axis', { unit: times.unit }),
            tickFormat: (share: number) => times.text(share * report.totalMs),
          }),
          plot.axisY({
            anchor: 'right',
            ticks: 5,
            label: t('cumulative'),
            tickFormat: (share: number) => `${Math.round(share * 100)}%`,
          }),
          plot.barY(bars, {
            x: ({ item }: Bar) => idOf(item),
            y: 'share',
            fill: ({ item }: Bar) => fillText({ color: concepts.colorOf(item) }),
            title: ({ item, share }: Bar) =>
              `${concepts.labelOf(item)}\n${times.full(item.times.totalMs)} (${shareText(share, locale)})`,
            href: ({ item }: Bar) => hrefOf(item),
          }),
          plot.lineY(bars, { x: ({ item }: Bar) => idOf(item), y: 'cumulative', stroke: 'currentColor' }),
          plot.dot(bars, {
            x: ({ item }: Bar) => idOf(item),
            y: 'cumulative',
            fill: 'currentColor',
            r: 3,
            pointerEvents: 'none',
          }),
          plot.ruleY([0.8], { stroke: 'currentColor', strokeOpacity: 0.4, strokeDasharray: '4 3' }),
          plot.ruleY([0]),
        ],
      };
    },
    [bars, concepts, nameOf, report.totalMs, times, locale, t],
  );
  const columns: Column<Bar>[] = [
    {
      name: t('element'),
      isText: true,
      value: ({ item }) => concepts.labelOf(item),
      show: ({ item }) => <OccurrencesLink row={item} />,
    },
    {
      name: t('total', { unit: times.unit }),
      format: 'time',
      value: ({ item }) => times.value(item.times.totalMs),
      show: ({ item }) => times.text(item.times.totalMs),
    },
    { name: t('share'), format: 'share', value: ({ share }) => share, show: ({ share }) => shareText(share, locale) },
    {
      name: t('cumulative'),
      format: 'share',
      value: ({ cumulative }) => cumulative,
      show: ({ cumulative }) => shareText(cumulative, locale),
    },
  ];
  return (
    <>
      <ChartFigure
        title={t('title')}
        label={t('chart', { names: list.format(vital.map(({ item }) => concepts.labelOf(item))) })}
        name="pareto"
        height={360}
        minWidth={bars.length * 58}
        draw={draw}
        hint={
          <Text component="span" size="sm" c="var(--mantine-color-text)">
            {t('vital', {
              names: list.format(vital.map(({ item }) => concepts.labelOf(item))),
              share: shareText(vital.at(-1)?.cumulative ?? 0, locale),
            })}
          </Text>
        }
      />
      <ReportTable
        title={t('table')}
        name="pareto"
        columns={columns}
        rows={bars}
        keyOf={({ item }) => idOf(item)}
        minWidth={480}
      />
    </>
  );
}

/** The five numbers of each box. */
function useBoxColumns(): Column<ReportElement>[] {
  const t = useTranslations('reports.elements');
  const tBox = useTranslations('reports.pareto');
  const times = useTimes();
  const { concepts } = useReportState();
  const time = (name: string, msOf: (element: ReportElement) => number): Column<ReportElement> => ({
    name: t('in', { name, unit: times.unit }),
    format: 'time',
    value: (element) => times.value(msOf(element)),
  });
  const quartile =
    (share: number) =>
    ({ times: { lengthsMs } }: ReportElement) =>
      quantile(lengthsMs, share);
  return [
    { name: t('element'), isText: true, value: concepts.labelOf },
    { name: t('count'), value: (element) => element.times.count },
    time(t('min'), (element) => element.times.minMs),
    time(tBox('lowerQuartile'), quartile(0.25)),
    time(t('median'), (element) => element.times.medianMs),
    time(tBox('upperQuartile'), quartile(0.75)),
    time(t('max'), (element) => element.times.maxMs),
    { name: t('outliers'), value: (element) => element.times.outlierCount },
  ];
}

function useLengthColumns(elements: readonly ReportElement[]): Column<Length>[] {
  const t = useTranslations('reports.pareto');
  const times = useTimes();
  const { concepts } = useReportState();
  const labels = new Map(elements.map((element) => [idOf(element), concepts.labelOf(element)]));
  return [
    { name: t('element'), isText: true, value: ({ id }) => labels.get(id) ?? '' },
    { name: t('length', { unit: times.unit }), format: 'time', value: ({ value }) => value },
  ];
}

interface Length {
  readonly id: string;
  readonly value: number;
}

/** The longest elements first. */
function BoxPlots() {
  const t = useTranslations('reports.pareto');
  const times = useTimes();
  const { report, concepts } = useReportState();
  const { elements, lengths } = useMemo(() => {
    const byMedian = report.elements.toSorted((one, other) => other.times.medianMs - one.times.medianMs);
    return {
      elements: byMedian,
      lengths: byMedian.flatMap((element): Length[] =>
        element.times.lengthsMs.map((ms) => ({ id: idOf(element), value: times.value(ms) })),
      ),
    };
  }, [report, times]);
  const draw = useCallback<Draw>(
    (plot) => {
      const byId = new Map(elements.map((element) => [idOf(element), element]));
      return {
        marginLeft: 112,
        marginRight: 20,
        marginBottom: 44,
        x: { label: t('length', { unit: times.unit }), grid: true, zero: true },
        y: {
          domain: elements.map(idOf),
          label: null,
          tickFormat: (id: string) => {
            const element = byId.get(id)!;
            return `${wrapText(concepts.labelOf(element), 14).slice(0, 2).join('\n')}`;
          },
        },
        color: { type: 'identity' },
        marks: [
          plot.ruleX([0]),
          plot.boxX(lengths, {
            x: 'value',
            y: 'id',
            fill: ({ id }: Length) => fillText({ color: concepts.colorOf(byId.get(id)!) }),
            stroke: 'currentColor',
            r: 2.5,
          }),
          plot.barX(elements, {
            x1: ({ times: { minMs } }: ReportElement) => times.value(minMs),
            x2: ({ times: { maxMs } }: ReportElement) => times.value(maxMs),
            y: idOf,
            fill: '#0000',
            title: (element: ReportElement) =>
              `${concepts.labelOf(element)}\n${t('boxTip', {
                count: element.times.count,
                median: times.full(element.times.medianMs),
                outliers: element.times.outlierCount,
              })}`,
            href: hrefOf,
          }),
        ],
      };
    },
    [elements, lengths, concepts, times, t],
  );
  useSheet({ title: t('boxes'), name: 'boxes', columns: useBoxColumns(), rows: elements });
  useSheet({ title: t('boxLengths'), name: 'box-lengths', columns: useLengthColumns(elements), rows: lengths });
  return (
    <div className={classes.figure}>
      <ChartFigure
        title={t('boxes')}
        label={t('boxesChart', { count: elements.length })}
        name="boxes"
        height={64 + 34 * elements.length}
        draw={draw}
        hint={
          <>
            {t.rich('boxesHint', inTerms)} <span className="screen-only">{t('boxesClick')}</span>
          </>
        }
      />
    </div>
  );
}
