/** Lets a few act at a time; the others wait for their turn, in the order in which they asked. */
export class Turns {
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  readonly #active = new Set<() => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * @param act called when it is its turn, at once where that is now
   * @returns gives the turn back, or waits for it no longer; a second time it does nothing
   */
  ask(act: () => void): () => void {
    // Of its own, however often the same function asks.
    const turn = () => act();
    this.#waiting.add(turn);
    this.#next();
    return () => {
      this.#waiting.delete(turn);
      if (this.#active.delete(turn)) this.#next();
    };
  }

  #next(): void {
    for (const turn of this.#waiting) {
      if (this.#active.size >= this.#limit) return;
      this.#waiting.delete(turn);
      this.#active.add(turn);
      turn();
    }
  }
}
