import { expect, test } from '@jest/globals';
import { standardTime } from './standard-time.ts';

test.each([
  [{ method: 'outer' }, 60_000, 60_000],
  [{ method: 'outer', rating: 1.1, allowance: 0.1 }, 66_000, 72_600],
  [{ method: 'inner', rating: 1.1, allowance: 0.1 }, 66_000, 73_333.333],
  [{ method: 'outer', rating: 0.8, allowance: 1 }, 48_000, 96_000],
] as const)('standardTime of a minute with %j', (options, normalMs, standardMs) => {
  const { normalMs: normal, standardMs: standard } = standardTime(60_000, options);
  expect(normal).toBeCloseTo(normalMs, 2);
  expect(standard).toBeCloseTo(standardMs, 2);
});

test.each([
  [{ method: 'inner', allowance: 1 }, 'invalid allowance: 1'],
  [{ method: 'outer', allowance: -0.1 }, 'invalid allowance: -0.1'],
  [{ method: 'outer', allowance: Number.NaN }, 'invalid allowance: NaN'],
  [{ method: 'outer', rating: 0 }, 'invalid rating: 0'],
  [{ method: 'outer', rating: Infinity }, 'invalid rating: Infinity'],
] as const)('standardTime refuses %j', (options, message) => {
  expect(() => standardTime(1000, options)).toThrow(message);
});
