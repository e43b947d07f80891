'use client';

import { Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { inTerms } from '../../../components/term.tsx';
import type { ReportElement } from '../api/use-report.ts';
import { shareText } from '../model/time-text.ts';
import { OccurrencesDrawer } from './occurrences-drawer.tsx';
import { OccurrencesLink } from './occurrences-link.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import { UNKNOWN_ID } from './unknown-id.ts';
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
        keyOf={({ concept }) => concept?.id ?? UNKNOWN_ID}
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
  const locale = useLocale();
  const times = useTimes();
  const valueName = useValueClassName();
  const time = (name: string, msOf: (row: ReportElement) => number | null): Column<ReportElement> => ({
    name: t('in', { name, unit: times.unit }),
    format: 'time',
    value: (row) => {
      const ms = msOf(row);
      return ms === null ? null : times.value(ms);
    },
    show: (row) => {
      const ms = msOf(row);
      return ms === null ? '–' : times.text(ms);
    },
  });
  const share = (name: string, shareOf: (row: ReportElement) => number | null): Column<ReportElement> => ({
    name,
    format: 'share',
    value: shareOf,
    show: (row) => {
      const part = shareOf(row);
      return part === null ? '–' : shareText(part, locale);
    },
  });
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
    share(t('share'), (row) => row.share),
    time(t('mean'), (row) => row.times.meanMs),
    time(t('median'), (row) => row.times.medianMs),
    time(t('deviation'), (row) => row.times.standardDeviationMs),
    share(t('variation'), (row) => row.times.variation),
    time(t('min'), (row) => row.times.minMs),
    time(t('max'), (row) => row.times.maxMs),
    { name: t('outliers'), value: (row) => row.times.outlierCount },
    share(t('reviewed'), (row) => row.reviewedShare),
  ];
}
