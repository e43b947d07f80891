import { isBlankText } from './script.ts';
import type { ByLanguage } from './vocabulary.ts';

const MAX_LENGTH = 80;

/**
 * An id of a concept, made of its English label, else of another one: readable, and the same whenever the same list is
 * imported. `Tighten a bolt` → `tighten-a-bolt`, `締付け` → `締付け`
 */
export function idFromLabels({ en, ...others }: ByLanguage<string>): string {
  const label = [en, ...Object.values(others)].find((each) => each !== undefined && !isBlankText(each)) ?? '';
  const words = label
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}ー]+/gu) ?? ['concept'];
  return [...words.join('-')].slice(0, MAX_LENGTH).join('');
}

/** Hands out ids that nothing has: `grip`, `grip-2`, `grip-3`. */
export class FreeIds {
  readonly #taken: Set<string>;
  /** How often each has been asked for: thousands of equal labels are not tried again from the first. */
  readonly #counts = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  next(base: string): string {
    for (let count = (this.#counts.get(base) ?? 0) + 1; ; count++) {
      const id = count === 1 ? base : `${base}-${count}`;
      if (this.#taken.has(id)) continue;
      this.#counts.set(base, count);
      this.#taken.add(id);
      return id;
    }
  }
}
