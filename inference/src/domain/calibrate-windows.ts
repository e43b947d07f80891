import { fitConformal } from './conformal.ts';
import { takeRows } from './embedding.ts';
import { measureSets } from './measure-sets.ts';
import type { SetFigures } from './measure-sets.ts';
import { expectedCalibrationError } from './metrics/calibration-error.ts';
import { reliabilityBins } from './metrics/reliability-bins.ts';
import type { Prediction, ReliabilityBin } from './metrics/reliability-bins.ts';
import { precisionThresholds } from './precision-thresholds.ts';
import type { PrecisionThreshold } from './precision-thresholds.ts';
import { bestConcept, softmaxRows } from './probability.ts';
import { randomIndex, seededRandom } from './random.ts';
import { validateTemperature } from './validate-temperature.ts';
import type { TemperatureFold, TemperatureVerdict, ValidatedTemperature } from './validate-temperature.ts';

/** A few windows of each reviewed span, scored as recognition scores them. */
export interface ReviewedWindows {
  /** `[n, conceptCount]`, not divided by a temperature yet; of what has not learned from the video. */
  readonly logits: Float32Array;
  readonly conceptCount: number;
  /** True concept index of each window; `null` where none of the vocabulary is shown. */
  readonly truth: readonly (number | null)[];
  /** The video of each window; known concepts are shown in two videos at least. */
  readonly videos: readonly string[];
  /** The span of each window. */
  readonly spans: readonly number[];
}

export interface CalibrateOptions {
  /** What the logits have been divided by so far; default 1. */
  readonly temperature?: number;
  /** As of {@link precisionThresholds}; default 0.8. */
  readonly wantedPrecision?: number;
  /** As of {@link fitConformal}; default 0.9. */
  readonly coverage?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** How far what is said is from what is right. */
export interface ReliabilityFigures {
  /** Mean probability of what was found, and how much of it was right; 0 … 1. */
  readonly probability: number;
  readonly accuracy: number;
  readonly ece: number;
  readonly bins: readonly ReliabilityBin[];
}

export interface WindowCalibration {
  /** To divide the logits by. */
  readonly temperature: number;
  readonly verdict: TemperatureVerdict;
  /** As of {@link validateTemperature}, at the temperature so far and at the fitted one. */
  readonly heldOutLoss: ValidatedTemperature['heldOutLoss'];
  readonly before: ReliabilityFigures;
  /** On held-out videos; `null` where the temperature so far is kept. */
  readonly after: ReliabilityFigures | null;
  /** By concept index. */
  readonly thresholds: readonly PrecisionThreshold[];
  /** What the sets of all concepts promise; 1 where reviews are too few, and sets hold everything. */
  readonly coverage: number;
  /** A concept is in the set where it is at least as probable. */
  readonly minProbability: number;
  readonly sets: SetFigures;
  /** By the concept that is shown; `null` where too few spans show it. */
  readonly conceptSets: readonly (SetFigures | null)[];
}

/** Of a reliability diagram: with the few hundred spans that a site reviews, finer ones would be nearly empty. */
const BIN_COUNT = 10;

/**
 * Learns from reviews what recognition's probabilities are worth: a temperature, thresholds for a wanted precision, and
 * conformal sets. What is fitted to probabilities of windows is measured on videos that it was not fitted to.
 *
 * Windows of one span are alike: all help to fit the temperature, but whatever is counted, or promised, rests on one window
 * of each span, drawn at random.
 *
 * @throws {RangeError} for fewer than two videos of known concepts
 */
export function calibrateWindows(
  windows: ReviewedWindows,
  { temperature: sofar = 1, wantedPrecision = 0.8, coverage = 0.9, seed = 0 }: CalibrateOptions = {},
): WindowCalibration {
  const { conceptCount } = windows;
  const all = { ...windows, logits: windows.logits.map((logit) => logit / sofar) };
  const { logits, truth, videos } = knownOf(all);
  const { temperature, folds, ...validated } = validateTemperature(logits, conceptCount, truth, videos, { seed });
  if (folds.length === 0) throw new RangeError('reviews of one video cannot be tested on another');
  const drawn = takeWindows(all, oneOfEachSpan(windows.spans, seed));
  const known = knownOf(drawn);
  const calibrated = softmaxRows(drawn.logits, conceptCount, temperature);
  const rule = fitConformal(softmaxRows(known.logits, conceptCount, temperature), conceptCount, known.truth, coverage);
  return {
    ...validated,
    temperature: temperature * sofar,
    before: reliability(drawn, softmaxRows(drawn.logits, conceptCount)),
    after:
      validated.verdict === 'improves' ? reliability(drawn, heldOutProbabilities(drawn, folds, temperature)) : null,
    thresholds: precisionThresholds(calibrated, conceptCount, drawn.truth, wantedPrecision),
    coverage: rule.coverage,
    minProbability: rule.minProbabilities[0],
    ...measureSets(known, folds, coverage),
  };
}

/** Probabilities by the temperature that was fitted without the window's video. @param rest for videos of no fold */
export function heldOutProbabilities(
  { logits, conceptCount, videos }: Pick<ReviewedWindows, 'logits' | 'conceptCount' | 'videos'>,
  folds: readonly TemperatureFold[],
  rest: number,
): Float32Array {
  const temperatures = new Map(folds.flatMap((fold) => [...fold.videos].map((video) => [video, fold.temperature])));
  const divided = logits.map((logit, index) => {
    const video = videos[Math.floor(index / conceptCount)];
    return logit / (temperatures.get(video) ?? rest);
  });
  return softmaxRows(divided, conceptCount);
}

function reliability({ conceptCount, truth }: ReviewedWindows, probabilities: Float32Array): ReliabilityFigures {
  const predictions = truth.map((concept, row): Prediction => {
    const { best } = bestConcept(probabilities, row * conceptCount, conceptCount);
    return { probability: best.probability, isRight: best.conceptIndex === concept };
  });
  const mean = (valueOf: (prediction: Prediction) => number) =>
    predictions.reduce((sum, prediction) => sum + valueOf(prediction), 0) / predictions.length;
  return {
    probability: mean(({ probability }) => probability),
    accuracy: mean(({ isRight }) => Number(isRight)),
    ece: expectedCalibrationError(predictions, BIN_COUNT),
    bins: reliabilityBins(predictions, BIN_COUNT),
  };
}

/** One window of each span, anywhere in it. @param spans of each window @returns rows */
export function oneOfEachSpan(spans: readonly number[], seed = 0): number[] {
  const random = seededRandom(seed);
  const rowsOf = new Map<number, number[]>();
  for (const [row, span] of spans.entries()) rowsOf.set(span, [...(rowsOf.get(span) ?? []), row]);
  return [...rowsOf.values()].map((rows) => rows[randomIndex(random, rows.length)]);
}

function takeWindows(windows: ReviewedWindows, rows: readonly number[]): ReviewedWindows {
  const { logits, conceptCount, truth, videos, spans } = windows;
  return {
    logits: takeRows(logits, conceptCount, rows),
    conceptCount,
    truth: rows.map((row) => truth[row]),
    videos: rows.map((row) => videos[row]),
    spans: rows.map((row) => spans[row]),
  };
}

/** Those that show a concept. */
function knownOf(windows: ReviewedWindows): ReviewedWindows & { readonly truth: readonly number[] } {
  const { truth } = windows;
  const rows = [...truth.keys()].filter((row) => truth[row] !== null);
  return { ...takeWindows(windows, rows), truth: truth.filter((concept) => concept !== null) };
}
