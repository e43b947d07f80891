import { conceptColor, UNKNOWN_COLOR } from '../lib/concept-colors.ts';

/** A small square in the colour of the concept at a position; -1, unknown: hatched. The name stands beside it. */
export function ConceptMark({ position }: { readonly position: number }) {
  const hatch = `repeating-linear-gradient(135deg, ${UNKNOWN_COLOR} 0 2px, transparent 2px 4px)`;
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
        background: position < 0 ? hatch : conceptColor(position),
      }}
    />
  );
}
