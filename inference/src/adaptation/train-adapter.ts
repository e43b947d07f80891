import os from 'node:os';
import { Tensor } from 'onnxruntime-node';
import { rowCount } from '../domain/index.ts';
import type { AdapterKind } from '../domain/index.ts';
import type { Abortable } from '../ports.ts';
import { ParameterStore, Scope } from '../training/parameters.ts';
import { seededRandom } from '../training/random.ts';
import type { Random } from '../training/random.ts';
import { Tape } from '../training/tape.ts';
import { Trainer } from '../training/trainer.ts';
import { batchIndices, checkExamples, ExampleTable } from './examples.ts';
import type { AdapterExamples, ExampleBatch } from './examples.ts';
import { exportAdapter } from './export-adapter.ts';
import { buildObjective, TEXT_SCOPE, VISUAL_SCOPE } from './objective.ts';
import type { Distillation } from './objective.ts';
import type { AdapterForm } from './residual.ts';

/** More would help products of matrices of this size little. The results are the same to the bit. */
const MAX_THREADS = 4;

/** Everything that training depends on beside the examples. */
export interface TrainingSettings extends AdapterForm, Distillation {
  /** Multiplies cosines to give logits, as the encoder says. */
  readonly logitScale: number;
  readonly learningRate: number;
  /** Decoupled; draws the residual towards zero, which is the frozen encoder. */
  readonly weightDecay: number;
  readonly stepCount: number;
  /** Examples of a step; all of them at once where there are no more. */
  readonly batchSize: number;
  /** Of the initial weights and of the batches' order. */
  readonly seed: number;
}

export interface TrainAdapterOptions extends Abortable, Partial<TrainingSettings> {
  /** Adapts the texts as well, by a `linear` residual that all share, so that it also fits words never trained on. */
  readonly text?:
    | {
        /** Further unit texts that are to stay where they are `[n, dims]`, e.g. the whole vocabulary. */
        readonly bank?: Float32Array;
      }
    | undefined;
  /** Told after each step. */
  readonly onProgress?: (progress: { step: number; stepCount: number; loss: number }) => void;
}

export interface TrainedAdapter {
  readonly settings: TrainingSettings;
  /** Before each step, in nats. */
  readonly losses: readonly number[];
  readonly seconds: number;
  /** The adapter of frame embeddings, for `openAdapter`. */
  readonly model: Uint8Array;
  /** The same with a share of its residual, 0 (the frozen encoder) … 1; `chooseStrength` says which. */
  readonly modelAt: (strength: number) => Uint8Array;
  /** That of text embeddings, where they were adapted as well. */
  readonly textModel: Uint8Array | null;
}

/** Of all kinds. The projector is left out: at these learning rates it takes up what distillation is to hold back. */
const COMMON = { alpha: 0, logitScale: 100, weightDecay: 0.01, seed: 0, units: 128, frameReach: 1 };
/**
 * The few hidden units of a bottleneck move every embedding, hence its small rate. Mirrored actions have texts that lie close
 * together: a temporal residual need not go far, and is held near to the teacher. Its reach is short, since farther frames
 * of a whole video show what was done before and after.
 */
const DEFAULTS = {
  linear: { beta: 2, learningRate: 1e-4, stepCount: 100, batchSize: Infinity },
  bottleneck: { beta: 2, learningRate: 1e-5, stepCount: 100, batchSize: Infinity },
  temporal: { beta: 10, learningRate: 1e-3, stepCount: 200, batchSize: 64 },
} as const satisfies Record<AdapterKind, Partial<TrainingSettings>>;

/**
 * Trains a residual student on embeddings of a frozen encoder: `s = norm(z + r(z))`, tied to the encoder by residual
 * feature distillation, so that concepts without examples stay recognisable. Equal examples and settings give equal bytes.
 *
 * @throws {RangeError} where examples are missing or do not fit together
 * @throws the signal's reason where it is aborted
 */
export async function trainAdapter(
  examples: AdapterExamples,
  options: TrainAdapterOptions = {},
): Promise<TrainedAdapter> {
  checkExamples(examples);
  const startedAt = performance.now();
  const table = new ExampleTable(examples);
  const settings = settingsOf(options, table.size);
  const random = seededRandom(settings.seed);
  const store = new ParameterStore(random);
  const losses = await fit({ examples, table, settings, options, random, store });
  const { dims } = examples;
  const modelAt = (strength: number) => exportAdapter(store, VISUAL_SCOPE, settings, dims, strength);
  return {
    settings,
    losses,
    seconds: (performance.now() - startedAt) / 1000,
    model: modelAt(1),
    modelAt,
    textModel: options.text ? exportAdapter(store, TEXT_SCOPE, TEXT_FORM, dims) : null,
  };
}

interface Training {
  readonly examples: AdapterExamples;
  readonly table: ExampleTable;
  readonly settings: TrainingSettings;
  readonly options: TrainAdapterOptions;
  readonly random: Random;
  /** Receives the parameters. */
  readonly store: ParameterStore;
}

/** @returns the loss before each step */
async function fit({ examples, table, settings, options, random, store }: Training): Promise<number[]> {
  const { signal, text, onProgress } = options;
  const { batchSize, stepCount, weightDecay, learningRate } = settings;
  const { dims, texts } = examples;
  const { frameCount, conceptCount } = table;
  const shape = { dims, batchSize, frameCount, conceptCount };
  const tape = new Tape();
  const loss = buildObjective(new Scope(tape, store), shape, {
    ...settings,
    form: settings,
    texts,
    text: text && { form: TEXT_FORM, bank: checkedBank(text.bank, dims) },
  });
  const threadCount = Math.min(MAX_THREADS, os.availableParallelism());
  const trainer = await Trainer.create(tape, loss, { weightDecay, threadCount });
  const losses: number[] = [];
  try {
    let [batch, batchFeeds]: [readonly number[], Record<string, Tensor>] = [[], {}];
    for (const indices of batchIndices(table.size, batchSize, random)) {
      signal?.throwIfAborted();
      if (losses.length === stepCount) break;
      // Where all examples are one batch, it is the same each time.
      if (indices !== batch) [batch, batchFeeds] = [indices, feeds(table.batch(indices), shape)];
      losses.push(await trainer.step(batchFeeds, learningRate));
      onProgress?.({ step: losses.length, stepCount, loss: losses.at(-1)! });
    }
  } finally {
    await trainer.close();
  }
  return losses;
}

const TEXT_FORM: AdapterForm = { kind: 'linear', units: 0, frameReach: 0 };

function settingsOf(options: TrainAdapterOptions, exampleCount: number): TrainingSettings {
  const { kind = 'linear' } = options;
  const defaults = { ...COMMON, ...DEFAULTS[kind] };
  const given = Object.entries(defaults).map(([name, value]) => [
    name,
    options[name as keyof typeof defaults] ?? value,
  ]);
  const settings = { kind, ...(Object.fromEntries(given) as Omit<TrainingSettings, 'kind'>) };
  return { ...settings, batchSize: Math.min(settings.batchSize, exampleCount) };
}

function checkedBank(bank: Float32Array = new Float32Array(0), dims: number): Float32Array {
  rowCount(bank, dims);
  return bank;
}

function feeds({ frames, shares, targets }: ExampleBatch, shape: Record<string, number>): Record<string, Tensor> {
  const { batchSize, frameCount, dims, conceptCount } = shape;
  return {
    frames: new Tensor('float32', frames, [batchSize, frameCount, dims]),
    shares: new Tensor('float32', shares, [batchSize, frameCount]),
    targets: new Tensor('float32', targets, [batchSize, conceptCount]),
  };
}
