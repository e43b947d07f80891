import { UNKNOWN_COLOR } from '../../../lib/concept-colors.ts';
import { PATTERN_DEFINITIONS, patternFill } from './value-patterns.ts';
import type { PatternName } from './value-patterns.ts';

/** What fills an area of a chart: a concept's colour, or a pattern. */
export type Fill = { readonly color: string } | { readonly pattern: PatternName };

export interface LegendEntry {
  readonly label: string;
  readonly fill: Fill;
}

/** As SVG takes it; unknown is hatched. */
export function fillText(fill: Fill): string {
  if ('pattern' in fill) return patternFill(fill.pattern);
  return fill.color === UNKNOWN_COLOR ? patternFill('unknown') : fill.color;
}

/** A small square as areas of a chart on the same page are filled. */
export function Swatch({ fill }: { readonly fill: Fill }) {
  return (
    <svg width={14} height={14} aria-hidden style={{ flex: 'none', verticalAlign: '-2px' }}>
      <rect x={0.5} y={0.5} width={13} height={13} rx={2} fill={fillText(fill)} stroke="#0003" />
    </svg>
  );
}

/** What patterns of the page's charts and squares refer to; has no size, since what is not displayed is no pattern. */
export function Patterns() {
  return (
    <svg
      width={0}
      height={0}
      aria-hidden
      style={{ position: 'absolute' }}
      dangerouslySetInnerHTML={{ __html: PATTERN_DEFINITIONS }}
    />
  );
}
