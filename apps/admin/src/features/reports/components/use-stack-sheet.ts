'use client';

import { useTranslations } from 'next-intl';
import type { StackedBar } from '../model/yamazumi.ts';
import { useReportState, useTimes } from './report-context.ts';
import type { Column } from './report-table.tsx';
import { useSheet } from './sheets.ts';
import { useValueClassName } from './value-class-name.tsx';

/** What bars are stacked of, from the bottom to the top. @param barName what a bar stands for */
export function useStackSheet(bars: readonly StackedBar[], barName: string): void {
  const t = useTranslations('reports.yamazumi');
  const tElement = useTranslations('reports.elements');
  const times = useTimes();
  const nameOf = useValueClassName();
  const { concepts } = useReportState();
  const rows = bars.flatMap(({ name, elements }) => elements.map((element) => ({ name, element })));
  const columns: Column<(typeof rows)[number]>[] = [
    { name: barName, isText: true, value: ({ name }) => name },
    { name: tElement('element'), isText: true, value: ({ element }) => concepts.labelOf(element) },
    { name: tElement('valueClass'), isText: true, value: ({ element }) => nameOf(element.valueClass) },
    { name: t('axis', { unit: times.unit }), format: 'time', value: ({ element }) => times.value(element.meanMs) },
    { name: t('presentIn'), value: ({ element }) => element.cycleCount },
  ];
  useSheet({ title: t('title'), name: 'yamazumi-stacks', columns, rows });
}
