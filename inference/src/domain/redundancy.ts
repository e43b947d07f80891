/**
 * Recognising frames that barely differ from the last *encoded* one (static camera, nobody at the bench), so that its
 * embedding can be reused. Comparing with the last encoded frame instead of the last frame keeps slow changes from
 * slipping through bit by bit.
 */

export interface RedundancyOptions {
  /** Greatest mean difference over the whole picture, in grey levels (0 … 255). Default 1. */
  readonly meanThreshold?: number;
  /**
   * Greatest mean difference of any single block (1/14 of the picture's sides), in grey levels: a hand that moves in a
   * corner changes its block much and the whole little. Default 6.
   */
  readonly blockThreshold?: number;
}

export interface RedundancyReport {
  readonly frameCount: number;
  /** Frames whose embedding can be taken from the one before. */
  readonly redundantCount: number;
}

export interface RedundancyFilter {
  /**
   * Call it for every frame in order. `false`: encode this frame; it is what the following ones are compared with.
   *
   * @param rgb interleaved RGB, `height * width * 3` bytes; not kept
   */
  readonly isRedundant: (rgb: Uint8Array) => boolean;
  readonly report: () => RedundancyReport;
}

/** Pixels along the side of a cell; averaging over it takes away most of a camera's noise. */
const CELL_SIZE = 4;
const BLOCKS_PER_SIDE = 14;

/** @throws {RangeError} for thresholds that are not positive numbers or pictures smaller than one cell */
export function createRedundancyFilter(
  size: { readonly width: number; readonly height: number },
  { meanThreshold = 1, blockThreshold = 6 }: RedundancyOptions = {},
): RedundancyFilter {
  if (!(meanThreshold > 0)) throw new RangeError(`invalid meanThreshold: ${meanThreshold}`);
  if (!(blockThreshold > 0)) throw new RangeError(`invalid blockThreshold: ${blockThreshold}`);
  let reference: Thumbnail | null = null;
  let frameCount = 0;
  let redundantCount = 0;
  return {
    isRedundant(rgb) {
      const thumbnail = createThumbnail(rgb, size);
      const change = reference && measureChange(reference, thumbnail);
      const isRedundant = change !== null && change.mean <= meanThreshold && change.block <= blockThreshold;
      if (!isRedundant) reference = thumbnail;
      frameCount++;
      if (isRedundant) redundantCount++;
      return isRedundant;
    },
    report: () => ({ frameCount, redundantCount }),
  };
}

/** Mean colours of cells: `[rows, columns, 3]`. */
export interface Thumbnail {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Float32Array;
}

/** Cells of 4 × 4 pixels; an incomplete last row or column is left out. */
export function createThumbnail(
  rgb: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Thumbnail {
  const columns = Math.floor(width / CELL_SIZE);
  const rows = Math.floor(height / CELL_SIZE);
  if (columns === 0 || rows === 0 || rgb.length !== width * height * 3) {
    throw new RangeError(`invalid picture: ${rgb.length} bytes for ${width} × ${height}`);
  }
  const cells = new Float32Array(columns * rows * 3);
  for (let y = 0; y < rows * CELL_SIZE; y++) {
    const row = Math.floor(y / CELL_SIZE) * columns;
    for (let x = 0; x < columns * CELL_SIZE; x++) {
      const from = (y * width + x) * 3;
      const to = (row + Math.floor(x / CELL_SIZE)) * 3;
      cells[to] += rgb[from];
      cells[to + 1] += rgb[from + 1];
      cells[to + 2] += rgb[from + 2];
    }
  }
  for (let i = 0; i < cells.length; i++) cells[i] /= CELL_SIZE * CELL_SIZE;
  return { columns, rows, cells };
}

export interface Change {
  /** Mean over all cells of the largest channel's difference, in grey levels. */
  readonly mean: number;
  /** The same over the block that changed most. */
  readonly block: number;
}

/** How much two thumbnails of equal size differ. */
export function measureChange(before: Thumbnail, after: Thumbnail): Change {
  const { columns, rows } = before;
  const sums = new Float64Array(BLOCKS_PER_SIDE * BLOCKS_PER_SIDE);
  const counts = new Uint32Array(sums.length);
  for (let row = 0; row < rows; row++) {
    const blockRow = Math.floor((row * BLOCKS_PER_SIDE) / rows) * BLOCKS_PER_SIDE;
    for (let column = 0; column < columns; column++) {
      const block = blockRow + Math.floor((column * BLOCKS_PER_SIDE) / columns);
      sums[block] += cellDifference(before.cells, after.cells, (row * columns + column) * 3);
      counts[block]++;
    }
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  const block = sums.reduce((most, sum, index) => Math.max(most, counts[index] ? sum / counts[index] : 0), 0);
  return { mean: total / (columns * rows), block };
}

function cellDifference(before: Float32Array, after: Float32Array, offset: number): number {
  return Math.max(
    Math.abs(before[offset] - after[offset]),
    Math.abs(before[offset + 1] - after[offset + 1]),
    Math.abs(before[offset + 2] - after[offset + 2]),
  );
}
