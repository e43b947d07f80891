import type { Markish } from '@observablehq/plot';
import type { PlotLibrary } from '../../../components/plot.tsx';

/** Its word is in the colour of texts, for contrast. */
const LINE = { stroke: '#d6336c', strokeWidth: 2 } as const;

interface TaktLine {
  /** The axis that times are on. */
  readonly axis: 'x' | 'y';
  /** As the axis has it; null: none is known. */
  readonly takt: number | null;
  /** Beside the line; absent: it goes without saying. */
  readonly word?: string;
}

/** The line that nothing should cross. */
export function taktLine(plot: PlotLibrary, { axis, takt, word }: TaktLine): Markish[] {
  if (takt === null) return [];
  const line = axis === 'x' ? plot.ruleX([takt], LINE) : plot.ruleY([takt], LINE);
  if (word === undefined) return [line];
  return [
    line,
    plot.text([takt], {
      [axis]: (value: number) => value,
      frameAnchor: axis === 'x' ? 'bottom' : 'right',
      textAnchor: 'start',
      dx: 4,
      text: () => word,
      fontWeight: 600,
    }),
  ];
}
