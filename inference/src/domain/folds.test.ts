import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { baseNovelFolds, fewShotRows, videoFolds } from './folds.ts';

const videoNames = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 40 });
const seeds = fc.nat();

describe('videoFolds', () => {
  test('puts all rows of a video in one fold, and something in each fold', () => {
    fc.assert(
      fc.property(videoNames, fc.integer({ min: 2, max: 5 }), seeds, (videos, foldCount, seed) => {
        const folds = videoFolds(videos, foldCount, seed);
        const pairs = new Set(videos.map((video, row) => `${video} ${folds[row]}`));
        const videoCount = new Set(videos).size;
        expect(pairs.size).toBe(videoCount);
        expect(new Set(folds).size).toBe(Math.min(foldCount, videoCount));
      }),
    );
  });

  test('makes folds of about equal size', () => {
    const folds = videoFolds(['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd'], 2);
    expect(folds.filter((fold) => fold === 0)).toHaveLength(4);
    expect(() => videoFolds(['a'], 1)).toThrow('invalid number of folds: 1');
  });
});

describe('baseNovelFolds', () => {
  test('makes every reviewed concept novel once', () => {
    const counts = fc.array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 4 }), seeds, (reviewCounts, foldCount, seed) => {
        const reviewed = [...reviewCounts.keys()].filter((concept) => reviewCounts[concept] > 0);
        fc.pre(reviewed.length >= foldCount);
        const splits = baseNovelFolds(reviewCounts, foldCount, seed);
        expect(splits.flatMap(({ novel }) => novel).toSorted((a, b) => a - b)).toEqual(reviewed);
        for (const { base, novel } of splits) expect([...base, ...novel].toSorted((a, b) => a - b)).toEqual(reviewed);
      }),
    );
  });

  test('deals out concepts with many reviews evenly', () => {
    for (const seed of [0, 1, 2, 3]) {
      const [first, second] = baseNovelFolds([90, 1, 80, 2, 0, 70, 3, 60, 4], 2, seed);
      const frequent = (concepts: readonly number[]) => concepts.filter((concept) => [0, 2, 5, 7].includes(concept));
      expect([frequent(first.novel).length, frequent(second.novel).length]).toEqual([2, 2]);
    }
  });

  test('refuses fewer reviewed concepts than folds', () => {
    expect(() => baseNovelFolds([3, 0])).toThrow('1 reviewed concepts for 2 folds');
  });
});

describe('fewShotRows', () => {
  test('takes as many rows of each concept, those of fewer shots among them', () => {
    const rows = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom('a', 'b', 'c')), { maxLength: 30 });
    fc.assert(
      fc.property(rows, seeds, (labelled, seed) => {
        const truth = labelled.map(([concept]) => concept);
        const videos = labelled.map(([, video]) => video);
        const curve = fewShotRows(truth, videos, [1, 2, 4], seed);
        for (const [index, shots] of [1, 2, 4].entries())
          for (const concept of new Set(truth)) {
            const available = truth.filter((shown) => shown === concept).length;
            const taken = curve[index].filter((row) => truth[row] === concept).length;
            expect(taken).toBe(Math.min(shots, available));
          }
        expect(curve[1]).toEqual(expect.arrayContaining(curve[0]));
        expect(curve[2]).toEqual(expect.arrayContaining(curve[1]));
      }),
    );
  });

  test('takes different videos first', () => {
    const videos = ['a', 'a', 'a', 'a', 'b', 'c'];
    for (const seed of [0, 1, 2, 3, 4]) {
      const [three] = fewShotRows([0, 0, 0, 0, 0, 0], videos, [3], seed);
      expect(new Set(three.map((row) => videos[row])).size).toBe(3);
    }
  });
});
