import { expect, test } from '@jest/globals';
import { throughput } from './throughput.ts';

const work = (frameCount: number, fromMs: number, toMs: number) => ({ frameCount, fromMs, toMs });

test('throughput counts time in which something was being done, once', () => {
  expect(throughput([work(100, 0, 1000)])).toBe(100);
  // Two workers at once, in any order.
  expect(throughput([work(100, 500, 1500), work(100, 0, 1000), work(100, 200, 700)])).toBe(200);
  // A pause of an hour.
  expect(throughput([work(100, 0, 1000), work(300, 3_600_000, 3_601_000)])).toBe(200);
});

test('throughput is not known where nothing was measured', () => {
  expect(throughput([])).toBeNull();
  expect(throughput([work(0, 0, 1000)])).toBeNull();
  expect(throughput([work(100, 1000, 1000)])).toBeNull();
});
