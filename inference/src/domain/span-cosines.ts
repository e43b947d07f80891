import { halfProducts } from './half-products.ts';

/**
 * How well a part of a video fits some concepts: the mean cosines of its frames, as recognition averages them over windows.
 * The video's embeddings pass by in chunks. Where no frame lies in the part, the one nearest to its middle stands for it.
 */
export class SpanCosines {
  readonly #startMs: number;
  readonly #endMs: number;
  readonly #columns: readonly Float32Array[];
  readonly #sums: Float64Array;
  #frameCount = 0;
  #nearest: { readonly distanceMs: number; readonly cosines: readonly number[] } | null = null;

  /** @param columns unit embeddings of the concepts, each `[dims]` */
  constructor(
    { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
    columns: readonly Float32Array[],
  ) {
    this.#startMs = startMs;
    this.#endMs = endMs;
    this.#columns = columns;
    this.#sums = new Float64Array(columns.length);
  }

  /**
   * @param timesMs presentation times of frames, ascending, behind those before
   * @param halves bits of half precision: unit embeddings `[timesMs.length, dims]`
   */
  add(timesMs: Int32Array, halves: Uint16Array): void {
    const first = firstFrom(timesMs, this.#startMs);
    const end = firstFrom(timesMs, this.#endMs);
    if (end > first) this.#addFrames(first, end, halves, timesMs.length);
    else if (this.#frameCount === 0) this.#meetNearest(timesMs, halves);
  }

  /** One per concept, in their order; `null` where there was no frame at all. */
  means(): readonly number[] | null {
    if (this.#frameCount > 0) return Array.from(this.#sums, (sum) => sum / this.#frameCount);
    return this.#nearest?.cosines ?? null;
  }

  #addFrames(first: number, end: number, halves: Uint16Array, rowCount: number): void {
    const dims = halves.length / rowCount;
    const frames = halves.subarray(first * dims, end * dims);
    for (const [index, column] of this.#columns.entries())
      for (const cosine of halfProducts(frames, column)) this.#sums[index] += cosine;
    this.#frameCount += end - first;
  }

  #meetNearest(timesMs: Int32Array, halves: Uint16Array): void {
    const middleMs = (this.#startMs + this.#endMs) / 2;
    const dims = halves.length / timesMs.length;
    const distanceAt = (index: number) => Math.abs(timesMs[index] - middleMs);
    const after = firstFrom(timesMs, middleMs);
    const near = [after - 1, after].filter((index) => index >= 0 && index < timesMs.length);
    for (const index of near) {
      if (this.#nearest && this.#nearest.distanceMs <= distanceAt(index)) continue;
      const frame = halves.subarray(index * dims, (index + 1) * dims);
      const cosines = this.#columns.map((column) => halfProducts(frame, column)[0]);
      this.#nearest = { distanceMs: distanceAt(index), cosines };
    }
  }
}

/** Index of the first time that is not before this one; their number where all are. */
function firstFrom(timesMs: Int32Array, timeMs: number): number {
  const index = timesMs.findIndex((time) => time >= timeMs);
  return index < 0 ? timesMs.length : index;
}
