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

/**
 * The logits of windows: the mean of their frames' logits, which equals the logits of the mean of their unit frame
 * embeddings. Prefix sums make the cost independent of the windows' overlap.
 *
 * @param frameLogits `[frames, conceptCount]`
 * @param windows runs of frames `[startIndex, endIndex)`, not empty
 * @returns `[windows.length, conceptCount]`
 */
export function windowMeans(
  frameLogits: Float32Array,
  conceptCount: number,
  windows: readonly { readonly startIndex: number; readonly endIndex: number }[],
): Float32Array {
  const frameCount = rowCount(frameLogits, conceptCount);
  const sums = prefixSums(frameLogits, conceptCount, frameCount);
  const means = new Float32Array(windows.length * conceptCount);
  for (const [index, { startIndex, endIndex }] of windows.entries()) {
    if (!(startIndex >= 0 && startIndex < endIndex && endIndex <= frameCount)) {
      throw new RangeError(`window [${startIndex}, ${endIndex}) is not within ${frameCount} frames`);
    }
    for (let k = 0; k < conceptCount; k++) {
      const sum = sums[endIndex * conceptCount + k] - sums[startIndex * conceptCount + k];
      means[index * conceptCount + k] = sum / (endIndex - startIndex);
    }
  }
  return means;
}

function prefixSums(values: Float32Array, width: number, rows: number): Float64Array {
  const sums = new Float64Array((rows + 1) * width);
  for (let i = 0; i < rows * width; i++) sums[i + width] = sums[i] + values[i];
  return sums;
}

function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[aStart + i] * b[bStart + i];
  return sum;
}
