import { fitTemperature, negativeLogLikelihood, TEMPERATURE_RANGE } from './calibration.ts';
import { rowCount } from './embedding.ts';
import { videoFolds } from './folds.ts';

/** A temperature that has proved itself on videos that it was not fitted to, or 1. */
export interface ValidatedTemperature {
  /** Divides the logits; 1 unless `verdict` is `'IMPROVES'`. */
  readonly temperature: number;
  readonly verdict: TemperatureVerdict;
  /** Mean negative log likelihood of held-out rows, in nats: at temperature 1, and as fitted. `null` where not measured. */
  readonly heldOutLoss: { readonly before: number; readonly after: number } | null;
}

/** `NO_OPTIMUM`: the reviewed rows are all right, or all wrong; any temperature that small, or large, would do. */
export type TemperatureVerdict = 'IMPROVES' | 'DOES_NOT_IMPROVE' | 'NO_OPTIMUM' | 'TOO_FEW_VIDEOS';

export interface ValidateOptions {
  /** Default 5; no more than there are videos. */
  readonly foldCount?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * Fits one temperature to all rows, and keeps it only if temperatures that are fitted the same way make the probabilities
 * of held-out videos better.
 *
 * @param logits `[n, conceptCount]`
 * @param truth true concept index of each row
 * @param videos the video of each row
 */
export function validateTemperature(
  logits: Float32Array,
  conceptCount: number,
  truth: readonly number[],
  videos: readonly string[],
  { foldCount = 5, seed = 0 }: ValidateOptions = {},
): ValidatedTemperature {
  const count = rowCount(logits, conceptCount);
  if (videos.length !== count) throw new RangeError(`${videos.length} videos for ${count} rows`);
  if (new Set(videos).size < 2) return { temperature: 1, verdict: 'TOO_FEW_VIDEOS', heldOutLoss: null };
  const fitted = fitTemperature(logits, conceptCount, truth);
  if (isAtEnd(fitted)) return { temperature: 1, verdict: 'NO_OPTIMUM', heldOutLoss: null };
  const folds = videoFolds(videos, foldCount, seed);
  const before = negativeLogLikelihood(logits, conceptCount, truth);
  const after = heldOutLoss(logits, conceptCount, truth, folds);
  return after < before
    ? { temperature: fitted, verdict: 'IMPROVES', heldOutLoss: { before, after } }
    : { temperature: 1, verdict: 'DOES_NOT_IMPROVE', heldOutLoss: { before, after } };
}

function heldOutLoss(
  logits: Float32Array,
  conceptCount: number,
  truth: readonly number[],
  folds: readonly number[],
): number {
  let sum = 0;
  for (const fold of new Set(folds)) {
    const part = (isHeldOut: boolean) => {
      const rows = [...folds.keys()].filter((row) => (folds[row] === fold) === isHeldOut);
      return { logits: takeRows(logits, conceptCount, rows), truth: rows.map((row) => truth[row]) };
    };
    const [seen, heldOut] = [part(false), part(true)];
    const temperature = fitTemperature(seen.logits, conceptCount, seen.truth);
    const loss = negativeLogLikelihood(heldOut.logits, conceptCount, heldOut.truth, temperature);
    sum += loss * heldOut.truth.length;
  }
  return sum / folds.length;
}

function takeRows(matrix: Float32Array, width: number, rows: readonly number[]): Float32Array {
  const taken = new Float32Array(rows.length * width);
  for (const [to, from] of rows.entries()) taken.set(matrix.subarray(from * width, (from + 1) * width), to * width);
  return taken;
}

function isAtEnd(temperature: number): boolean {
  const [low, high] = TEMPERATURE_RANGE;
  return temperature < low * 1.01 || temperature > high / 1.01;
}
