'use client';

import type { Markish } from '@observablehq/plot';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Draw, PlotLibrary } from '../../../components/plot.tsx';
import { WORK_KINDS } from '../model/work-kinds.ts';
import { wrapText } from '../model/wrap-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import type { CombinationRow } from './combination-rows.ts';
import { useTakt, useTimes } from './report-context.ts';
import type { Times } from './report-context.ts';
import classes from './reports.module.css';
import { taktLine } from './takt-line.ts';

/** How lines look by convention; waiting is drawn twice. */
const DASHES = { manual: undefined, machine: '2 4', walk: '9 5', wait: undefined } as const;
const ROW_PX = 34;

interface Props {
  readonly rows: readonly CombinationRow[];
  /** Of the cycle. */
  readonly lengthMs: number;
}

/** A line for each element, in the manner of its kind, and from where it ends to where the next begins. */
export function CombinationChart({ rows, lengthMs }: Props) {
  const t = useTranslations('reports.combination');
  const times = useTimes();
  return (
    <ChartFigure
      title={t('title')}
      label={t('chart', { count: rows.length, time: times.full(lengthMs) })}
      name="combination"
      height={60 + ROW_PX * rows.length}
      minWidth={560}
      draw={useDraw({ rows, lengthMs })}
      hint={
        <>
          <LineLegend />
          {t('kindHint')}
        </>
      }
    />
  );
}

function useDraw({ rows, lengthMs }: Props): Draw {
  const t = useTranslations('reports.combination');
  const times = useTimes();
  const takt = useTakt();
  return useCallback(
    (plot) => {
      const names = new Map(rows.map(({ number, label }) => [number, wrapText(label, 14).slice(0, 2).join('\n')]));
      return {
        marginLeft: 132,
        marginRight: 40,
        marginTop: 34,
        x: {
          label: t('axis', { unit: times.unit }),
          axis: 'top',
          grid: true,
          domain: [0, Math.max(takt ?? 0, times.value(lengthMs))],
          nice: true,
        },
        y: {
          type: 'band',
          domain: rows.map(({ number }) => number),
          label: null,
          tickFormat: (number: number) => `${number}. ${names.get(number) ?? ''}`,
        },
        marks: [
          ...elementLines(plot, rows, times),
          stepLines(plot, rows, times),
          plot.text(rows, {
            x: ({ endMs }: CombinationRow) => times.value(endMs),
            y: 'number',
            text: ({ startMs, endMs, kind }: CombinationRow) =>
              [times.text(endMs - startMs), ...(kind === 'manual' ? [] : [t(`kinds.${kind}`)])].join(' '),
            textAnchor: 'start',
            dx: 6,
            dy: -8,
            fontSize: 10.5,
          }),
          ...taktLine(plot, { axis: 'x', takt, word: t('takt') }),
        ],
      };
    },
    [rows, lengthMs, takt, times, t],
  );
}

/** As long as the elements, in the manner of their kinds. */
function elementLines(plot: PlotLibrary, rows: readonly CombinationRow[], times: Times): Markish[] {
  return WORK_KINDS.flatMap((kind) => {
    const options = {
      x1: ({ startMs }: CombinationRow) => times.value(startMs),
      x2: ({ endMs }: CombinationRow) => times.value(endMs),
      y: 'number',
      strokeWidth: kind === 'wait' ? 1.5 : 3,
      title: ({ label, startMs, endMs }: CombinationRow) => `${label}\n${times.full(endMs - startMs)}`,
      ...(DASHES[kind] ? { strokeDasharray: DASHES[kind] } : {}),
    };
    const some = rows.filter((row) => row.kind === kind);
    return kind === 'wait' ? [-2, 2].map((dy) => plot.ruleY(some, { ...options, dy })) : [plot.ruleY(some, options)];
  });
}

/** From each element to the one after it. */
function stepLines(plot: PlotLibrary, rows: readonly CombinationRow[], times: Times): Markish {
  const steps = rows.slice(1).map((to, index) => ({ from: rows[index]!, to }));
  type Step = (typeof steps)[number];
  return plot.link(steps, {
    x1: ({ from }: Step) => times.value(from.endMs),
    x2: ({ to }: Step) => times.value(to.startMs),
    y1: ({ from }: Step) => from.number,
    y2: ({ to }: Step) => to.number,
    stroke: 'currentColor',
    strokeOpacity: 0.45,
  });
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
