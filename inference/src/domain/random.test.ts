import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { seededRandom, shuffle } from './random.ts';

test('shuffle keeps every item and is repeated by its seed', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer(), (items, seed) => {
      const shuffled = shuffle(seededRandom(seed), items);
      expect(shuffled.toSorted((one, other) => one - other)).toEqual(items.toSorted((one, other) => one - other));
      expect(shuffle(seededRandom(seed), items)).toEqual(shuffled);
    }),
  );
});

test('shuffle gives every order about equally often', () => {
  const random = seededRandom(1);
  const seen = new Map<string, number>();
  for (let draw = 0; draw < 6000; draw++) {
    const order = shuffle(random, ['a', 'b', 'c']).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
