import { rowCount } from './embedding.ts';

/*
 * What a row of cosines says about whether any concept of the vocabulary is shown at all. All signals are higher for known
 * rows; none is a probability by itself: `fitUnknown` makes one of them.
 */

/**
 * Maximum concept matching (MCM): the largest softmax of the cosines at a low scale, at which it still tells how far the
 * best is ahead of all others; at the scale of the logits it is nearly always 1.
 *
 * @param cosines `[n, conceptCount]`
 * @param temperature divides the cosines; default 1
 * @returns `[n]`, 1 / conceptCount … 1
 * @see Ming et al. 2022, arXiv 2211.13445
 */
export function conceptMatching(cosines: Float32Array, conceptCount: number, temperature = 1): Float64Array {
  return eachRow(cosines, conceptCount, (row) => {
    const best = largest(row);
    return 1 / sumOfExponentials(row, best, temperature);
  });
}

/**
 * NegLabel: the share of the softmax over concepts and negative texts that falls on the concepts. Negative texts are things
 * that may be seen and are not of the vocabulary.
 *
 * @param cosines to the concepts, `[n, conceptCount]`
 * @param negativeCosines to the negative texts, `[n, negativeCount]`
 * @param temperature divides the cosines; default 0.01, as published
 * @returns `[n]`, 0 … 1
 * @see Jiang et al. 2024, arXiv 2403.20078
 */
export function conceptShare(
  cosines: Float32Array,
  conceptCount: number,
  negativeCosines: Float32Array,
  negativeCount: number,
  temperature = 0.01,
): Float64Array {
  const count = rowCount(cosines, conceptCount);
  if (rowCount(negativeCosines, negativeCount) !== count)
    throw new RangeError(`${negativeCosines.length} cosines of ${negativeCount} negative texts for ${count} rows`);
  return eachRow(cosines, conceptCount, (row, index) => {
    const negatives = negativeCosines.subarray(index * negativeCount, (index + 1) * negativeCount);
    const best = Math.max(largest(row), largest(negatives));
    const positive = sumOfExponentials(row, best, temperature);
    return positive / (positive + sumOfExponentials(negatives, best, temperature));
  });
}

/**
 * The cosine to the nearest reviewed example. Examples of a row's own video do not count: a reviewed row would find itself,
 * and rows of new videos have no such neighbour.
 *
 * @param cosines to the examples, `[n, exampleVideos.length]`
 * @param videos the video of each row
 * @param exampleVideos the video of each example; at least one
 * @returns `[n]`, −1 … 1; 0 where all examples are of the row's own video
 */
export function exampleNearness(
  cosines: Float32Array,
  videos: readonly string[],
  exampleVideos: readonly string[],
): Float64Array {
  if (rowCount(cosines, exampleVideos.length) !== videos.length)
    throw new RangeError(`${cosines.length} cosines for ${videos.length} rows and ${exampleVideos.length} examples`);
  return eachRow(cosines, exampleVideos.length, (row, index) => {
    const nearest = largest(row.filter((_, example) => exampleVideos[example] !== videos[index]));
    return nearest === -Infinity ? 0 : nearest;
  });
}

function eachRow(
  matrix: Float32Array,
  width: number,
  score: (row: Float32Array, index: number) => number,
): Float64Array {
  return Float64Array.from({ length: rowCount(matrix, width) }, (_, index) =>
    score(matrix.subarray(index * width, (index + 1) * width), index),
  );
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

function sumOfExponentials(values: Float32Array, shift: number, temperature: number): number {
  return values.reduce((sum, value) => sum + Math.exp((value - shift) / temperature), 0);
}
