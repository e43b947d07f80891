'use client';

import { useTranslations } from 'next-intl';
import type { CombinationRow } from './combination-rows.ts';
import { ConceptName } from './concept-name.tsx';
import { useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import { useFigureColumns } from './use-figure-columns.ts';

/** The elements of a cycle: of what kind they are, when they begin and how long they take. */
export function CombinationTable({ rows }: { readonly rows: readonly CombinationRow[] }) {
  const t = useTranslations('reports.combination');
  const { unit } = useTimes();
  const figures = useFigureColumns();
  const columns: Column<CombinationRow>[] = [
    { name: t('element'), isText: true, value: ({ label }) => label, show: ({ of }) => <ConceptName row={of} /> },
    { name: t('number'), value: ({ number }) => number },
    { name: t('kind'), isText: true, value: ({ kind }) => t(`kinds.${kind}`) },
    figures.time(t('start', { unit }), ({ startMs }) => startMs),
    figures.time(t('length', { unit }), ({ startMs, endMs }) => endMs - startMs),
  ];
  return (
    <ReportTable
      title={t('table')}
      name="combination"
      columns={columns}
      rows={rows}
      keyOf={({ number }) => String(number)}
      minWidth={480}
    />
  );
}
