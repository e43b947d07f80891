import { expect, test } from '@jest/globals';
import { Latencies } from './latencies.ts';

function summaryOf(values: readonly number[]) {
  const latencies = new Latencies();
  for (const value of values) latencies.add(value);
  return latencies.summary();
}

test('Latencies tells the shortest time that covers each share', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(summaryOf(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
  expect(summaryOf([7.4])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7, max: 7 });
});

test('Latencies keeps three digits of what is longer than a second', () => {
  expect(summaryOf([12_345, 12_349])).toMatchObject({ p50: 12_300, max: 12_300 });
});

test('Latencies without a value is zero', () => {
  expect(summaryOf([])).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});
