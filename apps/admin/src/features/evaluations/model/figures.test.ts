import { expect, test } from '@jest/globals';
import { pairFigures } from './figures.ts';

test('pairFigures keeps what both reports have measured, in the order of the first', () => {
  const ones = [
    { method: 'frozen', measure: 'shots', under: '1', value: 0.5 },
    { method: 'adapter', measure: 'shots', under: '1', value: 0.6 },
    { method: 'adapter', measure: 'shots', under: '2', value: 0.7 },
  ] as const;
  const others = [
    { method: 'adapter', measure: 'shots', under: '1', value: 0.65 },
    { method: 'frozen', measure: 'shots', under: '1', value: 0.5 },
    { method: 'descriptive', measure: 'shots', under: '1', value: 0.4 },
  ] as const;
  expect(pairFigures(ones, others)).toEqual([
    { method: 'frozen', measure: 'shots', under: '1', one: 0.5, other: 0.5 },
    { method: 'adapter', measure: 'shots', under: '1', one: 0.6, other: 0.65 },
  ]);
});
