import { expect, test } from '@jest/globals';
import type { ReportCycleElementFragment } from '../../../../generated/graphql.ts';
import { standardRows } from './standard-rows.ts';

const element = (meanMs: number): ReportCycleElementFragment => ({
  concept: null,
  content: null,
  meanMs,
  cycleCount: 1,
  valueClass: null,
});

test('standardRows adds up to the cycle, by either method', () => {
  const elements = [element(40_000), element(20_000)];
  const outer = standardRows(elements, { rating: 1.1, allowance: 0.1, method: 'outer' });
  expect(outer.rows.map(({ standardMs }) => Math.round(standardMs))).toEqual([48_400, 24_200]);
  expect(outer).toMatchObject({ observedMs: 60_000 });
  expect(outer.normalMs).toBeCloseTo(66_000);
  expect(outer.standardMs).toBeCloseTo(72_600);
  expect(standardRows(elements, { rating: 1.1, allowance: 0.1, method: 'inner' }).standardMs).toBeCloseTo(73_333, -1);
});
