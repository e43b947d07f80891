export interface BacklogOptions {
  /** Most items that wait; ≥ 1. */
  readonly capacity: number;
  /** How long an item may wait; ≥ 0. */
  readonly maxWaitMs: number;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}

interface Waiting<T> {
  readonly item: T;
  /** When it was put. */
  readonly atMs: number;
  /** Items between the one before and this one that were given up. */
  readonly skippedCount: number;
}

/**
 * What waits between a source that does not wait and a consumer that may be slow. Where there is no room for one more, or
 * the next one has waited for too long, what waits is given up for the newest. So an item is taken `maxWaitMs` after it was
 * put, or as soon as the consumer is done with the one before.
 */
export class Backlog<T> {
  readonly #options: BacklogOptions;
  #waiting: Waiting<T>[] = [];
  #droppedCount = 0;
  #isClosed = false;
  #wake = () => {};

  constructor(options: BacklogOptions) {
    const { capacity } = options;
    if (!(Number.isInteger(capacity) && capacity >= 1)) throw new RangeError(`invalid capacity: ${capacity}`);
    this.#options = options;
  }

  /** Items given up so far. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  put(item: T): void {
    const { capacity, now } = this.#options;
    this.#waiting.push({ item, atMs: now(), skippedCount: 0 });
    if (this.#waiting.length > capacity) this.#skipToNewest();
    this.#wake();
  }

  /** Nothing more will be put. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** In the order in which they came; ends when it is closed and empty. For one consumer. */
  async *items(): AsyncGenerator<Waiting<T>> {
    for (;;) {
      if (this.#isLate()) this.#skipToNewest();
      const next = this.#waiting.shift();
      if (next) yield next;
      else if (this.#isClosed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #isLate(): boolean {
    const { maxWaitMs, now } = this.#options;
    return this.#waiting.length > 0 && now() - this.#waiting[0].atMs > maxWaitMs;
  }

  #skipToNewest(): void {
    const newest = this.#waiting.pop()!;
    const skippedCount = this.#waiting.reduce((sum, each) => sum + 1 + each.skippedCount, newest.skippedCount);
    this.#droppedCount += this.#waiting.length;
    this.#waiting = [{ ...newest, skippedCount }];
  }
}
