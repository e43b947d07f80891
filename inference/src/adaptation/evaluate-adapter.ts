import {
  baseNovelFolds,
  decideAdapter,
  expectedCalibrationError,
  fitGaussianDiscriminant,
  gaussianLogits,
  meanRow,
  multiplyLogits,
  rowCount,
  softmaxRows,
  tipAdapterLogits,
  topKAccuracy,
  videoFolds,
} from '../domain/index.ts';
import type { AdapterDecision, AdapterKind, HeldOutAnswers } from '../domain/index.ts';
import type { Abortable } from '../ports.ts';
import { amongTaught, checkExamples, joinRows, splitExamples, takeExamples } from './examples.ts';
import type { AdapterExamples } from './examples.ts';
import { openAdapter } from './open-adapter.ts';
import { trainAdapter } from './train-adapter.ts';

/** Reviewed spans of videos. */
export interface ReviewedExamples extends AdapterExamples {
  /** The video of each example; of one video in order of time. */
  readonly videos: readonly string[];
}

export interface EvaluateAdapterOptions extends Abortable {
  readonly kind: AdapterKind;
  readonly seed: number;
  readonly logitScale: number;
  /** Told after each training. */
  readonly onProgress?: (doneCount: number, totalCount: number) => void;
}

/** Ways to recognise with the same examples. */
type RecognitionMethod = 'frozen' | 'adapter' | 'linear' | 'tipAdapter' | 'gda';

/** On examples that were not learned from. */
interface MethodFigures {
  readonly method: RecognitionMethod;
  /** Share of right answers among all concepts. */
  readonly all: number;
  readonly ece: number;
}

export interface AdapterEvaluation {
  readonly spanCount: number;
  readonly videoCount: number;
  /** What was left out in turn; parts where there are too few videos, and neighbouring spans may be alike. */
  readonly heldOut: 'videos' | 'partsOfVideos';
  /** Frozen first, then the adapter. */
  readonly methods: readonly MethodFigures[];
  /** Concepts with examples, ascending. */
  readonly concepts: readonly ConceptAnswers[];
  readonly decision: AdapterDecision;
}

/** Right answers about a concept. */
interface ConceptAnswers {
  readonly conceptIndex: number;
  readonly spanCount: number;
  readonly frozenCount: number;
  readonly adaptedCount: number;
}

const FOLDS = 5;

/**
 * What training with these examples is worth: each fold of the videos in turn is left out and then recognised, and each half
 * of the concepts in turn, to see what becomes of those that nobody has reviewed. Beside it what else could be done with them.
 *
 * @throws {RangeError} where examples are missing or do not fit together
 * @throws the signal's reason where it is aborted
 */
export async function evaluateAdapter(
  examples: ReviewedExamples,
  options: EvaluateAdapterOptions,
): Promise<AdapterEvaluation> {
  checkExamples(examples);
  const { videos, concepts } = examples;
  const videoCount = new Set(videos).size;
  const heldOut = videoCount < FOLDS ? 'partsOfVideos' : 'videos';
  const groups = heldOut === 'videos' ? videos : partsOf(videos);
  const trial = new Trial(examples, options, groups);
  const { answers, methods } = await trial.leaveGroupsOut();
  const untrained = await trial.leaveConceptsOut();
  const trained = { frozenRight: answers.frozen, adaptedRight: answers.adapted, videos: groups };
  return {
    spanCount: concepts.length,
    videoCount,
    heldOut,
    methods,
    concepts: conceptAnswers(concepts, answers),
    decision: decideAdapter(trained, untrained, { seed: options.seed }),
  };
}

/** Cuts videos into runs of spans, so that there are as many parts as folds. */
function partsOf(videos: readonly string[]): string[] {
  const sizes = Map.groupBy(videos.keys(), (index) => videos[index]);
  const partCount = Math.ceil(FOLDS / sizes.size);
  const parts = [...videos];
  for (const [video, indices] of sizes)
    for (const [place, index] of indices.entries())
      parts[index] = `${video}#${Math.floor((place * partCount) / indices.length)}`;
  return parts;
}

interface Answers {
  readonly frozen: boolean[];
  readonly adapted: boolean[];
}

/** Trainings on some of the examples, and what they make of others. */
class Trial {
  readonly #examples: ReviewedExamples;
  readonly #options: EvaluateAdapterOptions;
  readonly #groups: readonly string[];
  readonly #folds: readonly number[];
  readonly #splits: ReturnType<typeof baseNovelFolds>;
  readonly #framesOf: readonly Float32Array[];
  #doneCount = 0;

  constructor(examples: ReviewedExamples, options: EvaluateAdapterOptions, groups: readonly string[]) {
    this.#examples = examples;
    this.#options = options;
    this.#groups = groups;
    this.#folds = videoFolds(groups, FOLDS, options.seed);
    const counts = countsOf(examples);
    this.#splits = counts.filter((count) => count > 0).length < 4 ? [] : baseNovelFolds(counts, 2, options.seed);
    this.#framesOf = splitExamples(examples);
  }

  async leaveGroupsOut(): Promise<{ answers: Answers; methods: MethodFigures[] }> {
    const { concepts, texts, dims } = this.#examples;
    const width = rowCount(texts, dims);
    const logits = new Map<RecognitionMethod, Float32Array>();
    for (const fold of new Set(this.#folds)) {
      const [learned, tested] = this.#divide((index) => this.#folds[index] !== fold);
      if (learned.length === 0) continue;
      for (const [method, found] of await this.#compare(learned, tested)) {
        const whole = logits.get(method) ?? new Float32Array(concepts.length * width);
        logits.set(method, whole);
        for (const [row, index] of tested.entries())
          whole.set(found.subarray(row * width, (row + 1) * width), index * width);
      }
    }
    const rightOf = (method: RecognitionMethod) => rights(logits.get(method)!, width, concepts);
    const methods = [...logits].map(([method, rows]) => figuresOf(method, rows, width, concepts));
    return { answers: { frozen: rightOf('frozen'), adapted: rightOf('adapter') }, methods };
  }

  /** Half of the concepts are learned; the examples of the others are told apart among those not learned. */
  async leaveConceptsOut(): Promise<HeldOutAnswers> {
    const { concepts, texts, dims } = this.#examples;
    const answers = { frozenRight: [] as boolean[], adaptedRight: [] as boolean[], videos: [] as string[] };
    for (const { base } of this.#splits) {
      const isBase = new Set(base);
      const [learned, tested] = this.#divide((index) => isBase.has(concepts[index]));
      const columns = Array.from({ length: rowCount(texts, dims) }, (_, k) => k).filter((k) => !isBase.has(k));
      const truth = tested.map((index) => columns.indexOf(concepts[index]));
      const among = (logits: Float32Array) => rights(pick(logits, columns, tested.length), columns.length, truth);
      answers.frozenRight.push(...among(this.#frozenLogits(tested)));
      answers.adaptedRight.push(...among(await this.#adaptedLogits(await this.#train(learned), tested)));
      answers.videos.push(...tested.map((index) => this.#groups[index]));
    }
    return answers;
  }

  async #compare(
    learned: readonly number[],
    tested: readonly number[],
  ): Promise<(readonly [RecognitionMethod, Float32Array])[]> {
    const { concepts, texts, dims } = this.#examples;
    const width = rowCount(texts, dims);
    const frozen = this.#frozenLogits(tested);
    const truth = learned.map((index) => concepts[index]);
    const [rows, keys] = [this.#meanRows(tested), this.#meanRows(learned)];
    const cosines = multiplyLogits(rows, keys, dims, 1);
    const { weights, biases } = fitGaussianDiscriminant(keys, dims, truth, width);
    return [
      ['frozen', frozen],
      ['adapter', await this.#adaptedLogits(await this.#train(learned), tested)],
      ['linear', await this.#adaptedLogits(await this.#train(learned, { beta: 0, kind: 'linear' }), tested)],
      ['tipAdapter', tipAdapterLogits(frozen, width, cosines, truth)],
      ['gda', gaussianLogits(frozen, multiplyLogits(rows, weights, dims, 1), biases)],
    ];
  }

  async #train(learned: readonly number[], more: { beta?: number; kind?: AdapterKind } = {}): Promise<Uint8Array> {
    const { kind, seed, logitScale, signal, onProgress } = this.#options;
    const { model } = await trainAdapter(this.#some(learned), { kind, seed, logitScale, signal, ...more });
    this.#doneCount++;
    onProgress?.(this.#doneCount, 2 * new Set(this.#folds).size + this.#splits.length);
    return model;
  }

  #some(indices: readonly number[]): AdapterExamples {
    return amongTaught(takeExamples(this.#examples, indices));
  }

  #meanRows(indices: readonly number[]): Float32Array {
    return joinRows(indices.map((index) => meanRow(this.#framesOf[index], this.#examples.dims)));
  }

  #frozenLogits(indices: readonly number[]): Float32Array {
    return this.#logits(this.#meanRows(indices));
  }

  async #adaptedLogits(model: Uint8Array, indices: readonly number[]): Promise<Float32Array> {
    const { dims } = this.#examples;
    const adapter = await openAdapter(model);
    try {
      const rows: Float32Array[] = [];
      // One by one: the frames of different spans are no neighbours.
      for (const index of indices) rows.push(meanRow(await adapter.apply(this.#framesOf[index]), dims));
      return this.#logits(joinRows(rows));
    } finally {
      await adapter.close();
    }
  }

  #logits(rows: Float32Array): Float32Array {
    const { texts, dims } = this.#examples;
    return multiplyLogits(rows, texts, dims, this.#options.logitScale);
  }

  #divide(isLearned: (index: number) => boolean): [learned: number[], tested: number[]] {
    const all = this.#examples.concepts.map((_, index) => index);
    return [all.filter(isLearned), all.filter((index) => !isLearned(index))];
  }
}

function countsOf({ concepts, texts, dims }: AdapterExamples): number[] {
  const counts = Array.from({ length: rowCount(texts, dims) }, () => 0);
  for (const concept of concepts) counts[concept]++;
  return counts;
}

/** Some columns of a matrix. */
function pick(values: Float32Array, columns: readonly number[], rows: number): Float32Array {
  const width = values.length / rows;
  return Float32Array.from({ length: rows * columns.length }, (_, index) => {
    const row = Math.floor(index / columns.length);
    return values[row * width + columns[index % columns.length]];
  });
}

/** Whether the best concept of each row is the true one. */
function rights(logits: Float32Array, width: number, truth: readonly number[]): boolean[] {
  return truth.map((concept, row) => {
    const values = logits.subarray(row * width, (row + 1) * width);
    return values.indexOf(Math.max(...values)) === concept;
  });
}

function figuresOf(
  method: RecognitionMethod,
  logits: Float32Array,
  width: number,
  truth: readonly number[],
): MethodFigures {
  const probabilities = softmaxRows(logits, width);
  const isRight = rights(logits, width, truth);
  const predictions = isRight.map((right, row) => ({
    probability: Math.max(...probabilities.subarray(row * width, (row + 1) * width)),
    isRight: right,
  }));
  return { method, all: topKAccuracy(logits, width, truth), ece: expectedCalibrationError(predictions) };
}

function conceptAnswers(concepts: readonly number[], { frozen, adapted }: Answers): ConceptAnswers[] {
  const groups = [...Map.groupBy(concepts.keys(), (index) => concepts[index])];
  return groups
    .toSorted(([one], [other]) => one - other)
    .map(([conceptIndex, indices]) => ({
      conceptIndex,
      spanCount: indices.length,
      frozenCount: indices.filter((index) => frozen[index]).length,
      adaptedCount: indices.filter((index) => adapted[index]).length,
    }));
}
