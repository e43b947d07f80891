import type { CalibrationInput } from '@actionary/database';
import {
  bestConcept,
  calibrateUnknown,
  oneOfEachSpan,
  softmaxRows,
  takeRows,
  UNKNOWN_SIGNALS,
} from '@actionary/inference/domain';
import type { UnknownCalibration } from '@actionary/inference/domain';
import type { StoredUnknown } from '../../shared/encoders/recipe-calibration.ts';
import type { RecipeWords } from '../../shared/encoders/recipe-words.ts';
import type { CalibrationReportRow } from './calibration-report.ts';
import type { ComparedWindows } from './reviewed-windows.ts';

/** What is stored, and what is told of it. */
interface LearnedUnknown {
  readonly stored: Pick<CalibrationInput, 'unknown' | 'unknownRows'>;
  readonly figures: CalibrationReportRow['unknown'];
}

interface ProbableWindows {
  readonly logits: Float32Array;
  readonly temperature: number;
}

/**
 * When a window is none of the concepts: learned from one window of each span, and kept where that tells more than the
 * largest probability does.
 *
 * @param negatives unit embeddings of texts `[n, dims]`
 * @param probable what the probabilities are made of: logits of the same windows, which may be softened
 */
export function learnUnknown(
  windows: ComparedWindows,
  negatives: Float32Array,
  { dims, logitScale }: RecipeWords['encoder'],
  probable: ProbableWindows,
): LearnedUnknown {
  const negativeCount = negatives.length / dims;
  const learned = negativeCount === 0 ? null : calibrate(windows, negativeCount, { dims, logitScale }, probable);
  if (!learned) return { stored: { unknown: null, unknownRows: null }, figures: null };
  const { detector, examples, isBetter, heldOut, plain, alone, knownCount, unknownCount } = learned;
  const figures = {
    isUsed: isBetter,
    knownCount,
    unknownCount,
    together: heldOut,
    plain,
    alone: alone.map((separation, index) => ({ signal: UNKNOWN_SIGNALS[index], ...separation })),
  };
  if (!isBetter) return { stored: { unknown: null, unknownRows: null }, figures };
  const unknown = { ...detector, negativeCount } satisfies StoredUnknown;
  const rows = new Float16Array(negatives.length + examples.length);
  rows.set(negatives);
  rows.set(examples, negatives.length);
  return { stored: { unknown, unknownRows: new Uint8Array(rows.buffer) }, figures };
}

function calibrate(
  { logits, conceptCount, negatives, embeddings, truth, videos, spans }: ComparedWindows,
  negativeCount: number,
  { dims, logitScale }: Pick<RecipeWords['encoder'], 'dims' | 'logitScale'>,
  { logits: ownLogits, temperature }: ProbableWindows,
): (UnknownCalibration & { readonly examples: Float32Array }) | null {
  const drawn = oneOfEachSpan(spans);
  const probabilities = softmaxRows(takeRows(ownLogits, conceptCount, drawn), conceptCount, temperature);
  const own = takeRows(embeddings, dims, drawn);
  const learned = calibrateUnknown({
    concepts: takeRows(logits, conceptCount, drawn).map((logit) => logit / logitScale),
    conceptCount,
    negatives: takeRows(negatives, negativeCount, drawn),
    negativeCount,
    embeddings: own,
    dims,
    probabilities: drawn.map((_, row) => bestConcept(probabilities, row * conceptCount, conceptCount).best.probability),
    truth: drawn.map((row) => truth[row]),
    videos: drawn.map((row) => videos[row]),
  });
  return learned && { ...learned, examples: takeRows(own, dims, learned.exampleRows) };
}
