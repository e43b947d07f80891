import type { FrameRate } from './sampling.ts';

/** A run of sampling cells: cell k is the k-th `1/fps` of a video. */
export interface CellSpan {
  readonly startCell: number;
  /** Exclusive; `null`: to the end of the video. */
  readonly endCell: number | null;
}

/** A video's cells, cut into spans that one after the other make the whole. */
export interface SpanPlan {
  /** At least 2. */
  readonly spanCount: number;
  /** Cells of each span but the last, which has all that is left. */
  readonly spanCells: number;
}

/** Cells of a video, about: which ones there are is known when it is decoded. */
export function countCells(durationMs: number, fps: Exclude<FrameRate, 'native'>): number {
  return Math.ceil((durationMs * fps) / 1000);
}

/**
 * Cuts cells into as few spans as may be, all about as long.
 *
 * @param maxCells cells of a span at most
 * @returns `null` where one span has room for all
 * @example planSpans(1000, 400) // { spanCount: 3, spanCells: 334 }
 */
export function planSpans(cellCount: number, maxCells: number): SpanPlan | null {
  if (!(Number.isInteger(maxCells) && maxCells > 0)) throw new RangeError(`invalid length of a span: ${maxCells}`);
  if (cellCount <= maxCells) return null;
  const spanCells = Math.ceil(cellCount / Math.ceil(cellCount / maxCells));
  return { spanCount: Math.ceil(cellCount / spanCells), spanCells };
}

/** @param index 0 … `spanCount` − 1 */
export function spanAt({ spanCount, spanCells }: SpanPlan, index: number): CellSpan {
  if (!(index >= 0 && index < spanCount)) throw new RangeError(`invalid span: ${index} of ${spanCount}`);
  return { startCell: index * spanCells, endCell: index === spanCount - 1 ? null : (index + 1) * spanCells };
}
