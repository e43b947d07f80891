'use client';

import type { Markish } from '@observablehq/plot';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import type { Draw, PlotLibrary } from '../../../components/plot.tsx';
import { textColorOn } from '../../../lib/text-color.ts';
import { cutText, wrapText } from '../model/wrap-text.ts';
import { ChartFigure } from './chart-figure.tsx';
import { useTakt, useTimes } from './report-context.ts';
import { fillText } from './swatch.tsx';
import { taktLine } from './takt-line.ts';
import { useYamazumiParts } from './yamazumi-parts.ts';
import type { BarPart, ChartBar } from './yamazumi-parts.ts';

const HEIGHT = 440;
/** Parts below that share of the highest bar have no room for a word. */
const LEAST_LABELLED = 0.045;
const BAR_PX = 84;
const PADDING = 0.3;
const SIDES = { marginLeft: 52, marginRight: 56 } as const;
/** Of a half-width character in 12 px. */
const CHARACTER_PX = 6.2;

interface Props {
  readonly bars: readonly ChartBar[];
  readonly children: ReactNode;
}

/** A click on a bar opens its longest cycle, where it has one to show. */
export function YamazumiChart({ bars, children }: Props) {
  const t = useTranslations('reports.yamazumi');
  const times = useTimes();
  const { parts, legend } = useYamazumiParts(bars);
  return (
    <ChartFigure
      title={t('title')}
      label={t('chart', { names: bars.map(({ name, meanMs }) => `${name} ${times.full(meanMs)}`).join(', ') })}
      name="yamazumi"
      hint={bars.some(({ worst }) => worst) ? <span className="screen-only">{t('hint')}</span> : null}
      height={HEIGHT}
      minWidth={bars.length * BAR_PX}
      draw={useDraw(bars, parts)}
      legend={legend}
    >
      {children}
    </ChartFigure>
  );
}

function useDraw(bars: readonly ChartBar[], parts: readonly BarPart[]): Draw {
  const t = useTranslations('reports.yamazumi');
  const times = useTimes();
  const takt = useTakt();
  return useCallback(
    (plot, width) => {
      const barPx = (width - SIDES.marginLeft - SIDES.marginRight) / bars.length;
      const highest = Math.max(...bars.map(({ meanMs }) => times.value(meanMs)));
      const names = new Map(bars.map(({ id, name }) => [id, wrapText(name, charactersIn(barPx) - 1).slice(0, 3)]));
      const lineCount = Math.max(...Array.from(names.values(), ({ length }) => length));
      return {
        ...SIDES,
        marginTop: 34,
        marginBottom: 20 + 14 * lineCount,
        x: {
          domain: bars.map(({ id }) => id),
          padding: PADDING,
          label: null,
          tickFormat: (id: string) => names.get(id)?.join('\n') ?? '',
        },
        y: { label: t('axis', { unit: times.unit }), grid: true, domain: [0, Math.max(highest, takt ?? 0) * 1.05] },
        color: { type: 'identity' },
        marks: [
          plot.barY(parts, {
            x: 'barId',
            y: 'value',
            fill: (part: BarPart) => fillText(part.fill),
            stroke: '#fff',
            strokeWidth: 1,
            title: 'title',
            href: 'href',
          }),
          ...partLabels(plot, parts, { least: highest * LEAST_LABELLED, room: charactersIn(barPx * (1 - PADDING)) }),
          plot.ruleY([0]),
          ...taktLine(plot, { axis: 'y', takt, word: t('takt') }),
          plot.text(bars, {
            x: 'id',
            y: ({ meanMs }: ChartBar) => times.value(meanMs),
            text: ({ meanMs }: ChartBar) => times.text(meanMs),
            dy: -8,
            fontWeight: 600,
            stroke: 'var(--mantine-color-body)',
            strokeWidth: 4,
            fill: 'currentColor',
          }),
        ],
      };
    },
    [parts, bars, takt, times, t],
  );
}

const charactersIn = (px: number) => Math.floor(px / CHARACTER_PX);

interface LabelRoom {
  /** Smaller parts have no label. */
  readonly least: number;
  /** Half-width characters. */
  readonly room: number;
}

/** Names within the parts: straight on a colour, with an edge on a pattern. */
function partLabels(plot: PlotLibrary, parts: readonly BarPart[], { least, room }: LabelRoom): Markish[] {
  const isPlain = ({ fill }: BarPart) => fillText(fill).startsWith('#');
  const stacked = (isShown: (part: BarPart) => boolean) =>
    plot.stackY({
      x: 'barId',
      y: 'value',
      text: (part: BarPart) => (part.value >= least && isShown(part) ? cutText(part.label, room) : ''),
    } as const);
  return [
    plot.text(parts, {
      ...stacked(isPlain),
      fill: (part: BarPart) => ('color' in part.fill ? textColorOn(part.fill.color) : '#000'),
      pointerEvents: 'none',
    }),
    plot.text(parts, {
      ...stacked((part) => !isPlain(part)),
      fill: '#000',
      stroke: '#fff',
      strokeWidth: 4,
      pointerEvents: 'none',
    }),
  ];
}
