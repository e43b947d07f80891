import { fitGaussianDiscriminant, gaussianLogits, rowCount, tipAdapterLogits } from '../domain/index.ts';
import type { Abortable, Adapter, Scorer } from '../ports.ts';
import { trainClapProbe } from './clap-probe.ts';
import type { AdapterExamples } from './examples.ts';
import { openAdapter } from './open-adapter.ts';
import { trainAdapter } from './train-adapter.ts';
import type { TrainAdapterOptions } from './train-adapter.ts';

/** Unit rows, and the concept of each. */
export interface LabelledFrames {
  /** `[n, dims]` */
  readonly rows: Float32Array;
  readonly concepts: readonly number[];
  /** Rows `[startIndex, endIndex)` that are the frames of one video, in order; together all rows. */
  readonly runs: readonly { readonly startIndex: number; readonly endIndex: number }[];
}

/** Embeddings that are to be recognised, and the examples that may be learned from. */
export interface FewShotTask extends Abortable {
  readonly dims: number;
  readonly logitScale: number;
  /** What is to be recognised. Its concepts are for whoever measures. */
  readonly seen: Pick<LabelledFrames, 'rows' | 'runs'>;
  /** Unit texts of all concepts `[conceptCount, dims]`. */
  readonly texts: Float32Array;
  /** What the frozen encoder says of each row `[n, conceptCount]`. */
  readonly logits: Float32Array;
  readonly shots: LabelledFrames;
  /** Concepts that training may know of: all that examples show, perhaps more. */
  readonly trainedConcepts: readonly number[];
  readonly scorer: Pick<Scorer, 'logits'>;
  readonly seed: number;
}

export interface MethodResult {
  /** Of each row `[n, conceptCount]`. */
  readonly logits: Float32Array;
  /** Of those that train. */
  readonly trainSeconds?: number;
}

type Method = (task: FewShotTask) => Promise<MethodResult>;

/**
 * Ways of learning from a few examples:
 * - `tip-adapter`, `gda`: arithmetic on the examples, without training
 * - `clap`: a linear probe that is pulled back to the texts
 * - `linear`: the identity-initialised map, without distillation
 * - `froster`: the same with residual feature distillation, which is what an adapter is by default
 * - `temporal`: a residual over neighbouring frames, distilled; nothing where videos have one frame
 */
export const METHODS = {
  'tip-adapter': async (task) => {
    const { seen, shots, dims, texts, logits, scorer } = task;
    const cosines = await scorer.logits(seen.rows, shots.rows, dims, 1);
    return { logits: tipAdapterLogits(logits, rowCount(texts, dims), cosines, shots.concepts) };
  },
  gda: async ({ seen, shots, dims, texts, logits, scorer }) => {
    const rule = fitGaussianDiscriminant(shots.rows, dims, shots.concepts, rowCount(texts, dims));
    const products = await scorer.logits(seen.rows, rule.weights, dims, 1);
    return { logits: gaussianLogits(logits, products, rule.biases) };
  },
  clap: async (task) => {
    const { dims, seen, shots, scorer, logitScale } = task;
    const startedAt = performance.now();
    const probe = await trainClapProbe(examplesOf(task, shots.concepts), task);
    const trainSeconds = (performance.now() - startedAt) / 1000;
    const texts = task.texts.slice();
    for (const [index, concept] of task.trainedConcepts.entries())
      texts.set(probe.subarray(index * dims, (index + 1) * dims), concept * dims);
    return { logits: await scorer.logits(seen.rows, texts, dims, logitScale), trainSeconds };
  },
  linear: (task) => learnAdapter(task, { beta: 0 }),
  froster: (task) => learnAdapter(task, {}),
  temporal: (task) => learnAdapter(task, { kind: 'temporal' }),
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;

/** Trains an adapter and recognises with it. */
export async function learnAdapter(task: FewShotTask, options: TrainAdapterOptions): Promise<MethodResult> {
  const { dims, seen, shots, texts, scorer, logitScale, seed, signal } = task;
  const concepts = shots.runs.map(({ startIndex }) => shots.concepts[startIndex]);
  const frameCounts = shots.runs.map(({ startIndex, endIndex }) => endIndex - startIndex);
  const examples = { ...examplesOf(task, concepts), frameCounts };
  const { model, seconds } = await trainAdapter(examples, { ...options, logitScale, seed, signal });
  const adapter = await openAdapter(model);
  try {
    const adapted = await applyToRuns(adapter, seen);
    return { logits: await scorer.logits(adapted, texts, dims, logitScale), trainSeconds: seconds };
  } finally {
    await adapter.close();
  }
}

/** Frames of different videos are no neighbours. */
async function applyToRuns(adapter: Adapter, { rows, runs }: FewShotTask['seen']): Promise<Float32Array> {
  if (adapter.frameReach === 0) return adapter.apply(rows);
  const { dims } = adapter;
  const adapted = new Float32Array(rows.length);
  for (const { startIndex, endIndex } of runs)
    adapted.set(await adapter.apply(rows.subarray(startIndex * dims, endIndex * dims)), startIndex * dims);
  return adapted;
}

/** What training sees: nothing of the other concepts. @param concepts of the examples */
function examplesOf(
  { dims, texts, shots, trainedConcepts }: FewShotTask,
  concepts: readonly number[],
): AdapterExamples {
  const places = new Map(trainedConcepts.map((concept, index) => [concept, index]));
  const trained = new Float32Array(trainedConcepts.length * dims);
  for (const [concept, index] of places)
    trained.set(texts.subarray(concept * dims, (concept + 1) * dims), index * dims);
  return { dims, texts: trained, frames: shots.rows, concepts: concepts.map((concept) => places.get(concept)!) };
}
