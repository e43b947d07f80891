/** Keeps the values used last, within a budget of bytes. */
export class RecentBytes<T> {
  readonly #budget: number;
  readonly #sizeOf: (value: T, key: string) => number;
  /** In order of use. */
  readonly #values = new Map<string, T>();
  #size = 0;

  constructor(budgetBytes: number, sizeOf: (value: T, key: string) => number) {
    this.#budget = budgetBytes;
    this.#sizeOf = sizeOf;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#delete(key);
    this.#values.set(key, value);
    this.#size += this.#sizeOf(value, key);
    for (const oldest of this.#values.keys()) {
      if (this.#size <= this.#budget) return;
      this.#delete(oldest);
    }
  }

  /**
   * Keeps a value only where there is room, or can be made without losing what is needed: reading more than the budget in
   * turn would otherwise drop each value just before it is wanted again.
   */
  offer(key: string, value: T, isExpendable: (key: string) => boolean): void {
    const size = this.#sizeOf(value, key);
    for (const oldest of this.#values.keys()) {
      if (this.#size + size <= this.#budget) break;
      if (!isExpendable(oldest)) return;
      this.#delete(oldest);
    }
    if (this.#size + size <= this.#budget) this.set(key, value);
  }

  #delete(key: string): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#size -= this.#sizeOf(value, key);
    this.#values.delete(key);
  }
}
