import { UNKNOWN_COLOR } from '../lib/concept-colors.ts';

const HATCH = `repeating-linear-gradient(135deg, ${UNKNOWN_COLOR} 0 2px, transparent 2px 4px)`;

/** A small square in a concept's colour; unknown: hatched. The name stands beside it. */
export function ConceptMark({ color }: { readonly color: string }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        flex: 'none',
        width: 12,
        height: 12,
        borderRadius: 2,
        verticalAlign: '-1px',
        printColorAdjust: 'exact',
        background: color === UNKNOWN_COLOR ? HATCH : color,
      }}
    />
  );
}
