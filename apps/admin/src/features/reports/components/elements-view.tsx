'use client';

import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { inTerms } from '../../../components/term.tsx';
import type { ReportElement } from '../api/use-report.ts';
import { elementIdOf } from './element-id.ts';
import { OccurrencesDrawer } from './occurrences-drawer.tsx';
import { OccurrencesLink } from './occurrences-link.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import { useFigureColumns } from './use-figure-columns.ts';
import { useValueClassName, ValueClassName } from './value-class-name.tsx';

/** How long each element takes; a click shows its occurrences. */
export function ElementsView() {
  const t = useTranslations('reports.elements');
  const { report } = useReportState();
  const columns = useElementColumns();
  return (
    <>
      <ReportTable
        title={t('title')}
        name="elements"
        columns={columns}
        rows={report.elements}
        keyOf={elementIdOf}
        minWidth={1080}
        hint={
          <Text size="xs" c="dimmed" mb={6} className="screen-only">
            {t.rich('hint', inTerms)}
          </Text>
        }
      />
      <OccurrencesDrawer />
    </>
  );
}

function useElementColumns(): Column<ReportElement>[] {
  const t = useTranslations('reports.elements');
  const { report, concepts } = useReportState();
  const times = useTimes();
  const figures = useFigureColumns();
  const valueName = useValueClassName();
  const time = (name: string, msOf: (row: ReportElement) => number | null) =>
    figures.time(t('in', { name, unit: times.unit }), msOf);
  const hasValues = report.elements.some(({ valueClass }) => valueClass !== null);
  return [
    { name: t('element'), isText: true, value: concepts.labelOf, show: (row) => <OccurrencesLink row={row} /> },
    { name: t('notation'), isText: true, only: 'file', value: ({ content }) => content?.notation ?? null },
    ...(hasValues
      ? [
          {
            name: t('valueClass'),
            isText: true,
            value: ({ valueClass }: ReportElement) => valueName(valueClass),
            show: ({ valueClass }: ReportElement) => <ValueClassName valueClass={valueClass} />,
          },
        ]
      : []),
    { name: t('count'), value: ({ times: { count } }) => count },
    time(t('total'), (row) => row.times.totalMs),
    figures.share(t('share'), (row) => row.share),
    time(t('mean'), (row) => row.times.meanMs),
    time(t('median'), (row) => row.times.medianMs),
    time(t('deviation'), (row) => row.times.standardDeviationMs),
    figures.share(t('variation'), (row) => row.times.variation),
    time(t('min'), (row) => row.times.minMs),
    time(t('max'), (row) => row.times.maxMs),
    { name: t('outliers'), value: (row) => row.times.outlierCount },
    figures.share(t('reviewed'), (row) => row.reviewedShare),
  ];
}
