'use client';

import { Anchor, Group, Select, Skeleton, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '../../../components/query-view.tsx';
import { formatLength } from '../../../lib/format.ts';
import { useCycles } from '../api/use-report.ts';
import type { ReportCycle } from '../api/use-report.ts';
import { CombinationChart } from './combination-chart.tsx';
import { useCombinationRows } from './combination-rows.ts';
import { CombinationTable } from './combination-table.tsx';
import { NothingRepeats } from './nothing-repeats.tsx';
import { useChoice, useReportState, useTimes } from './report-context.ts';

/** One cycle, element by element, on a time axis: the standard-work combination chart. */
export function CombinationView() {
  const { choice } = useReportState();
  const query = useCycles(choice);
  return (
    <QueryView query={query} skeleton={<Skeleton h={420} />}>
      {(cycles) => {
        const cycle = cycles[choice.cycleIndex] ?? cycles[0];
        return cycle ? <Chosen cycles={cycles} cycle={cycle} /> : <NothingRepeats />;
      }}
    </QueryView>
  );
}

interface Props {
  readonly cycles: readonly ReportCycle[];
  readonly cycle: ReportCycle;
}

function Chosen({ cycles, cycle }: Props) {
  const rows = useCombinationRows(cycle);
  return (
    <>
      <CycleChoice cycles={cycles} cycle={cycle} />
      <CombinationChart rows={rows} lengthMs={cycle.endMs - cycle.startMs} />
      <CombinationTable rows={rows} />
    </>
  );
}

function CycleChoice({ cycles, cycle }: Props) {
  const t = useTranslations('reports.combination');
  const times = useTimes();
  const [, set] = useChoice();
  const index = cycles.indexOf(cycle);
  return (
    <Group align="end" gap="md">
      <Select
        className="screen-only"
        label={t('cycle')}
        w={380}
        maw="100%"
        searchable
        allowDeselect={false}
        data={cycles.map(({ video, startMs, endMs }, place) => ({
          value: String(place + 1),
          label: t('cycleOf', { time: times.full(endMs - startMs), video: video.name, start: formatLength(startMs) }),
        }))}
        value={String(index + 1)}
        onChange={(place) => set('cycle', place)}
      />
      <Text size="sm">
        {index === 0 ? t('longest') : index === cycles.length - 1 ? t('shortest') : ''}{' '}
        <Anchor component={Link} prefetch={false} size="sm" href={`/videos/${cycle.video.id}?t=${cycle.startMs}`}>
          {t('open', { video: cycle.video.name, start: formatLength(cycle.startMs) })}
        </Anchor>
      </Text>
    </Group>
  );
}
