import { expect, test } from '@jest/globals';
import { isSameCycle, toggleCompared } from './same-cycle.ts';

test('a cycle is known by its video and where it begins', () => {
  const cycle = { video: { id: 'v1' }, startMs: 500 };
  expect(isSameCycle(cycle, { video: { id: 'v1' }, startMs: 500 })).toBe(true);
  expect(isSameCycle(cycle, { video: { id: 'v2' }, startMs: 500 })).toBe(false);
  expect(isSameCycle(cycle, { video: { id: 'v1' }, startMs: 1500 })).toBe(false);
});

test('toggleCompared keeps the two that were chosen last', () => {
  expect(toggleCompared(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggleCompared(['a', 'b'], 'c')).toEqual(['b', 'c']);
  expect(toggleCompared(['a', 'b'], 'a')).toEqual(['b']);
});
