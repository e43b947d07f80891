import { fitTemperature, negativeLogLikelihood, TEMPERATURE_RANGE } from './calibration.ts';
import { rowCount, takeRows } from './embedding.ts';
import { videoFolds } from './folds.ts';

/** A temperature that has proved itself on videos that it was not fitted to, or 1. */
export interface ValidatedTemperature {
  /** Divides the logits; 1 unless `verdict` is `'improves'`. */
  readonly temperature: number;
  readonly verdict: TemperatureVerdict;
  /** Mean negative log likelihood of held-out rows, in nats: at temperature 1, and as fitted. `null` where not measured. */
  readonly heldOutLoss: { readonly before: number; readonly after: number } | null;
  /** Videos that were left out together, and the temperature that holds without them; none where there are too few. */
  readonly folds: readonly TemperatureFold[];
}

export interface TemperatureFold {
  readonly videos: ReadonlySet<string>;
  /** Fitted to the rows of all other videos; 1 where no temperature is kept. */
  readonly temperature: number;
}

/** `noOptimum`: the reviewed rows are all right, or all wrong; any temperature that small, or large, would do. */
export type TemperatureVerdict = 'improves' | 'doesNotImprove' | 'noOptimum' | 'tooFewVideos';

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
  if (new Set(videos).size < 2) return { temperature: 1, verdict: 'tooFewVideos', heldOutLoss: null, folds: [] };
  const foldOf = videoFolds(videos, foldCount, seed);
  const heldOut = [...new Set(foldOf)].map((fold) => [...foldOf.keys()].filter((row) => foldOf[row] === fold));
  const unchanged = heldOut.map((rows) => ({ videos: videosOf(rows, videos), temperature: 1 }));
  const fitted = fitTemperature(logits, conceptCount, truth);
  if (isAtEnd(fitted)) return { temperature: 1, verdict: 'noOptimum', heldOutLoss: null, folds: unchanged };
  const before = negativeLogLikelihood(logits, conceptCount, truth);
  const folds: TemperatureFold[] = [];
  let sum = 0;
  for (const rows of heldOut) {
    const own = new Set(rows);
    const seen = part(
      logits,
      conceptCount,
      truth,
      [...truth.keys()].filter((row) => !own.has(row)),
    );
    const tested = part(logits, conceptCount, truth, rows);
    const temperature = fitTemperature(seen.logits, conceptCount, seen.truth);
    sum += negativeLogLikelihood(tested.logits, conceptCount, tested.truth, temperature) * rows.length;
    folds.push({ videos: videosOf(rows, videos), temperature });
  }
  const heldOutLoss = { before, after: sum / count };
  return heldOutLoss.after < before
    ? { temperature: fitted, verdict: 'improves', heldOutLoss, folds }
    : { temperature: 1, verdict: 'doesNotImprove', heldOutLoss, folds: unchanged };
}

function part(logits: Float32Array, conceptCount: number, truth: readonly number[], rows: readonly number[]) {
  return { logits: takeRows(logits, conceptCount, rows), truth: rows.map((row) => truth[row]) };
}

function videosOf(rows: readonly number[], videos: readonly string[]): Set<string> {
  return new Set(rows.map((row) => videos[row]));
}

function isAtEnd(temperature: number): boolean {
  const [low, high] = TEMPERATURE_RANGE;
  return temperature < low * 1.01 || temperature > high / 1.01;
}
