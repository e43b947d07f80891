/** How long something took, in milliseconds. */
export interface LatencySummary {
  readonly count: number;
  /** So long or shorter were half of them, 95 and 99 of a hundred; 0 where there was none. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Counts latencies without end in bounded memory: to the millisecond up to a second, else to three digits. */
export class Latencies {
  readonly #counts = new Map<number, number>();
  #count = 0;

  /** @param ms ≥ 0 */
  add(ms: number): void {
    const rounded = Math.max(0, ms < 1000 ? Math.round(ms) : Number(ms.toPrecision(3)));
    this.#counts.set(rounded, (this.#counts.get(rounded) ?? 0) + 1);
    this.#count++;
  }

  summary(): LatencySummary {
    const ascending = [...this.#counts].toSorted(([a], [b]) => a - b);
    const atShare = (share: number) => {
      let left = Math.max(1, Math.ceil(share * this.#count));
      return ascending.find(([, count]) => (left -= count) <= 0)?.[0] ?? 0;
    };
    return { count: this.#count, p50: atShare(0.5), p95: atShare(0.95), p99: atShare(0.99), max: atShare(1) };
  }
}
