'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { paretoOf } from '../model/pareto.ts';
import { BoxPlots } from './box-plots.tsx';
import { elementIdOf } from './element-id.ts';
import { OccurrencesDrawer } from './occurrences-drawer.tsx';
import { OccurrencesLink } from './occurrences-link.tsx';
import { ParetoChart } from './pareto-chart.tsx';
import type { ElementBar } from './pareto-chart.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import { useFigureColumns } from './use-figure-columns.ts';

/** Where the time goes, and how much elements vary. */
export function ParetoView() {
  const { report } = useReportState();
  const bars = useMemo(() => paretoOf(report.elements, (element) => element.times.totalMs), [report]);
  return (
    <>
      <ParetoChart bars={bars} />
      <BarTable bars={bars} />
      <BoxPlots />
      <OccurrencesDrawer />
    </>
  );
}

function BarTable({ bars }: { readonly bars: readonly ElementBar[] }) {
  const t = useTranslations('reports.pareto');
  const { unit } = useTimes();
  const { concepts } = useReportState();
  const figures = useFigureColumns();
  const columns: Column<ElementBar>[] = [
    {
      name: t('element'),
      isText: true,
      value: ({ item }) => concepts.labelOf(item),
      show: ({ item }) => <OccurrencesLink row={item} />,
    },
    figures.time(t('total', { unit }), ({ item }) => item.times.totalMs),
    figures.share(t('share'), ({ share }) => share),
    figures.share(t('cumulative'), ({ cumulative }) => cumulative),
  ];
  return (
    <ReportTable
      title={t('table')}
      name="pareto"
      columns={columns}
      rows={bars}
      keyOf={({ item }) => elementIdOf(item)}
      minWidth={480}
    />
  );
}
