import { baseNovelFolds, fitSoftening, meanRow, multiplyLogits, rowCount } from '../domain/index.ts';
import type { NovelRows } from '../domain/index.ts';
import { amongTaught, checkExamples, joinRows, splitExamples, takeExamples } from './examples.ts';
import type { AdapterExamples } from './examples.ts';
import { openAdapter } from './open-adapter.ts';
import { trainAdapter } from './train-adapter.ts';
import type { TrainHeldOutOptions } from './train-held-out.ts';

export interface FitNovelSofteningOptions extends TrainHeldOutOptions {
  /** Divides the logits; default 1. */
  readonly temperature?: number;
}

/** With fewer there are none to leave out. */
const LEAST_CONCEPTS = 4;

/**
 * How much an adapter's logits are to be softened for concepts that it was not trained on: each half of the reviewed concepts in
 * turn is left out of a training, and its examples are told apart among all concepts.
 *
 * @returns a strength for `novelScales`; 0 where softening does not help, or fewer than four concepts have examples
 * @throws as `trainAdapter`
 */
export async function fitNovelSoftening(
  examples: AdapterExamples,
  { temperature = 1, onProgress, ...options }: FitNovelSofteningOptions,
): Promise<number> {
  checkExamples(examples);
  const { concepts, texts, dims } = examples;
  const counts = Array.from({ length: rowCount(texts, dims) }, () => 0);
  for (const concept of concepts) counts[concept]++;
  if (counts.filter((count) => count > 0).length < LEAST_CONCEPTS) return 0;
  const folds: NovelRows[] = [];
  const splits = baseNovelFolds(counts, 2, options.seed);
  for (const { base } of splits) {
    const isBase = new Set(base);
    const part = (isLearned: boolean) => [...concepts.keys()].filter((row) => isBase.has(concepts[row]) === isLearned);
    const [learned, tested] = [part(true), part(false)];
    const { model } = await trainAdapter(amongTaught(takeExamples(examples, learned)), options);
    const rows = await adaptedMeans(model, takeExamples(examples, tested));
    const logits = multiplyLogits(rows, texts, dims, options.logitScale / temperature);
    folds.push({ logits, truth: tested.map((row) => concepts[row]), adapted: { texts, dims, trained: base } });
    onProgress?.(folds.length, splits.length);
  }
  return fitSoftening(folds);
}

/** The mean of each example's frames behind the adapter `[examples, dims]`. */
async function adaptedMeans(model: Uint8Array, examples: AdapterExamples): Promise<Float32Array> {
  const adapter = await openAdapter(model);
  try {
    const rows: Float32Array[] = [];
    // One by one: the frames of different spans are no neighbours.
    for (const frames of splitExamples(examples)) rows.push(meanRow(await adapter.apply(frames), examples.dims));
    return joinRows(rows);
  } finally {
    await adapter.close();
  }
}
