import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { seededRandom } from '../random.ts';
import { bootstrapDifference, bootstrapFigure, bootstrapMean } from './bootstrap.ts';

const numbered = (count: number, rowsPerVideo = 1) =>
  Array.from({ length: count }, (_, row) => `video ${Math.floor(row / rowsPerVideo)}`);

describe('bootstrapMean', () => {
  test('gives about the interval of the normal distribution for many independent rows', () => {
    const right = Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? 0 : 1));
    const estimate = bootstrapMean(right, numbered(400));
    const half = 1.96 * Math.sqrt((0.75 * 0.25) / 400);
    expect(estimate).toMatchObject({ mean: 0.75, count: 400, videoCount: 400 });
    expect(Math.abs(estimate.high - estimate.low - 2 * half)).toBeLessThan(0.1 * half);
  });

  test('is wider where the rows of a video are alike', () => {
    const right = Array.from({ length: 400 }, (_, row) => (Math.floor(row / 10) % 4 === 0 ? 0 : 1));
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const ratio = width(bootstrapMean(right, numbered(400, 10))) / width(bootstrapMean(right, numbered(400)));
    expect(ratio).toBeGreaterThan(0.9 * Math.sqrt(10));
    expect(ratio).toBeLessThan(1.2 * Math.sqrt(10));
  });

  test('holds the true mean about as often as it says, with six videos', () => {
    const random = seededRandom(7);
    let heldCount = 0;
    for (let trial = 0; trial < 400; trial++) {
      // The sum of twelve uniform numbers is nearly normal.
      const values = Array.from({ length: 6 }, () => Array.from({ length: 12 }, random).reduce((a, b) => a + b) - 6);
      const { low, high } = bootstrapMean(values, numbered(6), { resampleCount: 500, seed: trial });
      if (low <= 0 && 0 <= high) heldCount++;
    }
    expect(heldCount / 400).toBeGreaterThan(0.92);
    expect(heldCount / 400).toBeLessThan(0.98);
  });

  test('holds the mean, shifts with the values and is repeated by its seed', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.constantFrom('a', 'b', 'c', 'd')), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, fc.nat(), (drawn, seed) => {
        const values = drawn.map(([value]) => value);
        const videos = drawn.map(([, video]) => video);
        const options = { resampleCount: 200, seed };
        const estimate = bootstrapMean(values, videos, options);
        expect(bootstrapMean(values, videos, options)).toEqual(estimate);
        const shifted = bootstrapMean(
          values.map((value) => value + 100),
          videos,
          options,
        );
        expect(shifted.mean).toBeCloseTo(estimate.mean + 100, 8);
        if (estimate.videoCount === 1) expect(estimate.low).toBe(-Infinity);
        else expect(shifted.low).toBeCloseTo(estimate.low + 100, 8);
      }),
    );
  });

  test('is not defined without rows', () => {
    expect(() => bootstrapMean([], [])).toThrow('0 values for 0 rows');
    expect(() => bootstrapDifference([1], [1, 0], ['a'])).toThrow('2 values to compare with 1');
  });
});

test('bootstrapDifference sees what is alike in both', () => {
  // Hard and easy videos: each method by itself is unsure, their difference is not.
  const ones = Array.from({ length: 40 }, (_, row) => row % 2);
  const others = ones.map((value) => value + 0.1);
  const { mean, low, high } = bootstrapDifference(ones, others, numbered(40));
  expect([mean, low, high].map((value) => Number(value.toFixed(6)))).toEqual([0.1, 0.1, 0.1]);
});

describe('bootstrapFigure', () => {
  const right = Array.from({ length: 60 }, (_, row) => (row % 3 === 0 ? 0 : 1));
  const meanOf = (rows: readonly number[]) => rows.reduce((sum, row) => sum + right[row], 0) / rows.length;

  test('gives of a mean what bootstrapMean gives', () => {
    const videos = numbered(60, 2);
    const [figure, mean] = [bootstrapFigure(videos, meanOf, { seed: 3 }), bootstrapMean(right, videos, { seed: 3 })];
    expect(figure).toMatchObject({ mean: mean.mean, count: 60, videoCount: 30 });
    expect(figure.low).toBeCloseTo(mean.low, 1);
    expect(figure.high).toBeCloseTo(mean.high, 1);
  });

  test('takes away what draws are off on average: the share of rows that are drawn at all is less than 1', () => {
    const distinct = (rows: readonly number[]) => new Set(rows).size / 60;
    const { mean, low, high } = bootstrapFigure(numbered(60), distinct, { isBiased: true });
    expect(bootstrapFigure(numbered(60), distinct).high).toBeLessThan(0.8);
    expect(mean).toBe(1);
    expect(low).toBeGreaterThan(0.8);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });

  test('leaves draws out for which the figure is not defined, and knows nothing of one video', () => {
    const shareOfFirst = (rows: readonly number[]) => (rows.includes(0) ? meanOf(rows) : Number.NaN);
    expect(Number.isFinite(bootstrapFigure(numbered(60), shareOfFirst).low)).toBe(true);
    expect(bootstrapFigure(numbered(3, 3), meanOf)).toMatchObject({ low: -Infinity, high: Infinity, videoCount: 1 });
    expect(() => bootstrapFigure([], meanOf)).toThrow('no rows');
  });
});
