'use client';

import { Group, Skeleton, Text } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view.tsx';
import { useCycles } from '../api/use-report.ts';
import type { Report } from '../api/use-report.ts';
import { isSameCycle } from '../model/same-cycle.ts';
import { shareText } from '../model/time-text.ts';
import { CompareLink } from './compare-link.tsx';
import { ConceptName } from './concept-name.tsx';
import { CycleCharts } from './cycle-charts.tsx';
import { CycleTable } from './cycle-table.tsx';
import { elementIdOf } from './element-id.ts';
import { NothingRepeats } from './nothing-repeats.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { useFigureColumns } from './use-figure-columns.ts';

type Cycles = NonNullable<Report['cycles']>;

/** From one beginning of the work to the next: how even it is, what it is made of, and which ones stand out. */
export function CyclesView() {
  const { report, choice } = useReportState();
  const query = useCycles(choice);
  if (!report.cycles) return <NothingRepeats />;
  return (
    <>
      <Summary cycles={report.cycles} />
      <BestAgainst cycles={report.cycles} />
      <QueryView query={query} skeleton={<Skeleton h={300} />}>
        {(cycles) => (
          <>
            <CycleCharts cycles={cycles} />
            <Composition cycles={report.cycles!} />
            <CycleTable cycles={cycles} />
          </>
        )}
      </QueryView>
    </>
  );
}

function Summary({ cycles: { startConcept, times: found, elements } }: { readonly cycles: Cycles }) {
  const t = useTranslations('reports.cycles');
  const locale = useLocale();
  const times = useTimes();
  const { concepts } = useReportState();
  const start = elements.find(({ concept }) => concept?.id === startConcept.id);
  return (
    <div className={classes.sentences}>
      <Text fw={600}>
        {t('summary', {
          start: start ? concepts.labelOf(start) : startConcept.externalId,
          count: found.count,
          median: times.full(found.medianMs),
        })}
      </Text>
      <Text size="sm">
        {t('spread', { min: times.full(found.minMs), max: times.full(found.maxMs) })}
        {found.variation === null ? '' : t('variation', { variation: shareText(found.variation, locale) })}
        {t('outliers', { count: found.outlierCount })}
        {found.count < 10 ? t('few') : ''}
      </Text>
    </div>
  );
}

/** The best cycle beside others that are worth a look. */
function BestAgainst({ cycles: { best, latest, cycles } }: { readonly cycles: Cycles }) {
  const t = useTranslations('reports.cycles.compare');
  const others = [
    ['worst', cycles[0]!],
    ['latest', latest],
  ] as const;
  const shown = others.filter(([, other]) => !isSameCycle(best, other));
  if (shown.length === 0) return null;
  return (
    <Group gap="xs" className="screen-only">
      {shown.map(([name, other]) => (
        <CompareLink key={name} left={best} right={other} isButton>
          {t(name)}
        </CompareLink>
      ))}
    </Group>
  );
}

function Composition({ cycles: { elements, times: found } }: { readonly cycles: Cycles }) {
  const t = useTranslations('reports.cycles');
  const { unit } = useTimes();
  const { concepts } = useReportState();
  const figures = useFigureColumns();
  const columns: Column<Cycles['elements'][number]>[] = [
    { name: t('element'), isText: true, value: concepts.labelOf, show: (row) => <ConceptName row={row} /> },
    figures.time(t('meanPerCycle', { unit }), ({ meanMs }) => meanMs),
    figures.share(t('share'), ({ meanMs }) => meanMs / found.meanMs),
    figures.share(t('presence'), ({ cycleCount }) => cycleCount / found.count),
  ];
  return (
    <ReportTable
      title={t('composition')}
      name="cycle-elements"
      columns={columns}
      rows={elements}
      keyOf={elementIdOf}
      minWidth={480}
    />
  );
}
