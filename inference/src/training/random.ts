import { randomIndex, type Random } from '../domain/index.ts';

export { randomIndex, seededRandom, type Random } from '../domain/index.ts';

/** Mixes two integers into one seed, so that neighbouring inputs give unrelated streams. */
export function mixSeeds(a: number, b: number): number {
  const mixed = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x165667b1, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** One of the items. */
export function randomItem<T>(random: Random, items: readonly T[]): T {
  const item = items[randomIndex(random, items.length)];
  if (item === undefined) throw new Error('cannot draw from an empty list');
  return item;
}

/** A number in [low, high). */
export function randomBetween(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** Normally distributed numbers with mean 0 (Box–Muller). */
export function gaussianArray(random: Random, length: number, deviation: number): Float32Array {
  return Float32Array.from({ length }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return deviation * radius * Math.cos(2 * Math.PI * random());
  });
}
