interface Waiting<T> {
  readonly item: T;
  /** Items between the one before and this one that were given up. */
  readonly skippedCount: number;
}

/**
 * What waits between a source that does not wait and a consumer that may be slow. At most `capacity` items: when one more
 * comes, those that wait are given up for it, so that the consumer goes on with the newest.
 */
export class Backlog<T> {
  readonly #capacity: number;
  #waiting: Waiting<T>[] = [];
  #droppedCount = 0;
  #isClosed = false;
  #wake = () => {};

  constructor(capacity: number) {
    if (!(Number.isInteger(capacity) && capacity >= 1)) throw new RangeError(`invalid capacity: ${capacity}`);
    this.#capacity = capacity;
  }

  /** Items given up so far. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  put(item: T): void {
    const isFull = this.#waiting.length === this.#capacity;
    const skipped = isFull ? this.#waiting : [];
    if (isFull) this.#waiting = [];
    this.#droppedCount += skipped.length;
    const skippedCount = skipped.reduce((sum, each) => sum + 1 + each.skippedCount, 0);
    this.#waiting.push({ item, skippedCount });
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
      const next = this.#waiting.shift();
      if (next) yield next;
      else if (this.#isClosed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
