import { rowCount } from '../domain/index.ts';
import { randomIndex } from '../training/random.ts';
import type { Random } from '../training/random.ts';

/** What is learned from: embeddings of a frozen encoder, and which concept each example shows. */
export interface AdapterExamples {
  readonly dims: number;
  /** Unit embeddings of the concepts' texts `[conceptCount, dims]`: what examples are told apart by. */
  readonly texts: Float32Array;
  /** Unit frame embeddings, example after example `[Σ frameCounts, dims]`. */
  readonly frames: Float32Array;
  /** Frames of each example, in order of time; default: one each. */
  readonly frameCounts?: readonly number[] | undefined;
  /** Concept index of each example. */
  readonly concepts: readonly number[];
}

/** @throws {RangeError} naming what is missing or does not fit together */
export function checkExamples({ dims, texts, frames, frameCounts, concepts }: AdapterExamples): void {
  const conceptCount = rowCount(texts, dims);
  const rows = rowCount(frames, dims);
  if (concepts.length === 0) throw new RangeError('there are no examples to learn from');
  const counts = frameCounts ?? concepts.map(() => 1);
  if (counts.length !== concepts.length)
    throw new RangeError(`${counts.length} frame counts for ${concepts.length} examples`);
  for (const [index, concept] of concepts.entries()) {
    if (!(Number.isInteger(concept) && concept >= 0 && concept < conceptCount))
      throw new RangeError(`example ${index} shows concept ${concept}, but there are ${conceptCount} concepts`);
    if (!(Number.isInteger(counts[index]) && counts[index] >= 1))
      throw new RangeError(`example ${index} has ${counts[index]} frames`);
  }
  const expected = counts.reduce((sum, count) => sum + count, 0);
  if (expected !== rows) throw new RangeError(`${rows} frame embeddings for examples of ${expected} frames`);
}

/** The frames of each example `[frameCount, dims]`. */
export function splitExamples(examples: AdapterExamples): Float32Array[] {
  const { frames, concepts, dims } = examples;
  const starts = exampleStarts(examples);
  return concepts.map((_, index) => frames.subarray(starts[index] * dims, starts[index + 1] * dims));
}

/** Some of the examples. */
export function takeExamples(examples: AdapterExamples, indices: readonly number[]): AdapterExamples {
  const { dims, texts, concepts } = examples;
  const all = splitExamples(examples);
  const parts = indices.map((index) => all[index]);
  return {
    dims,
    texts,
    frames: joinRows(parts),
    frameCounts: parts.map(({ length }) => length / dims),
    concepts: indices.map((index) => concepts[index]),
  };
}

/** Rows of several arrays in one. */
export function joinRows(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The same examples, told apart among the concepts that they show: what training knows nothing of, it cannot spoil. */
export function amongTaught({ texts, concepts, dims, ...rest }: AdapterExamples): AdapterExamples {
  const taught = [...new Set(concepts)].toSorted((one, other) => one - other);
  const places = new Map(taught.map((concept, place) => [concept, place]));
  const rows = new Float32Array(taught.length * dims);
  for (const [place, concept] of taught.entries())
    rows.set(texts.subarray(concept * dims, (concept + 1) * dims), place * dims);
  return { ...rest, dims, texts: rows, concepts: concepts.map((concept) => places.get(concept)!) };
}

/** Which frame each example begins with, and one more: where the last one ends. */
function exampleStarts({ frameCounts, concepts }: AdapterExamples): number[] {
  const starts = [0];
  for (const index of concepts.keys()) starts.push(starts[index] + (frameCounts?.[index] ?? 1));
  return starts;
}

/** Examples side by side, each as long as the longest of all. */
export interface ExampleBatch {
  /** `[size, frameCount, dims]`; zeros where an example has no more frames. */
  readonly frames: Float32Array;
  /** Each frame's part in the mean of its example `[size, frameCount]`; rows sum to 1. */
  readonly shares: Float32Array;
  /** One-hot concepts `[size, conceptCount]` */
  readonly targets: Float32Array;
}

/** Puts examples side by side. */
export class ExampleTable {
  readonly frameCount: number;
  readonly size: number;
  readonly conceptCount: number;
  readonly #examples: readonly Float32Array[];
  readonly #concepts: readonly number[];
  readonly #dims: number;

  constructor(examples: AdapterExamples) {
    const { frameCounts, concepts, texts, dims } = examples;
    this.#examples = splitExamples(examples);
    this.#concepts = concepts;
    this.#dims = dims;
    this.size = concepts.length;
    this.frameCount = (frameCounts ?? []).reduce((most, count) => Math.max(most, count), 1);
    this.conceptCount = rowCount(texts, dims);
  }

  batch(indices: readonly number[]): ExampleBatch {
    const stride = this.frameCount;
    const batch = {
      frames: new Float32Array(indices.length * stride * this.#dims),
      shares: new Float32Array(indices.length * stride),
      targets: new Float32Array(indices.length * this.conceptCount),
    };
    for (const [place, index] of indices.entries()) {
      const frames = this.#examples[index];
      const frameCount = frames.length / this.#dims;
      batch.frames.set(frames, place * stride * this.#dims);
      batch.shares.fill(1 / frameCount, place * stride, place * stride + frameCount);
      batch.targets[place * this.conceptCount + this.#concepts[index]] = 1;
    }
    return batch;
  }
}

/** Endless batches of indices: everything once, in random order, then again in another. All of them are one batch. */
export function* batchIndices(size: number, batchSize: number, random: Random): Generator<number[]> {
  const order = Array.from({ length: size }, (_, index) => index);
  let next: number[] = [];
  for (;;) {
    if (batchSize >= size) yield order;
    while (next.length < batchSize) next.push(...shuffled(order, random));
    yield next.splice(0, batchSize);
  }
}

function shuffled(items: readonly number[], random: Random): number[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomIndex(random, last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
