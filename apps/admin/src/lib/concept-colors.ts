/**
 * Twelve colours that people with any kind of colour vision can tell apart, in an order in which neighbours differ in
 * lightness, too; readable on both surfaces.
 */
const COLORS = [
  '#2f7fc1',
  '#e08a00',
  '#2a9d6f',
  '#c75146',
  '#7b62c9',
  '#9a8a00',
  '#1aa3b8',
  '#c2569b',
  '#6b8e23',
  '#8d6346',
  '#4a5fa5',
  '#d1699a',
] as const;

/** What nobody knows the concept of. */
export const UNKNOWN_COLOR = '#8b929a';

/** Colour of the concept at a position in its vocabulary: the same on every page. Beyond twelve they repeat, and labels tell. */
export function conceptColor(position: number): string {
  return COLORS[((position % COLORS.length) + COLORS.length) % COLORS.length]!;
}
