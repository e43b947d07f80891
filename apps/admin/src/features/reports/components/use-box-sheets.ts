'use client';

import { quantile } from '@actionary/inference/domain';
import { useTranslations } from 'next-intl';
import type { ReportElement } from '../api/use-report.ts';
import { elementIdOf } from './element-id.ts';
import { useReportState, useTimes } from './report-context.ts';
import type { Column } from './report-table.tsx';
import { useSheet } from './sheets.ts';
import { useFigureColumns } from './use-figure-columns.ts';

/** One occurrence of an element. */
export interface ElementLength {
  /** Of the element, as the address has it. */
  readonly id: string;
  /** In the chosen unit. */
  readonly value: number;
}

/** Puts what boxes are drawn from into the page's workbook: five numbers each, and the lengths themselves. */
export function useBoxSheets(elements: readonly ReportElement[], lengths: readonly ElementLength[]): void {
  const t = useTranslations('reports.pareto');
  useSheet({ title: t('boxes'), name: 'boxes', columns: useBoxColumns(), rows: elements });
  useSheet({ title: t('boxLengths'), name: 'box-lengths', columns: useLengthColumns(elements), rows: lengths });
}

function useBoxColumns(): Column<ReportElement>[] {
  const t = useTranslations('reports.elements');
  const tBox = useTranslations('reports.pareto');
  const { unit } = useTimes();
  const figures = useFigureColumns();
  const { concepts } = useReportState();
  const time = (name: string, msOf: (element: ReportElement) => number) => figures.time(t('in', { name, unit }), msOf);
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

function useLengthColumns(elements: readonly ReportElement[]): Column<ElementLength>[] {
  const t = useTranslations('reports.pareto');
  const times = useTimes();
  const { concepts } = useReportState();
  const labels = new Map(elements.map((element) => [elementIdOf(element), concepts.labelOf(element)]));
  return [
    { name: t('element'), isText: true, value: ({ id }) => labels.get(id) ?? '' },
    { name: t('length', { unit: times.unit }), format: 'time', value: ({ value }) => value },
  ];
}
