'use client';

import { Anchor, Group, Select, Skeleton, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { ComponentProps } from 'react';
import { QueryView } from '../../../components/query-view.tsx';
import { formatLength } from '../../../lib/format.ts';
import { useCycles } from '../api/use-report.ts';
import type { ReportCycle } from '../api/use-report.ts';
import { WORK_KINDS, workKindOf } from '../model/work-kinds.ts';
import type { WorkKind } from '../model/work-kinds.ts';
import { wrapText } from '../model/wrap-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { ConceptName } from './concept-name.tsx';
import { NothingRepeats } from './cycles-view.tsx';
import { useChoice, useReportState, useTimes } from './report-context.ts';
import { ReportTable } from './report-table.tsx';
import type { Column } from './report-table.tsx';
import classes from './reports.module.css';
import { TAKT_COLOR } from './takt-color.ts';
import type { OfConcept } from './use-concepts.ts';

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
  const t = useTranslations('reports.combination');
  const times = useTimes();
  const [, set] = useChoice();
  const index = cycles.indexOf(cycle);
  return (
    <>
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
      <CombinationChart cycle={cycle} />
    </>
  );
}

interface Row {
  readonly number: number;
  readonly of: OfConcept;
  readonly label: string;
  readonly kind: WorkKind;
  readonly startMs: number;
  readonly endMs: number;
}

/** Rows from the beginning of the cycle on. */
function useRows({ startMs: fromMs, parts }: ReportCycle): readonly Row[] {
  const { concepts } = useReportState();
  return useMemo(
    () =>
      parts.map(({ concept, startMs, endMs }, index) => {
        const of = concepts.named(concept?.id ?? null);
        return {
          number: index + 1,
          of,
          label: concepts.labelOf(of),
          kind: concept ? workKindOf((facet) => concepts.facetOf(concept.id, facet)) : 'manual',
          startMs: startMs - fromMs,
          endMs: endMs - fromMs,
        };
      }),
    [parts, fromMs, concepts],
  );
}

/** How lines look by convention; waiting is drawn twice. */
const DASHES = { manual: undefined, machine: '2 4', walk: '9 5', wait: undefined } as const;
const ROW_PX = 34;

function CombinationChart({ cycle }: { readonly cycle: ReportCycle }) {
  const t = useTranslations('reports.combination');
  const times = useTimes();
  const { choice } = useReportState();
  const rows = useRows(cycle);
  const { taktMs } = choice;
  const draw = useCallback<ComponentProps<typeof ChartFigure>['draw']>(
    (plot) => {
      const byNumber = new Map(rows.map((row) => [row.number, row]));
      const start = ({ startMs }: Row) => times.value(startMs);
      const end = ({ endMs }: Row) => times.value(endMs);
      const lines = WORK_KINDS.flatMap((kind) => {
        const options = {
          x1: start,
          x2: end,
          y: 'number',
          strokeWidth: kind === 'wait' ? 1.5 : 3,
          title: ({ label, startMs, endMs }: Row) => `${label}\n${times.full(endMs - startMs)}`,
          ...(DASHES[kind] ? { strokeDasharray: DASHES[kind] } : {}),
        };
        const some = rows.filter((row) => row.kind === kind);
        return kind === 'wait'
          ? [-2, 2].map((dy) => plot.ruleY(some, { ...options, dy }))
          : [plot.ruleY(some, options)];
      });
      const steps = rows.slice(1).map((row, index) => ({ from: rows[index]!, to: row }));
      type Step = (typeof steps)[number];
      return {
        marginLeft: 132,
        marginRight: 40,
        marginTop: 34,
        x: {
          label: t('axis', { unit: times.unit }),
          axis: 'top',
          grid: true,
          domain: [0, times.value(Math.max(taktMs ?? 0, cycle.endMs - cycle.startMs))],
          nice: true,
        },
        y: {
          type: 'band',
          domain: rows.map(({ number }) => number),
          label: null,
          tickFormat: (number: number) =>
            `${number}. ${wrapText(byNumber.get(number)?.label ?? '', 14)
              .slice(0, 2)
              .join('\n')}`,
        },
        marks: [
          ...lines,
          plot.link(steps, {
            x1: ({ from }: Step) => end(from),
            x2: ({ to }: Step) => start(to),
            y1: ({ from }: Step) => from.number,
            y2: ({ to }: Step) => to.number,
            stroke: 'currentColor',
            strokeOpacity: 0.45,
          }),
          plot.text(rows, {
            x: end,
            y: 'number',
            text: ({ startMs, endMs, kind }: Row) =>
              [times.text(endMs - startMs), ...(kind === 'manual' ? [] : [t(`kinds.${kind}`)])].join(' '),
            textAnchor: 'start',
            dx: 6,
            dy: -8,
            fontSize: 10.5,
          }),
          ...(taktMs === null
            ? []
            : [
                plot.ruleX([times.value(taktMs)], { stroke: TAKT_COLOR, strokeWidth: 2.5 }),
                plot.text([times.value(taktMs)], {
                  x: (value: number) => value,
                  frameAnchor: 'bottom',
                  textAnchor: 'start',
                  dx: 4,
                  text: () => t('takt'),
                  fontWeight: 600,
                }),
              ]),
        ],
      };
    },
    [rows, taktMs, cycle, times, t],
  );
  const columns: Column<Row>[] = [
    { name: t('element'), isText: true, value: ({ label }) => label, show: ({ of }) => <ConceptName row={of} /> },
    { name: t('number'), value: ({ number }) => number },
    { name: t('kind'), isText: true, value: ({ kind }) => t(`kinds.${kind}`) },
    {
      name: t('start', { unit: times.unit }),
      format: 'time',
      value: ({ startMs }) => times.value(startMs),
      show: ({ startMs }) => times.text(startMs),
    },
    {
      name: t('length', { unit: times.unit }),
      format: 'time',
      value: ({ startMs, endMs }) => times.value(endMs - startMs),
      show: ({ startMs, endMs }) => times.text(endMs - startMs),
    },
  ];
  return (
    <>
      <ChartFigure
        title={t('title')}
        label={t('chart', { count: rows.length, time: times.full(cycle.endMs - cycle.startMs) })}
        name="combination"
        height={60 + ROW_PX * rows.length}
        minWidth={560}
        draw={draw}
        hint={
          <>
            <LineLegend />
            {t('kindHint')}
          </>
        }
      />
      <ReportTable
        title={t('table')}
        name="combination"
        columns={columns}
        rows={rows}
        keyOf={({ number }) => String(number)}
        minWidth={480}
      />
    </>
  );
}

function LineLegend() {
  const t = useTranslations('reports.combination');
  return (
    <span className={classes.lines}>
      {WORK_KINDS.map((kind) => (
        <span key={kind} className={classes.named}>
          <svg width={34} height={10} aria-hidden>
            {(kind === 'wait' ? [3, 7] : [5]).map((y) => (
              <line
                key={y}
                x1={0}
                x2={34}
                y1={y}
                y2={y}
                stroke="currentColor"
                strokeWidth={kind === 'wait' ? 1.5 : 3}
                strokeDasharray={DASHES[kind]}
              />
            ))}
          </svg>
          {t(`kinds.${kind}`)}
        </span>
      ))}
    </span>
  );
}
