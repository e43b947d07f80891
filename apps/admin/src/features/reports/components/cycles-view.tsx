'use client';

import { Anchor, Checkbox, Group, Skeleton, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReportCycleFragment } from '../../../../generated/graphql.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { QueryView } from '../../../components/query-view.tsx';
import { Tag } from '../../../components/tag.tsx';
import { formatLength } from '../../../lib/format.ts';
import { useCycles } from '../api/use-report.ts';
import type { Report, ReportCycle } from '../api/use-report.ts';
import { shareText } from '../model/time-text.ts';
import { CompareLink } from './compare-link.tsx';
import { ConceptName } from './concept-name.tsx';
import { CycleCharts } from './cycle-charts.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';

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

export function NothingRepeats() {
  const t = useTranslations('reports.cycles.empty');
  return <EmptyState icon={IconRepeat} title={t('title')} hint={t('hint')} />;
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

function isSameCycle(one: ReportCycleFragment, other: ReportCycleFragment): boolean {
  return one.video.id === other.video.id && one.startMs === other.startMs;
}

const keyOf = ({ video, startMs }: ReportCycleFragment) => `${video.id} ${startMs}`;

function Composition({ cycles: { elements, times: found } }: { readonly cycles: Cycles }) {
  const t = useTranslations('reports.cycles');
  const locale = useLocale();
  const times = useTimes();
  const { concepts } = useReportState();
  type Row = Cycles['elements'][number];
  const columns: Column<Row>[] = [
    { name: t('element'), isText: true, value: concepts.labelOf, show: (row) => <ConceptName row={row} /> },
    {
      name: t('meanPerCycle', { unit: times.unit }),
      format: 'time',
      value: ({ meanMs }) => times.value(meanMs),
      show: ({ meanMs }) => times.text(meanMs),
    },
    {
      name: t('share'),
      format: 'share',
      value: ({ meanMs }) => meanMs / found.meanMs,
      show: ({ meanMs }) => shareText(meanMs / found.meanMs, locale),
    },
    {
      name: t('presence'),
      format: 'share',
      value: ({ cycleCount }) => cycleCount / found.count,
      show: ({ cycleCount }) => shareText(cycleCount / found.count, locale),
    },
  ];
  return (
    <ReportTable
      title={t('composition')}
      name="cycle-elements"
      columns={columns}
      rows={elements}
      keyOf={({ concept }) => concept?.id ?? ''}
      minWidth={480}
    />
  );
}

function CycleTable({ cycles }: { readonly cycles: readonly ReportCycle[] }) {
  const t = useTranslations('reports.cycles');
  const format = useFormatter();
  const locale = useLocale();
  const times = useTimes();
  const { report } = useReportState();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [left, right] = chosen.map((key) => cycles.find((cycle) => keyOf(cycle) === key));
  // Of three the first one goes: two are compared.
  const choose = (key: string) =>
    setChosen((before) => (before.includes(key) ? before.filter((each) => each !== key) : [...before, key].slice(-2)));
  const best = report.cycles?.best;
  const count = report.cycles?.times.count ?? 0;
  const columns: Column<ReportCycle>[] = [
    {
      name: t('video'),
      isText: true,
      value: ({ video }) => video.name,
      show: ({ video, startMs }) => (
        <Anchor component={Link} prefetch={false} size="sm" href={`/videos/${video.id}?t=${startMs}`}>
          {video.name}
        </Anchor>
      ),
    },
    {
      name: t('recordedAt'),
      isText: true,
      value: ({ video }) => video.recordedAt,
      show: ({ video }) =>
        video.recordedAt
          ? format.dateTime(new Date(video.recordedAt), { dateStyle: 'medium', timeStyle: 'short' })
          : '–',
    },
    {
      name: t('start'),
      format: 'time',
      value: ({ startMs }) => startMs / 1000,
      show: ({ startMs }) => formatLength(startMs),
    },
    {
      name: t('length', { unit: times.unit }),
      format: 'time',
      value: ({ startMs, endMs }) => times.value(endMs - startMs),
      show: ({ startMs, endMs }) => times.text(endMs - startMs),
    },
    {
      name: t('reviewed'),
      format: 'share',
      value: ({ reviewedMs, startMs, endMs }) => reviewedMs / (endMs - startMs),
      show: ({ reviewedMs, startMs, endMs }) => shareText(reviewedMs / (endMs - startMs), locale),
    },
    {
      name: t('outlier'),
      isText: true,
      value: ({ isOutlier }) => (isOutlier ? t('isOutlier') : null),
      show: ({ isOutlier }) => (isOutlier ? <Tag color="orange">{t('isOutlier')}</Tag> : null),
    },
    {
      name: t('compare.column'),
      isText: true,
      only: 'screen',
      value: () => null,
      show: (cycle) => {
        const name = t('compare.cycle', { video: cycle.video.name, start: formatLength(cycle.startMs) });
        return (
          <Group gap="xs" wrap="nowrap">
            <Checkbox
              size="xs"
              aria-label={t('compare.choose', { cycle: name })}
              checked={chosen.includes(keyOf(cycle))}
              onChange={() => choose(keyOf(cycle))}
            />
            {best && !isSameCycle(best, cycle) ? (
              <CompareLink left={best} right={cycle} label={t('compare.cycleWithBest', { cycle: name })}>
                {t('compare.withBest')}
              </CompareLink>
            ) : (
              <Tag color="teal">{t('compare.best')}</Tag>
            )}
          </Group>
        );
      },
    },
  ];
  return (
    <ReportTable
      title={t('list')}
      name="cycles"
      columns={columns}
      rows={cycles}
      keyOf={keyOf}
      minWidth={760}
      hint={
        <Text size="xs" c="dimmed" mb={6}>
          {count > cycles.length ? t('cut', { count: cycles.length }) : t('listHint')}{' '}
          <span className="screen-only">{t('listClick')}</span>
        </Text>
      }
    >
      {left && right ? (
        <CompareLink left={left} right={right} isButton>
          {t('compare.chosen')}
        </CompareLink>
      ) : (
        <Text size="xs" c="dimmed">
          {t('compare.chooseTwo')}
        </Text>
      )}
    </ReportTable>
  );
}
