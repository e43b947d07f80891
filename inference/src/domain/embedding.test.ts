import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { meanRow, normalizeRows, rowCount, unitRows } from './embedding.ts';

describe('normalizeRows', () => {
  test('brings each row to unit length', () => {
    const unit = normalizeRows(Float32Array.of(3, 4, 0, 0, -2, 0), 3);
    expect([...unit].map((x) => x.toFixed(4))).toEqual(['0.6000', '0.8000', '0.0000', '0.0000', '-1.0000', '0.0000']);
  });

  test('names the row that has no direction', () => {
    expect(() => normalizeRows(Float32Array.of(1, 0, 0, 0), 2)).toThrow(
      'embedding row 1 has no direction: its norm is 0',
    );
    expect(() => normalizeRows(Float32Array.of(NaN, 1), 2)).toThrow('embedding row 0 has no direction');
  });

  test('is idempotent and ignores positive scale', () => {
    const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(coordinate, { minLength: 4, maxLength: 4 }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (row, scale) => {
          fc.pre(Math.hypot(...row) > 1e-3);
          const unit = normalizeRows(Float32Array.from(row), 4);
          const scaled = normalizeRows(
            Float32Array.from(row, (x) => x * scale),
            4,
          );
          expect(Math.hypot(...unit)).toBeCloseTo(1, 5);
          for (const i of [0, 1, 2, 3]) expect(scaled[i]).toBeCloseTo(unit[i], 5);
        },
      ),
    );
  });
});

test('meanRow averages columns', () => {
  expect([...meanRow(Float32Array.of(1, 2, 3, 6), 2)]).toEqual([2, 4]);
  expect(() => meanRow(new Float32Array(), 2)).toThrow('mean of no embeddings');
});

test('rowCount refuses what makes no rows', () => {
  expect(rowCount(new Float32Array(6), 3)).toBe(2);
  expect(() => rowCount(new Float32Array(5), 3)).toThrow('5 numbers do not make rows of 3');
  expect(() => rowCount(new Float32Array(5), 0)).toThrow('invalid number of columns: 0');
});

describe('unitRows', () => {
  test('scales what is not of unit length, and leaves alone what is', () => {
    const halves = new Float32Array(Float16Array.of(0.6, 0.8));
    const { rows, scaledCount } = unitRows(Float32Array.of(3, 4, ...halves), 2);
    expect(rows.map((x) => Math.round(1000 * x))).toEqual(Float32Array.of(600, 800, 600, 800));
    expect(rows.subarray(2)).toEqual(halves);
    expect(scaledCount).toBe(1);
  });

  test('names the row that has no direction', () => {
    expect(() => unitRows(Float32Array.of(1, 0, 0, 0), 2)).toThrow('embedding row 1 has no direction');
  });
});
