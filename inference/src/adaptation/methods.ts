import { fitGaussianDiscriminant, gaussianLogits, rowCount, tipAdapterLogits } from '../domain/index.ts';
import type { Abortable, Scorer } from '../ports.ts';
import { trainClapProbe } from './clap-probe.ts';
import type { AdapterExamples } from './examples.ts';
import { openAdapter } from './open-adapter.ts';
import { trainAdapter } from './train-adapter.ts';
import type { TrainAdapterOptions } from './train-adapter.ts';

/** Embeddings that are to be recognised, and the examples that may be learned from. */
interface FewShotTask extends Abortable {
  readonly dims: number;
  readonly logitScale: number;
  /** Unit rows, each by itself `[n, dims]`. */
  readonly rows: Float32Array;
  /** Unit texts of all concepts `[conceptCount, dims]`. */
  readonly texts: Float32Array;
  /** What the frozen encoder says `[n, conceptCount]`. */
  readonly logits: Float32Array;
  /** Unit embeddings of examples, and the concept of each. */
  readonly shots: { readonly rows: Float32Array; readonly concepts: readonly number[] };
  /** Concepts that training may know of: all that examples show, perhaps more. */
  readonly trainedConcepts: readonly number[];
  readonly scorer: Pick<Scorer, 'logits'>;
  readonly seed: number;
}

export interface MethodResult {
  /** `[n, conceptCount]` */
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
 *
 * A temporal residual is not among them: it is nothing where a row stands for a whole video.
 */
export const METHODS = {
  'tip-adapter': async (task) => {
    const { rows, shots, dims, texts, logits, scorer } = task;
    const cosines = await scorer.logits(rows, shots.rows, dims, 1);
    return { logits: tipAdapterLogits(logits, rowCount(texts, dims), cosines, shots.concepts) };
  },
  gda: async ({ rows, shots, dims, texts, logits, scorer }) => {
    const rule = fitGaussianDiscriminant(shots.rows, dims, shots.concepts, rowCount(texts, dims));
    const products = await scorer.logits(rows, rule.weights, dims, 1);
    return { logits: gaussianLogits(logits, products, rule.biases) };
  },
  clap: async (task) => {
    const { dims, rows, scorer, logitScale } = task;
    const startedAt = performance.now();
    const probe = await trainClapProbe(examplesOf(task), task);
    const trainSeconds = (performance.now() - startedAt) / 1000;
    const texts = task.texts.slice();
    for (const [index, concept] of task.trainedConcepts.entries())
      texts.set(probe.subarray(index * dims, (index + 1) * dims), concept * dims);
    return { logits: await scorer.logits(rows, texts, dims, logitScale), trainSeconds };
  },
  linear: (task) => adapt(task, { beta: 0 }),
  froster: (task) => adapt(task, {}),
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;

async function adapt(task: FewShotTask, options: TrainAdapterOptions): Promise<MethodResult> {
  const { dims, rows, texts, scorer, logitScale, seed, signal } = task;
  const { model, seconds } = await trainAdapter(examplesOf(task), { ...options, logitScale, seed, signal });
  const adapter = await openAdapter(model);
  try {
    const adapted = await adapter.apply(rows);
    return { logits: await scorer.logits(adapted, texts, dims, logitScale), trainSeconds: seconds };
  } finally {
    await adapter.close();
  }
}

/** What training sees: nothing of the other concepts. */
function examplesOf({ dims, texts, shots, trainedConcepts }: FewShotTask): AdapterExamples {
  const places = new Map(trainedConcepts.map((concept, index) => [concept, index]));
  const trained = new Float32Array(trainedConcepts.length * dims);
  for (const [concept, index] of places)
    trained.set(texts.subarray(concept * dims, (concept + 1) * dims), index * dims);
  const concepts = shots.concepts.map((concept) => places.get(concept)!);
  return { dims, texts: trained, frames: shots.rows, concepts };
}
