'use client';

import { useMemo } from 'react';
import type { StackedBar, YamazumiBar } from '../model/yamazumi.ts';
import { useReportState, useTimes } from './report-context.ts';
import type { Fill, LegendEntry } from './swatch.tsx';
import { useValueClassName } from './value-class-name.tsx';
import { patternOf } from './value-patterns.ts';

/** A bar of the chart; one with its longest cycle leads there. */
export type ChartBar = StackedBar & Partial<Pick<YamazumiBar, 'worst'>>;

/** An element in a bar. */
export interface BarPart {
  readonly barId: string;
  /** In the chosen unit. */
  readonly value: number;
  readonly label: string;
  readonly fill: Fill;
  readonly title: string;
  /** Null: it leads nowhere. */
  readonly href: string | null;
}

/** Areas of the bars, and what their fills mean. */
export function useYamazumiParts(bars: readonly ChartBar[]) {
  const { concepts, choice } = useReportState();
  const times = useTimes();
  const valueName = useValueClassName();
  const byValue = choice.colors === 'value';
  return useMemo(() => {
    const legend = new Map<string, LegendEntry>();
    const parts = bars.flatMap(({ id, name, elements, worst }) =>
      elements.map((element): BarPart => {
        const label = concepts.labelOf(element);
        const isUnknown = element.concept === null;
        const fill: Fill =
          byValue || isUnknown
            ? { pattern: isUnknown ? 'unknown' : patternOf(element.valueClass) }
            : { color: concepts.colorOf(element) };
        const meaning = byValue && !isUnknown ? valueName(element.valueClass) : label;
        legend.set(meaning, { label: meaning, fill });
        return {
          barId: id,
          value: times.value(element.meanMs),
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
