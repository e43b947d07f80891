import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { alignElements } from './align-elements.ts';

const alike = (one: string, other: string) => Number(one === other);

describe('alignElements', () => {
  test('leaves out what the other one has not', () => {
    expect(alignElements([...'abcd'], [...'axcd'], alike)).toEqual([
      [0, 0],
      [2, 2],
      [3, 3],
    ]);
    expect(alignElements([...'ab'], [...'cd'], alike)).toEqual([]);
  });

  test('prefers what is worth more to what are more', () => {
    const worthOf = (one: string, other: string) => (one === other ? { a: 1, b: 1, c: 5 }[one]! : 0);
    expect(alignElements([...'abc'], [...'cab'], worthOf)).toEqual([[2, 0]]);
  });

  const sequence = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });

  test('pairs equals in order, as many as there can be', () => {
    fc.assert(
      fc.property(sequence, sequence, (left, right) => {
        const pairs = alignElements(left, right, alike);
        for (const [index, [i, j]] of pairs.entries()) {
          expect(left[i]).toBe(right[j]);
          if (index === 0) continue;
          expect(i).toBeGreaterThan(pairs[index - 1]![0]);
          expect(j).toBeGreaterThan(pairs[index - 1]![1]);
        }
        expect(pairs).toHaveLength(longestCommon(left, right));
        expect(alignElements(right, left, alike)).toHaveLength(pairs.length);
      }),
    );
  });

  test('pairs a sequence with itself, place by place', () => {
    fc.assert(
      fc.property(sequence, (list) => {
        expect(alignElements(list, list, alike)).toEqual(list.map((_, index) => [index, index]));
      }),
    );
  });
});

/** By trying every subsequence. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  const subsequences = ([first, ...rest]: readonly string[]): string[] => {
    if (first === undefined) return [''];
    const others = subsequences(rest);
    return [...others, ...others.map((each) => first + each)];
  };
  const ofRight = new Set(subsequences(right));
  return Math.max(...subsequences(left).map((each) => (ofRight.has(each) ? each.length : 0)));
}
