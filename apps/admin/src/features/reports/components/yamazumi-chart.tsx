'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { textColorOn } from '../../../lib/text-color.ts';
import { cutText, wrapText } from '../model/wrap-text.ts';
import type { StackedBar, YamazumiBar } from '../model/yamazumi.ts';
import { ChartFigure } from './chart-figure.tsx';
import { useReportState, useTimes } from './report-context.ts';
import { fillText } from './swatch.tsx';
import type { Fill, LegendEntry } from './swatch.tsx';
import { TAKT_COLOR } from './takt-color.ts';
import { useValueClassName } from './value-class-name.tsx';
import { patternOf } from './value-patterns.ts';

const HEIGHT = 440;
/** Parts below that share of the highest bar have no room for a word. */
const LEAST_LABELLED = 0.045;
const BAR_PX = 84;
const PADDING = 0.3;

interface Part {
  readonly barId: string;
  readonly value: number;
  readonly label: string;
  readonly fill: Fill;
  readonly title: string;
  /** Null: it leads nowhere. */
  readonly href: string | null;
}

type Bar = StackedBar & Partial<Pick<YamazumiBar, 'worst'>>;

/** A click on a bar opens its longest cycle, where it has one to show. */
export function YamazumiChart({ bars, children }: { readonly bars: readonly Bar[]; readonly children: ReactNode }) {
  const t = useTranslations('reports.yamazumi');
  const times = useTimes();
  const { choice } = useReportState();
  const { parts, legend } = useParts(bars);
  const takt = choice.taktMs === null ? null : times.value(choice.taktMs);
  const highest = Math.max(...bars.map(({ meanMs }) => times.value(meanMs)));
  const draw = useCallback<ComponentProps<typeof ChartFigure>['draw']>(
    (plot, width) => {
      // The bars' own width, in half-width characters of 12 px.
      const room = Math.floor((((width - 108) / bars.length) * (1 - PADDING)) / 6.2);
      const labelled = parts.filter(({ value }) => value >= highest * LEAST_LABELLED);
      const [plain, patterned] = [
        labelled.filter(({ fill }) => fillText(fill).startsWith('#')),
        labelled.filter(({ fill }) => !fillText(fill).startsWith('#')),
      ];
      const stacked = (list: readonly Part[]) => {
        const shown = new Set(list);
        return plot.stackY({
          x: 'barId',
          y: 'value',
          text: (part: Part) => (shown.has(part) ? cutText(part.label, room) : ''),
        } as const);
      };
      const names = new Map(
        bars.map(({ id, name }) => [id, wrapText(name, Math.floor(room / (1 - PADDING))).slice(0, 3)]),
      );
      const lineCount = Math.max(...Array.from(names.values(), ({ length }) => length));
      return {
        marginTop: 34,
        marginLeft: 52,
        marginRight: 56,
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
            fill: (part: Part) => fillText(part.fill),
            stroke: '#fff',
            strokeWidth: 1,
            title: 'title',
            href: 'href',
          }),
          plot.text(parts, {
            ...stacked(plain),
            fill: (part: Part) => ('color' in part.fill ? textColorOn(part.fill.color) : '#000'),
            pointerEvents: 'none',
          }),
          plot.text(parts, {
            ...stacked(patterned),
            fill: '#000',
            stroke: '#fff',
            strokeWidth: 4,
            pointerEvents: 'none',
          }),
          plot.ruleY([0]),
          ...(takt === null
            ? []
            : [
                plot.ruleY([takt], { stroke: TAKT_COLOR, strokeWidth: 2 }),
                plot.text([takt], {
                  y: (value: number) => value,
                  frameAnchor: 'right',
                  textAnchor: 'start',
                  dx: 4,
                  text: () => t('takt'),
                  fontWeight: 600,
                }),
              ]),
          plot.text(bars, {
            x: 'id',
            y: ({ meanMs }: Bar) => times.value(meanMs),
            text: ({ meanMs }: Bar) => times.text(meanMs),
            dy: -8,
            fontWeight: 600,
            stroke: 'var(--mantine-color-body)',
            strokeWidth: 4,
            fill: 'currentColor',
          }),
        ],
      };
    },
    [parts, bars, takt, highest, times, t],
  );
  return (
    <ChartFigure
      title={t('title')}
      label={t('chart', { names: bars.map(({ name, meanMs }) => `${name} ${times.full(meanMs)}`).join(', ') })}
      name="yamazumi"
      hint={bars.some(({ worst }) => worst) ? <span className="screen-only">{t('hint')}</span> : null}
      height={HEIGHT}
      minWidth={bars.length * BAR_PX}
      draw={draw}
      legend={legend}
    >
      {children}
    </ChartFigure>
  );
}

/** Areas of the bars, and what their fills mean. */
function useParts(bars: readonly Bar[]) {
  const { concepts, choice } = useReportState();
  const times = useTimes();
  const valueName = useValueClassName();
  const byValue = choice.colors === 'value';
  return useMemo(() => {
    const legend = new Map<string, LegendEntry>();
    const parts = bars.flatMap(({ id, name, elements, worst }) =>
      elements.map((element): Part => {
        const label = concepts.labelOf(element);
        const isUnknown = element.concept === null;
        const fill: Fill =
          byValue || isUnknown
            ? { pattern: isUnknown ? 'unknown' : patternOf(element.valueClass) }
            : { color: concepts.colorOf(element) };
        const meaning = byValue && !isUnknown ? valueName(element.valueClass) : label;
        legend.set(meaning, { label: meaning, fill });
        const value = times.value(element.meanMs);
        return {
          barId: id,
          value,
          label,
          fill,
          title: `${name}\n${label}: ${times.full(element.meanMs)}`,
          href: worst ? `/videos/${worst.video.id}?t=${worst.startMs}` : null,
        };
      }),
    );
    return { parts, legend: [...legend.values()] };
  }, [bars, concepts, byValue, times, valueName]);
}
