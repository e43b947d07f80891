import { rowCount } from './embedding.ts';

/**
 * `scale * rows · conceptsᵀ` in plain JavaScript, for small cases; large ones go through the `Scorer` port.
 *
 * @param rows unit embeddings `[n, dims]`
 * @param concepts unit embeddings `[k, dims]`
 * @param scale multiplies a cosine to give a logit; about 100 for CLIP
 * @returns `[n, k]`
 */
export function multiplyLogits(rows: Float32Array, concepts: Float32Array, dims: number, scale: number): Float32Array {
  const conceptCount = rowCount(concepts, dims);
  const logits = new Float32Array(rowCount(rows, dims) * conceptCount);
  for (let i = 0; i < logits.length; i++) {
    const row = Math.floor(i / conceptCount) * dims;
    logits[i] = scale * dot(rows, row, concepts, (i % conceptCount) * dims, dims);
  }
  return logits;
}

/** The concept with the greatest logit of each row; of those that tie the first. @param logits `[n, conceptCount]` */
export function bestConcepts(logits: Float32Array, conceptCount: number): number[] {
  return Array.from({ length: rowCount(logits, conceptCount) }, (_, row) => {
    const own = logits.subarray(row * conceptCount, (row + 1) * conceptCount);
    return own.reduce((best, logit, k) => (logit > own[best] ? k : best), 0);
  });
}

/**
 * The logits of windows: the mean of their frames' logits, which equals the logits of the mean of their unit frame
 * embeddings. From one window to the next only the frames that come and go are added and taken away, so that the cost
 * does not depend on the windows' overlap.
 *
 * @param frameLogits `[frames, conceptCount]`
 * @param windows runs of frames `[startIndex, endIndex)`, not empty
 * @returns `[windows.length, conceptCount]`
 */
export function windowMeans(
  frameLogits: Float32Array,
  conceptCount: number,
  windows: readonly FrameRun[],
): Float32Array {
  const frameCount = rowCount(frameLogits, conceptCount);
  const means = new Float32Array(windows.length * conceptCount);
  const sums = new Float64Array(conceptCount);
  let summed: FrameRun = { startIndex: 0, endIndex: 0 };
  for (const [index, window] of windows.entries()) {
    const { startIndex, endIndex } = window;
    if (!(startIndex >= 0 && startIndex < endIndex && endIndex <= frameCount)) {
      throw new RangeError(`window [${startIndex}, ${endIndex}) is not within ${frameCount} frames`);
    }
    if (!follows(window, summed)) {
      sums.fill(0);
      addRows(sums, frameLogits, startIndex, endIndex, 1);
    } else if (startIndex === summed.startIndex + 1 && endIndex === summed.endIndex + 1) {
      exchangeRows(sums, frameLogits, startIndex - 1, endIndex - 1);
    } else {
      addRows(sums, frameLogits, summed.startIndex, startIndex, -1);
      addRows(sums, frameLogits, summed.endIndex, endIndex, 1);
    }
    summed = window;
    const share = 1 / (endIndex - startIndex);
    for (let k = 0; k < conceptCount; k++) means[index * conceptCount + k] = sums[k] * share;
  }
  return means;
}

/** Frames `[startIndex, endIndex)`. */
interface FrameRun {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** Shares frames with the one before it, and ends no earlier. */
function follows(window: FrameRun, before: FrameRun): boolean {
  return (
    window.startIndex >= before.startIndex && window.startIndex < before.endIndex && window.endIndex >= before.endIndex
  );
}

function addRows(sums: Float64Array, rows: Float32Array, start: number, end: number, sign: 1 | -1): void {
  const width = sums.length;
  for (let row = start; row < end; row++) for (let k = 0; k < width; k++) sums[k] += sign * rows[row * width + k];
}

/** One goes, one comes: nearly always so, and done in one pass. */
function exchangeRows(sums: Float64Array, rows: Float32Array, gone: number, come: number): void {
  const width = sums.length;
  const [from, to] = [gone * width, come * width];
  for (let k = 0; k < width; k++) sums[k] += rows[to + k] - rows[from + k];
}

function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[aStart + i] * b[bStart + i];
  return sum;
}
