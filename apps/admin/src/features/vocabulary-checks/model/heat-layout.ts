import { cutLabel, labelWidth } from './cut-label.ts';

/** What fits beside the map, in half-width letters. */
const LABEL_WIDTH = 24;
/** Of a half-width letter, at 12 pixels. */
const LETTER_PX = 6.6;
/** Few concepts have large cells, many small ones. */
const [MIN_CELL_PX, MAX_CELL_PX, MAP_PX] = [15, 30, 660];

export interface HeatLayout {
  readonly cellPx: number;
  /** Space for the labels, above and at the left. */
  readonly labelPx: number;
  readonly texts: readonly string[];
}

/** Sizes of a map of concepts with these labels. */
export function heatLayout(labels: readonly string[]): HeatLayout {
  const texts = labels.map((label) => cutLabel(label, LABEL_WIDTH));
  const cellPx = Math.min(MAX_CELL_PX, Math.max(MIN_CELL_PX, Math.floor(MAP_PX / labels.length)));
  return { cellPx, labelPx: Math.ceil(Math.max(...texts.map(labelWidth)) * LETTER_PX) + 10, texts };
}
