'use client';

import { Text } from '@mantine/core';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { Draw } from '../../../components/plot.tsx';
import { useWithAside } from '../../../lib/use-with-aside.ts';
import type { Report } from '../api/use-report.ts';
import { shareText } from '../model/time-text.ts';
import { byWorth } from '../model/value-order.ts';
import { ClassDrawer, classInAddress, ClassLink } from './class-drawer.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { OccurrencesDrawer } from './occurrences-drawer.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { fillText } from './swatch.tsx';
import type { LegendEntry } from './swatch.tsx';
import { useSheet } from './sheets.ts';
import { useFigureColumns } from './use-figure-columns.ts';
import { useValueClassName } from './value-class-name.tsx';
import { patternOf } from './value-patterns.ts';
import { ValueClassHint } from './value-class-hint.tsx';

type Share = Report['valueShares'][number];

/** How much of the time adds value, and how that changes from day to day. */
export function ValuesView() {
  const t = useTranslations('reports.values');
  const { report } = useReportState();
  const locale = useLocale();
  const isSet = report.valueShares.some(({ valueClass }) => valueClass !== null);
  if (!isSet) return <ValueClassHint />;
  const net = report.valueShares.find(({ valueClass }) => valueClass === 'net')?.share ?? 0;
  const none = report.valueShares.find(({ valueClass }) => valueClass === null)?.share ?? 0;
  return (
    <>
      <div className={classes.sentences}>
        <Text fw={600}>{t('ratio', { share: shareText(net, locale) })}</Text>
        {none > 0 ? <Text size="sm">{t('unclassified', { share: shareText(none, locale) })}</Text> : null}
      </div>
      <Shares />
      <Trend />
      <ClassDrawer />
      <OccurrencesDrawer />
    </>
  );
}

function useLegend(shares: readonly Share[]): LegendEntry[] {
  const nameOf = useValueClassName();
  return byWorth(shares).map(({ valueClass }) => ({
    label: nameOf(valueClass),
    fill: { pattern: patternOf(valueClass) },
  }));
}

interface Part {
  readonly place: string;
  readonly share: number;
  readonly totalMs: number;
  readonly valueClass: string | null;
  readonly title: string;
  /** What it is made of: parts of the address. */
  readonly href: string;
}

const hrefOf = (valueClass: string | null, others: Readonly<Record<string, string>> = {}) =>
  `?${new URLSearchParams({ ...others, class: classInAddress(valueClass) }).toString()}`;

interface DayPart extends Part {
  /** `2026-11-20` */
  readonly date: string;
}

/** What the charts are drawn from. @param placeName what a bar stands for */
function usePartColumns<P extends Part>(placeName: string, placeOf = ({ place }: P) => place): Column<P>[] {
  const t = useTranslations('reports.values');
  const times = useTimes();
  const nameOf = useValueClassName();
  return [
    { name: placeName, isText: true, value: placeOf },
    { name: t('class'), isText: true, value: ({ valueClass }) => nameOf(valueClass) },
    { name: t('time', { unit: times.unit }), format: 'time', value: ({ totalMs }) => times.value(totalMs) },
    { name: t('share'), format: 'share', value: ({ share }) => share },
  ];
}

function useDraw(parts: readonly Part[], places: readonly string[], isTall: boolean): Draw {
  const locale = useLocale();
  const t = useTranslations('reports.values');
  return useCallback(
    (plot) => {
      const [along, across] = isTall ? (['y', 'x'] as const) : (['x', 'y'] as const);
      const channels = {
        [along]: 'share',
        [across]: 'place',
        fill: (part: Part) => fillText({ pattern: patternOf(part.valueClass) }),
        stroke: '#fff',
        title: 'title',
        href: 'href',
      };
      return {
        marginLeft: isTall ? 48 : 116,
        marginRight: 20,
        marginBottom: isTall ? 40 : 32,
        [along]: { domain: [0, 1], label: t('share'), tickFormat: (share: number) => `${Math.round(share * 100)}%` },
        [across]: { domain: places, label: null, padding: 0.25 },
        color: { type: 'identity' },
        marks: [
          isTall ? plot.barY(parts, channels) : plot.barX(parts, channels),
          plot.text(parts, {
            ...(isTall
              ? plot.stackY({ x: 'place', y: 'share' } as const)
              : plot.stackX({ x: 'share', y: 'place' } as const)),
            text: (part: Part) => (part.share >= 0.06 ? shareText(part.share, locale) : ''),
            fill: '#000',
            stroke: '#fff',
            strokeWidth: 4,
          }),
        ],
      };
    },
    [parts, places, isTall, locale, t],
  );
}

/** Of the whole report, and of each station. */
function Shares() {
  const t = useTranslations('reports.values');
  const locale = useLocale();
  const times = useTimes();
  const figures = useFigureColumns();
  const { report } = useReportState();
  const nameOf = useValueClassName();
  const withAside = useWithAside();
  const { parts, places } = useMemo(() => {
    const rows = [
      { place: t('all'), shares: report.valueShares, scope: {} },
      ...(report.stations.length > 1
        ? report.stations.map(({ station, valueShares }) => ({
            place: station.path.at(-1)?.name ?? '',
            shares: valueShares,
            scope: { station: station.id },
          }))
        : []),
    ];
    return { parts: rows.flatMap(partsOf), places: [...new Set(rows.map(({ place }) => place))] };
    function partsOf({ place, shares, scope }: (typeof rows)[number]): Part[] {
      return byWorth(shares).map(({ valueClass, share, totalMs }) => ({
        place,
        share,
        totalMs,
        valueClass,
        title: `${place}\n${nameOf(valueClass)}: ${withAside(shareText(share, locale), times.full(totalMs))}`,
        href: hrefOf(valueClass, scope),
      }));
    }
  }, [report, t, nameOf, withAside, locale, times]);
  const columns: Column<Share>[] = [
    {
      name: t('class'),
      isText: true,
      value: ({ valueClass }) => nameOf(valueClass),
      show: ({ valueClass }) => <ClassLink valueClass={valueClass} />,
    },
    figures.time(t('time', { unit: times.unit }), ({ totalMs }) => totalMs),
    figures.share(t('share'), ({ share }) => share),
  ];
  useSheet({ title: t('title'), name: 'values-by-place', columns: usePartColumns(t('place')), rows: parts });
  return (
    <>
      <ChartFigure
        title={t('title')}
        hint={<span className="screen-only">{t('clickHint')}</span>}
        label={t('chart', { parts: parts.map(({ title }) => title.replaceAll('\n', ' ')).join(', ') })}
        name="values"
        height={60 + 48 * places.length}
        draw={useDraw(parts, places, false)}
        legend={useLegend(report.valueShares)}
      />
      <ReportTable
        title={t('table')}
        name="values"
        columns={columns}
        rows={byWorth(report.valueShares)}
        keyOf={({ valueClass }) => valueClass ?? ''}
        minWidth={360}
      />
    </>
  );
}

function Trend() {
  const t = useTranslations('reports.values');
  const locale = useLocale();
  const format = useFormatter();
  const { report } = useReportState();
  const nameOf = useValueClassName();
  const { parts, places } = useMemo(() => {
    const dayOf = (date: string) => format.dateTime(new Date(`${date}T12:00:00`), { month: 'numeric', day: 'numeric' });
    const found = report.days.flatMap(({ date, valueShares }) =>
      byWorth(valueShares).map(({ valueClass, share, totalMs }): DayPart => ({
        date,
        place: dayOf(date),
        share,
        totalMs,
        valueClass,
        title: `${date}\n${nameOf(valueClass)}: ${shareText(share, locale)}`,
        href: hrefOf(valueClass, { from: date, until: date }),
      })),
    );
    return { parts: found, places: report.days.map(({ date }) => dayOf(date)) };
  }, [report, format, nameOf, locale]);
  const columns = usePartColumns(t('day'), ({ date }: DayPart) => date);
  useSheet({ title: t('trend'), name: 'values-by-day', columns, rows: parts });
  const draw = useDraw(parts, places, true);
  const legend = useLegend(report.valueShares);
  if (report.days.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noDays')}
      </Text>
    );
  return (
    <ChartFigure
      title={t('trend')}
      hint={<span className="screen-only">{t('trendHint')}</span>}
      label={t('trendChart', { count: report.days.length })}
      name="values-by-day"
      height={300}
      minWidth={report.days.length * 44}
      draw={draw}
      legend={legend}
    />
  );
}
