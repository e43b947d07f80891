import { expect, test } from '@jest/globals';
import { scaleOf } from './axis-scale.ts';

const linear = { label: '' };
const log = { label: '', scale: 'log' } as const;

test('an axis has round steps, and begins and ends at one', () => {
  const { place, ticks } = scaleOf(linear, [3, 42]);
  expect(ticks).toEqual([0, 10, 20, 30, 40, 50]);
  expect([0, 25, 50].map(place)).toEqual([0, 0.5, 1]);
  expect(scaleOf(linear, [78.6, 90.1]).ticks).toEqual([75, 80, 85, 90, 95]);
});

test('it begins and ends where that is said; what lies outside is at the edge', () => {
  const { place, ticks } = scaleOf({ ...linear, from: 78.6, to: 90.1 }, [80]);
  expect(ticks).toEqual([80, 85, 90]);
  expect([70, 78.6, 90.1, 95].map(place)).toEqual([0, 0, 1, 1]);
  expect(scaleOf({ ...linear, from: 0 }, [300, 420]).ticks).toEqual([0, 100, 200, 300, 400, 500]);
});

test('it reaches below 0 where values do, and has room for a single one', () => {
  expect(scaleOf(linear, [-1, 1]).ticks).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(scaleOf(linear, [0]).ticks).toEqual([0, 0.2]);
});

test('a logarithmic one gives each power of ten the same room', () => {
  const { place, ticks } = scaleOf(log, [1000, 1_000_000]);
  expect(ticks).toEqual([1000, 10_000, 100_000, 1_000_000]);
  expect(ticks.map((tick) => Math.round(place(tick) * 300))).toEqual([0, 100, 200, 300]);
});

test('it has more ticks between few powers, or those that are wanted', () => {
  expect(scaleOf(log, [12, 60]).ticks).toEqual([10, 20, 50, 100]);
  const { place, ticks } = scaleOf({ ...log, from: 1, to: 16, ticks: [1, 4, 16] }, [1, 16]);
  expect(ticks.map(place)).toEqual([0, 0.5, 1]);
});

test('what has no place is refused', () => {
  expect(() => scaleOf(log, [0, 1])).toThrow('a logarithmic axis has no place for 0');
  expect(() => scaleOf(linear, [])).toThrow('an axis needs values');
});
