import { meanRow, multiplyLogits, rowCount, widenHalves, windowMeans } from '../domain/index.ts';
import type { AdapterKind } from '../domain/index.ts';
import type { Abortable, EmbeddingRows } from '../ports.ts';
import { checkExamples, joinRows, splitExamples } from './examples.ts';
import type { AdapterExamples } from './examples.ts';
import { learnAdapter, METHODS } from './methods.ts';
import type { FewShotTask, LabelledFrames, MethodResult } from './methods.ts';

/** Reviewed spans of videos. */
export interface ReviewedExamples extends AdapterExamples {
  /** The video of each example; of one video in order of time. */
  readonly videos: readonly string[];
  /** Texts of the concepts in more words `[conceptCount, dims]`; `null` or absent where there are none. */
  readonly descriptiveTexts?: Float32Array | null;
}

export interface TrialOptions extends Abortable {
  readonly kind: AdapterKind;
  readonly seed: number;
  readonly logitScale: number;
  /** Told after each training. */
  readonly onProgress?: (doneCount: number, totalCount: number) => void;
}

/**
 * Ways to recognise with the same examples, in the order of reports:
 * - `frozen`, `descriptive`: the encoder as it is, with the concepts' texts, and with texts that describe them
 * - `adapter`: what {@link trainAdapter} makes of the examples
 * - the others: see {@link METHODS}
 */
export const RECOGNITION_METHODS = ['frozen', 'adapter', 'descriptive', 'linear', 'tipAdapter', 'gda', 'clap'] as const;
export type RecognitionMethod = (typeof RECOGNITION_METHODS)[number];

/** Those that change weights. */
const TRAINED: ReadonlySet<RecognitionMethod> = new Set(['adapter', 'linear', 'clap']);

/** What each method makes of the same spans, in the order of {@link RECOGNITION_METHODS}. */
type TrialResults = ReadonlyMap<RecognitionMethod, MethodResult>;

/** Learns from some of the examples, and recognises others. */
export class HeldOutTrial {
  readonly conceptCount: number;
  readonly #examples: ReviewedExamples;
  readonly #options: TrialOptions;
  readonly #framesOf: readonly Float32Array[];
  #doneCount = 0;
  #totalCount = 0;

  /** @throws {RangeError} where examples are missing or do not fit together */
  constructor(examples: ReviewedExamples, options: TrialOptions) {
    checkExamples(examples);
    this.#examples = examples;
    this.#options = options;
    this.#framesOf = splitExamples(examples);
    this.conceptCount = rowCount(examples.texts, examples.dims);
  }

  /** Those that can be tried with these examples. */
  get methods(): RecognitionMethod[] {
    return RECOGNITION_METHODS.filter((method) => method !== 'descriptive' || this.#examples.descriptiveTexts);
  }

  /** Trainings of a comparison of all methods. */
  get trainingCount(): number {
    return this.methods.filter((method) => TRAINED.has(method)).length;
  }

  /** So many trainings will follow; for those who watch. */
  plan(trainingCount: number): void {
    this.#totalCount = trainingCount;
  }

  /**
   * Each fold in turn is left out and then recognised.
   *
   * @param folds the fold of each example; two different ones at least
   * @returns the logits of all examples `[examples, conceptCount]` by method
   */
  async leaveFoldsOut(folds: readonly number[]): Promise<ReadonlyMap<RecognitionMethod, Float32Array>> {
    const logits = new Map(this.methods.map((method) => [method, new Float32Array(folds.length * this.conceptCount)]));
    for (const fold of new Set(folds)) {
      const [learned, tested] = divide(folds, (other) => other !== fold);
      for (const [method, found] of await this.compare(learned, tested))
        for (const [row, index] of tested.entries())
          logits
            .get(method)!
            .set(
              found.logits.subarray(row * this.conceptCount, (row + 1) * this.conceptCount),
              index * this.conceptCount,
            );
    }
    return logits;
  }

  /**
   * @param learned indices of the examples that are learned from, one at least
   * @param tested those that are recognised, by their logits `[tested.length, conceptCount]`
   * @param more default: all methods, and the trial's seed
   * @throws the signal's reason where it is aborted
   */
  async compare(
    learned: readonly number[],
    tested: readonly number[],
    {
      methods = this.methods,
      seed = this.#options.seed,
    }: { readonly methods?: readonly RecognitionMethod[]; readonly seed?: number } = {},
  ): Promise<TrialResults> {
    const results = new Map<RecognitionMethod, MethodResult>();
    for (const method of methods) {
      this.#options.signal?.throwIfAborted();
      results.set(method, await this.#recognize(method, learned, tested, seed));
      if (!TRAINED.has(method)) continue;
      this.#doneCount++;
      this.#options.onProgress?.(this.#doneCount, this.#totalCount);
    }
    return results;
  }

  async #recognize(
    method: RecognitionMethod,
    learned: readonly number[],
    tested: readonly number[],
    seed: number,
  ): Promise<MethodResult> {
    const { texts, dims, descriptiveTexts } = this.#examples;
    const { logitScale, kind } = this.#options;
    if (method === 'frozen' || method === 'descriptive') {
      const words = method === 'frozen' ? texts : descriptiveTexts!;
      return { logits: multiplyLogits(this.#means(tested).rows, words, dims, logitScale) };
    }
    if (method !== 'adapter' && method !== 'linear') {
      const name = method === 'tipAdapter' ? 'tip-adapter' : method;
      return METHODS[name](this.#task(this.#means(learned), this.#means(tested), seed));
    }
    const task = this.#task(this.#frames(learned), this.#frames(tested), seed);
    const { logits, trainSeconds } = await (method === 'linear' ? METHODS.linear(task) : learnAdapter(task, { kind }));
    return { logits: windowMeans(logits, this.conceptCount, task.seen.runs), trainSeconds: trainSeconds! };
  }

  #task(shots: LabelledFrames, seen: LabelledFrames, seed: number): FewShotTask {
    const { dims, texts } = this.#examples;
    const { logitScale, signal } = this.#options;
    const trainedConcepts = [...new Set(shots.concepts)].toSorted((one, other) => one - other);
    const logits = multiplyLogits(seen.rows, texts, dims, logitScale);
    return { dims, texts, logitScale, seed, signal, shots, seen, logits, trainedConcepts, scorer };
  }

  /** A row for each example: the mean of its frames. */
  #means(indices: readonly number[]): LabelledFrames {
    const { dims, concepts } = this.#examples;
    return {
      rows: joinRows(indices.map((index) => meanRow(this.#framesOf[index], dims))),
      concepts: indices.map((index) => concepts[index]),
      runs: indices.map((_, place) => ({ startIndex: place, endIndex: place + 1 })),
    };
  }

  /** A run of rows for each example: its frames. */
  #frames(indices: readonly number[]): LabelledFrames {
    const { dims, concepts } = this.#examples;
    const counts = indices.map((index) => this.#framesOf[index].length / dims);
    let end = 0;
    const runs = counts.map((count) => ({ startIndex: end, endIndex: (end += count) }));
    return {
      rows: joinRows(indices.map((index) => this.#framesOf[index])),
      concepts: indices.flatMap((index, place) => Array.from({ length: counts[place] }, () => concepts[index])),
      runs,
    };
  }
}

/** Indices of the items that fulfil a condition, and of the others. */
export function divide<T>(items: readonly T[], isWanted: (item: T) => boolean): [wanted: number[], others: number[]] {
  const all = [...items.keys()];
  return [all.filter((index) => isWanted(items[index])), all.filter((index) => !isWanted(items[index]))];
}

/** Reviews are few enough for plain JavaScript. */
const scorer: FewShotTask['scorer'] = {
  logits: async (rows: EmbeddingRows, concepts, dims, scale) =>
    multiplyLogits(rows instanceof Uint16Array ? widenHalves(rows) : rows, concepts, dims, scale),
};
