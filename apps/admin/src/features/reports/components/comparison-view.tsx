'use client';

import { Alert, Fieldset, Paper, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle, IconGitCompare } from '@tabler/icons-react';
import { useLocale, useTranslations } from 'next-intl';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import type { ReportShiftFragment, ReportSideFragment } from '../../../../generated/graphql.ts';
import { useComparison } from '../api/use-report.ts';
import type { Comparison } from '../api/use-report.ts';
import { isNarrowed } from '../model/report-choice.ts';
import { shiftWords } from '../model/shift-words.ts';
import { shareText } from '../model/time-text.ts';
import { ConceptName } from './concept-name.tsx';
import { usePlaceText } from './report-head.tsx';
import { ScopeFields } from './report-choices.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { useFigureColumns } from './use-figure-columns.ts';

/** Times before a change beside those that the report is of. */
export function ComparisonView() {
  const t = useTranslations('reports.comparison');
  const { choice } = useReportState();
  return (
    <>
      <Fieldset legend={t('before')} className="screen-only">
        <Text size="xs" c="dimmed" mb={6}>
          {t('beforeHint')}
        </Text>
        <div className={classes.choices}>
          <ScopeFields scope={choice.before} prefix="before-" />
        </div>
      </Fieldset>
      {isNarrowed(choice.before) ? (
        <Compared />
      ) : (
        <Paper withBorder>
          <EmptyState icon={IconGitCompare} title={t('empty.title')} hint={t('empty.hint')} />
        </Paper>
      )}
    </>
  );
}

function Compared() {
  const { choice } = useReportState();
  return (
    <QueryView query={useComparison(choice)} skeleton={<Skeleton h={320} />}>
      {(comparison) => <Result comparison={comparison} />}
    </QueryView>
  );
}

function Result({ comparison: { before, after, elements, cycles } }: { readonly comparison: Comparison }) {
  const t = useTranslations('reports.comparison');
  const columns = useColumns();
  const wordsOf = useShiftText();
  const isFew = elements.some(({ times }) => shiftWords(times).certainty === 'few');
  if (elements.length === 0)
    return (
      <Paper withBorder>
        <EmptyState icon={IconGitCompare} title={t('nothing.title')} hint={t('nothing.hint')} />
      </Paper>
    );
  return (
    <>
      <div className={classes.sentences}>
        <Text fw={600}>{cycles ? t('cycle', { words: wordsOf(cycles) }) : t('noCycle')}</Text>
        <SideText name="before" side={before} />
        <SideText name="after" side={after} />
      </div>
      {isFew ? (
        <Alert variant="light" color="orange" icon={<IconAlertTriangle aria-hidden />}>
          {t('fewHint')}
        </Alert>
      ) : null}
      <ReportTable
        title={t('title')}
        name="comparison"
        columns={columns}
        rows={elements}
        keyOf={({ concept }) => concept.id}
        minWidth={900}
        hint={
          <Text size="xs" c="dimmed" mb={6}>
            {t('method')}
          </Text>
        }
      />
    </>
  );
}

function SideText({ name, side }: { readonly name: 'before' | 'after'; readonly side: ReportSideFragment }) {
  const t = useTranslations('reports.comparison');
  const locale = useLocale();
  const { choice } = useReportState();
  const scope = name === 'before' ? choice.before : choice;
  const { from, until } = scope;
  const place = usePlaceText()(scope);
  const { videoCount, totalMs, reviewedMs } = side;
  return (
    <Text size="sm">
      {t('side', {
        side: place === '' ? t(name) : t('sideAt', { side: t(name), place }),
        period: from || until ? `${from ?? ''} – ${until ?? ''}` : t('always'),
        videos: videoCount,
        reviewed: totalMs === 0 ? '–' : shareText(reviewedMs / totalMs, locale),
      })}
    </Text>
  );
}

/** A comparison in plain words. */
function useShiftText(): (times: ReportShiftFragment) => string {
  const t = useTranslations('reports.comparison');
  const times = useTimes();
  return (shift) => {
    const { direction, certainty } = shiftWords(shift);
    const { shiftMs, lowMs, highMs } = shift;
    const words = t(`direction.${direction}`, { time: times.full(Math.abs(shiftMs)) });
    const interval =
      lowMs === null || highMs === null ? null : [Math.abs(lowMs), Math.abs(highMs)].toSorted((a, b) => a - b);
    // An interval around nothing keeps its signs, else one could not tell.
    const isAround = lowMs !== null && highMs !== null && lowMs < 0 && highMs > 0;
    const bounds = isAround ? [lowMs, highMs] : interval;
    const range = bounds ? t('interval', { low: times.text(bounds[0]!), high: times.text(bounds[1]!) }) : '';
    return t('sentence', { words, range, certainty: t(`certainty.${certainty}`) });
  };
}

function useColumns(): Column<Comparison['elements'][number]>[] {
  const t = useTranslations('reports.comparison');
  const times = useTimes();
  const figures = useFigureColumns();
  const wordsOf = useShiftText();
  const { concepts } = useReportState();
  type Row = Comparison['elements'][number];
  const time = (
    name: string,
    msOf: (times: ReportShiftFragment) => number | null,
    isFileOnly = false,
  ): Column<Row> => ({
    ...figures.time<Row>(t('in', { name, unit: times.unit }), (row) => msOf(row.times)),
    ...(isFileOnly ? { only: 'file' as const } : {}),
  });
  return [
    { name: t('element'), isText: true, value: concepts.labelOf, show: (row) => <ConceptName row={row} /> },
    { name: t('beforeCount'), value: (row) => row.times.before.count },
    { name: t('afterCount'), value: (row) => row.times.after.count },
    time(t('beforeMedian'), ({ before }) => before.medianMs),
    time(t('afterMedian'), ({ after }) => after.medianMs),
    time(t('shift'), ({ shiftMs }) => shiftMs),
    time(t('low'), ({ lowMs }) => lowMs, true),
    time(t('high'), ({ highMs }) => highMs, true),
    { name: 'p', only: 'file', value: (row) => row.times.pValue },
    { name: t('meaning'), isText: true, value: (row) => wordsOf(row.times) },
  ];
}
