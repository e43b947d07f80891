'use client';

import { NumberInput, SegmentedControl, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { inTerms, Term } from '../../../components/term.tsx';
import type { Report } from '../api/use-report.ts';
import { standardRows } from '../model/standard-rows.ts';
import type { StandardRow } from '../model/standard-rows.ts';
import { shareText } from '../model/time-text.ts';
import { ConceptName } from './concept-name.tsx';
import { NothingRepeats } from './nothing-repeats.tsx';
import { useChoice, useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { useFigureColumns } from './use-figure-columns.ts';

/** What the work should take: observed times at the usual pace, with allowances. */
export function StandardView() {
  const { report } = useReportState();
  if (!report.cycles) return <NothingRepeats />;
  return (
    <>
      <Settings />
      <Times cycles={report.cycles} />
    </>
  );
}

function Settings() {
  const t = useTranslations('reports.standard');
  const [, set] = useChoice();
  const { rating, allowance, method } = useReportState().choice;
  return (
    <div className={`${classes.settings} screen-only`} role="group" aria-label={t('settings')}>
      <Percent name="rating" label={<Term name="rating">{t('rating')}</Term>} share={rating} max={300} />
      <Percent name="allowance" label={t('allowance')} share={allowance} max={99} />
      <SegmentedControl
        aria-label={t('method')}
        data={(['outer', 'inner'] as const).map((value) => ({ value, label: t(`methods.${value}`) }))}
        value={method}
        onChange={(value) => set('method', value === 'outer' ? null : value)}
      />
    </div>
  );
}

const TYPING_MS = 400;

interface PercentProps {
  readonly name: 'rating' | 'allowance';
  readonly label: ReactNode;
  readonly share: number;
  readonly max: number;
}

function Percent({ name, label, share, max }: PercentProps) {
  const [, set] = useChoice();
  const [value, setValue] = useState<string | number>(Math.round(share * 1000) / 10);
  const keep = useDebouncedCallback((next: string | number) => set(name, next === '' ? null : String(next)), TYPING_MS);
  return (
    <NumberInput
      label={label}
      suffix=" %"
      w={150}
      min={name === 'rating' ? 1 : 0}
      max={max}
      decimalScale={1}
      value={value}
      onChange={(next) => {
        setValue(next);
        keep(next);
      }}
    />
  );
}

function Times({ cycles }: { readonly cycles: NonNullable<Report['cycles']> }) {
  const t = useTranslations('reports.standard');
  const locale = useLocale();
  const times = useTimes();
  const figures = useFigureColumns();
  const { concepts, choice } = useReportState();
  const { rating, allowance, method } = choice;
  const found = standardRows(cycles.elements, { rating, allowance, method });
  const time = (name: string, msOf: (row: StandardRow) => number) =>
    figures.time(t('in', { name, unit: times.unit }), msOf);
  const columns: Column<StandardRow>[] = [
    {
      name: t('element'),
      isText: true,
      value: ({ element }) => concepts.labelOf(element),
      show: ({ element }) => <ConceptName row={element} />,
    },
    time(t('observed'), ({ observedMs }) => observedMs),
    time(t('normal'), ({ normalMs }) => normalMs),
    time(t('standard'), ({ standardMs }) => standardMs),
  ];
  return (
    <>
      <div className={classes.sentences} role="status">
        <Text fw={600}>{t('cycle', { time: times.full(found.standardMs) })}</Text>
        <Text size="sm">
          {t.rich(`formula.${method}`, {
            ...inTerms,
            observed: times.full(found.observedMs),
            rating: shareText(rating, locale),
            allowance: shareText(allowance, locale),
            normal: times.full(found.normalMs),
            standard: times.full(found.standardMs),
          })}
        </Text>
        <Text size="xs" c="dimmed">
          {t('basis', { count: cycles.times.count })}
        </Text>
      </div>
      <ReportTable
        title={t('title')}
        name="standard-time"
        columns={columns}
        rows={found.rows}
        keyOf={({ element }) => element.concept?.id ?? ''}
        minWidth={520}
      />
    </>
  );
}
