import { widenHalves } from './half-products.ts';

/** Which frames stand for a span that has more. */
export interface FrameChoice {
  /** Most frames. */
  readonly count: number;
  /** `spread` over the span, or `middle`: neighbours, where their order matters. */
  readonly from: 'spread' | 'middle';
}

/**
 * The frame embeddings of a part of a video, which pass by in chunks. Where no frame lies in the part, the one nearest to
 * its middle stands for it.
 */
export class SpanFrames {
  readonly #startMs: number;
  readonly #endMs: number;
  readonly #rows: Float32Array[] = [];
  #nearest: { readonly distanceMs: number; readonly row: Float32Array } | null = null;

  constructor({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }) {
    this.#startMs = startMs;
    this.#endMs = endMs;
  }

  /**
   * @param timesMs presentation times of frames, ascending, behind those before
   * @param halves bits of half precision: unit embeddings `[timesMs.length, dims]`
   */
  add(timesMs: Int32Array, halves: Uint16Array): void {
    const dims = halves.length / timesMs.length;
    const rowAt = (index: number) => widenHalves(halves.subarray(index * dims, (index + 1) * dims));
    for (const [index, timeMs] of timesMs.entries())
      if (timeMs >= this.#startMs && timeMs < this.#endMs) this.#rows.push(rowAt(index));
    if (this.#rows.length === 0) this.#meetNearest(timesMs, rowAt);
  }

  #meetNearest(timesMs: Int32Array, rowAt: (index: number) => Float32Array): void {
    const middleMs = (this.#startMs + this.#endMs) / 2;
    const distances = Array.from(timesMs, (timeMs) => Math.abs(timeMs - middleMs));
    const index = distances.indexOf(Math.min(...distances));
    const distanceMs = distances[index];
    if (!this.#nearest || distanceMs < this.#nearest.distanceMs) this.#nearest = { distanceMs, row: rowAt(index) };
  }

  /** Width of a row. @throws {RangeError} where no frame has passed by */
  get dims(): number {
    return this.#all()[0].length;
  }

  /** Rows in order of time, one at least `[frames, dims]`. @throws {RangeError} where no frame has passed by */
  chosen({ count, from }: FrameChoice): Float32Array {
    const all = this.#all();
    const kept = Math.min(count, all.length);
    const first = Math.floor((all.length - kept) / 2);
    const place = (index: number) =>
      from === 'middle' ? first + index : Math.floor(((index + 0.5) * all.length) / kept);
    const rows = Array.from({ length: kept }, (_, index) => all[place(index)]);
    const chosen = new Float32Array(kept * all[0].length);
    for (const [index, row] of rows.entries()) chosen.set(row, index * row.length);
    return chosen;
  }

  #all(): readonly Float32Array[] {
    if (this.#rows.length > 0) return this.#rows;
    if (!this.#nearest) throw new RangeError('the video has no frames');
    return [this.#nearest.row];
  }
}
