import { meanRow, multiplyLogits, topKAccuracy } from '../domain/index.ts';
import { checkExamples, splitExamples } from './examples.ts';
import type { AdapterExamples } from './examples.ts';
import { openAdapter } from './open-adapter.ts';
import type { TrainedAdapter } from './train-adapter.ts';

/** Examples that training has not seen, of concepts that it was taught and of others. */
export interface HeldOutExamples extends AdapterExamples {
  readonly isTaught: (conceptIndex: number) => boolean;
}

/** How much of a residual is kept, and what it reaches on held-out examples; shares 0 … 1, `null` without examples. */
export interface StrengthFigures {
  readonly strength: number;
  readonly taught: number | null;
  readonly untaught: number | null;
}

const STRENGTHS = [0, 0.25, 0.5, 0.75, 1];
/** What concepts without examples may lose. */
const TOLERANCE = 0.01;

/**
 * Weight interpolation: of some steps from the frozen encoder (0) to the trained adapter (1), the one that is best on
 * taught concepts, of those that cost the others at most a point. Of equally good ones the weakest is taken.
 *
 * @returns the choice, and the figures of all steps in ascending order
 * @throws {RangeError} as `trainAdapter`
 */
export async function chooseStrength(
  { modelAt }: Pick<TrainedAdapter, 'modelAt'>,
  heldOut: HeldOutExamples,
): Promise<{ chosen: StrengthFigures; figures: readonly StrengthFigures[] }> {
  checkExamples(heldOut);
  const figures: StrengthFigures[] = [];
  for (const strength of STRENGTHS) figures.push(await measureStrength(modelAt(strength), strength, heldOut));
  const floor = (figures[0].untaught ?? 0) - TOLERANCE;
  const allowed = figures.filter(({ untaught }) => untaught === null || untaught >= floor);
  const chosen = allowed.reduce((best, other) => ((other.taught ?? 0) > (best.taught ?? 0) ? other : best));
  return { chosen, figures };
}

async function measureStrength(model: Uint8Array, strength: number, heldOut: HeldOutExamples) {
  const { dims, texts, concepts, isTaught } = heldOut;
  const adapter = await openAdapter(model);
  const rows = new Float32Array(concepts.length * dims);
  try {
    for (const [index, frames] of splitExamples(heldOut).entries())
      rows.set(meanRow(await adapter.apply(frames), dims), index * dims);
  } finally {
    await adapter.close();
  }
  const conceptCount = texts.length / dims;
  const logits = multiplyLogits(rows, texts, dims, 1);
  const accuracy = (isWanted: (concept: number) => boolean) => {
    const wanted = concepts.flatMap((concept, row) => (isWanted(concept) ? [row] : []));
    if (wanted.length === 0) return null;
    const own = wanted.flatMap((row) => [...logits.subarray(row * conceptCount, (row + 1) * conceptCount)]);
    return topKAccuracy(
      Float32Array.from(own),
      conceptCount,
      wanted.map((row) => concepts[row]),
    );
  };
  return { strength, taught: accuracy(isTaught), untaught: accuracy((concept) => !isTaught(concept)) };
}
