/** Two rows of a square of similarities. */
export interface SimilarPair {
  /** The smaller index. */
  readonly oneIndex: number;
  readonly otherIndex: number;
  readonly similarity: number;
}

export interface SimilarPairsOptions {
  /** Pairs that are at least as similar count. */
  readonly minSimilarity: number;
  /** Pairs that are kept. */
  readonly limit: number;
}

/** Collects the most similar pairs while the rows of a square of similarities pass by: the square is never held. */
export class SimilarPairs {
  /** How similar each row's nearest other row is; −∞ while there is none. */
  readonly nearest: Float32Array;
  readonly #count: number;
  readonly #options: SimilarPairsOptions;
  #pairs: SimilarPair[] = [];
  /** Pairs below it are among the kept ones no more. */
  #floor: number;
  #totalCount = 0;

  /** @param count rows of the square */
  constructor(count: number, options: SimilarPairsOptions) {
    this.nearest = new Float32Array(count).fill(-Infinity);
    this.#count = count;
    this.#options = options;
    this.#floor = options.minSimilarity;
  }

  /** All pairs that are similar enough, kept or not. */
  get totalCount(): number {
    return this.#totalCount;
  }

  /** Some rows of the square, from `firstRow` on: `[rows, count]`. Each pair is read on the right of the diagonal. */
  addRows(firstRow: number, similarities: Float32Array): void {
    const rowCount = similarities.length / this.#count;
    for (let row = 0; row < rowCount; row++) {
      const oneIndex = firstRow + row;
      for (let otherIndex = oneIndex + 1; otherIndex < this.#count; otherIndex++)
        this.#add(oneIndex, otherIndex, similarities[row * this.#count + otherIndex]);
    }
  }

  /** Most similar first; ties in the order of the rows. */
  top(): SimilarPair[] {
    this.#shrink();
    return [...this.#pairs];
  }

  #add(oneIndex: number, otherIndex: number, similarity: number): void {
    if (similarity > this.nearest[oneIndex]) this.nearest[oneIndex] = similarity;
    if (similarity > this.nearest[otherIndex]) this.nearest[otherIndex] = similarity;
    if (similarity < this.#options.minSimilarity) return;
    this.#totalCount++;
    if (similarity < this.#floor) return;
    this.#pairs.push({ oneIndex, otherIndex, similarity });
    if (this.#pairs.length >= 4 * this.#options.limit) this.#shrink();
  }

  #shrink(): void {
    const { limit } = this.#options;
    this.#pairs = this.#pairs.toSorted((one, other) => other.similarity - one.similarity).slice(0, limit);
    if (this.#pairs.length === limit) this.#floor = this.#pairs[limit - 1].similarity;
  }
}
