import { bootstrapDifference, bootstrapMean } from '../../domain/index.ts';
import type { Estimate } from '../../domain/index.ts';
import type { RecognitionMethod } from '../held-out-trial.ts';

/** How often each method had each example right, over all runs in which it was left out. */
export class AnswerMeans {
  readonly #groups: readonly string[];
  readonly #testedCounts: number[];
  readonly #rightCounts = new Map<RecognitionMethod, number[]>();

  /** @param groups the video of each example, or the part of a video */
  constructor(groups: readonly string[]) {
    this.#groups = groups;
    this.#testedCounts = groups.map(() => 0);
  }

  /** A run has tested examples. @param right of each method, whether it had each of them right */
  add(tested: readonly number[], right: ReadonlyMap<RecognitionMethod, readonly boolean[]>): void {
    for (const index of tested) this.#testedCounts[index]++;
    for (const [method, answers] of right) {
      const counts = this.#rightCounts.get(method) ?? this.#groups.map(() => 0);
      this.#rightCounts.set(method, counts);
      for (const [place, index] of tested.entries()) if (answers[place]) counts[index]++;
    }
  }

  /** Examples that were tested. */
  get count(): number {
    return this.#testedCounts.filter((count) => count > 0).length;
  }

  /** Share that a method has right, with its interval by videos. */
  accuracy(method: RecognitionMethod, seed: number): Estimate {
    const { means, groups } = this.#meansOf(method);
    return bootstrapMean(means, groups, { seed });
  }

  /** How much more is right than with the frozen encoder, with its interval by videos. */
  gain(method: RecognitionMethod, seed: number): Estimate {
    const { means, groups } = this.#meansOf(method);
    return bootstrapDifference(this.#meansOf('frozen').means, means, groups, { seed });
  }

  #meansOf(method: RecognitionMethod): { means: number[]; groups: string[] } {
    const counts = this.#rightCounts.get(method)!;
    const tested = [...this.#testedCounts.keys()].filter((index) => this.#testedCounts[index] > 0);
    return {
      means: tested.map((index) => counts[index] / this.#testedCounts[index]),
      groups: tested.map((index) => this.#groups[index]),
    };
  }
}
