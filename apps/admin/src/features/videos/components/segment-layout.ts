/** How the columns of the table of segments stand, by how wide it is: in one line, or the less important ones below. */
export interface SegmentLayout {
  /** As the style sheet knows it. */
  readonly name: 'wide' | 'medium' | 'narrow';
  /** How high a row is, and the head, where no text is too long for its line. */
  readonly rowPx: number;
}

const LAYOUTS: readonly (SegmentLayout & { readonly fromPx: number })[] = [
  { name: 'wide', fromPx: 860, rowPx: 32 },
  { name: 'medium', fromPx: 500, rowPx: 52 },
  { name: 'narrow', fromPx: 1, rowPx: 74 },
];

/** @param widthPx 0: not known yet */
export function segmentLayout(widthPx: number): SegmentLayout {
  return LAYOUTS.find(({ fromPx }) => widthPx >= fromPx) ?? LAYOUTS[0]!;
}
