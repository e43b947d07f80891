'use client';

import { Anchor, Checkbox, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Tag } from '../../../components/tag.tsx';
import { formatLength } from '../../../lib/format.ts';
import type { ReportCycle } from '../api/use-report.ts';
import { cycleKey, isSameCycle, toggleCompared } from '../model/same-cycle.ts';
import { CompareLink } from './compare-link.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import { useFigureColumns } from './use-figure-columns.ts';

/** Cycle by cycle; any two can be put side by side. */
export function CycleTable({ cycles }: { readonly cycles: readonly ReportCycle[] }) {
  const t = useTranslations('reports.cycles');
  const { report } = useReportState();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [left, right] = chosen.map((key) => cycles.find((cycle) => cycleKey(cycle) === key));
  const columns: Column<ReportCycle>[] = [
    ...useCycleColumns(),
    {
      name: t('compare.column'),
      isText: true,
      only: 'screen',
      value: () => null,
      show: (cycle) => (
        <CompareCell
          cycle={cycle}
          isChosen={chosen.includes(cycleKey(cycle))}
          onToggle={() => setChosen((before) => toggleCompared(before, cycleKey(cycle)))}
        />
      ),
    },
  ];
  const count = report.cycles?.times.count ?? 0;
  return (
    <ReportTable
      title={t('list')}
      name="cycles"
      columns={columns}
      rows={cycles}
      keyOf={cycleKey}
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

/** Where a cycle is, and what it is like. */
function useCycleColumns(): Column<ReportCycle>[] {
  const t = useTranslations('reports.cycles');
  const format = useFormatter();
  const { unit } = useTimes();
  const figures = useFigureColumns();
  return [
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
    figures.time(t('length', { unit }), ({ startMs, endMs }) => endMs - startMs),
    figures.share(t('reviewed'), ({ reviewedMs, startMs, endMs }) => reviewedMs / (endMs - startMs)),
    {
      name: t('outlier'),
      isText: true,
      value: ({ isOutlier }) => (isOutlier ? t('isOutlier') : null),
      show: ({ isOutlier }) => (isOutlier ? <Tag color="orange">{t('isOutlier')}</Tag> : null),
    },
  ];
}

interface CompareCellProps {
  readonly cycle: ReportCycle;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** Chooses a cycle to be compared with another one, or compares it with the best at once. */
function CompareCell({ cycle, isChosen, onToggle }: CompareCellProps) {
  const t = useTranslations('reports.cycles.compare');
  const best = useReportState().report.cycles?.best;
  const name = t('cycle', { video: cycle.video.name, start: formatLength(cycle.startMs) });
  return (
    <Group gap="xs" wrap="nowrap">
      <Checkbox size="xs" aria-label={t('choose', { cycle: name })} checked={isChosen} onChange={onToggle} />
      {best && !isSameCycle(best, cycle) ? (
        <CompareLink left={best} right={cycle} label={t('cycleWithBest', { cycle: name })}>
          {t('withBest')}
        </CompareLink>
      ) : (
        <Tag color="teal">{t('best')}</Tag>
      )}
    </Group>
  );
}
