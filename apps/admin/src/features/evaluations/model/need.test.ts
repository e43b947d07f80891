import { expect, test } from '@jest/globals';
import { missingConcepts } from './need.ts';

test('missingConcepts counts concepts with two reviewed spans', () => {
  const readiness = { concepts: [2, 3, 1, 0].map((spanCount) => ({ spanCount })) };
  expect(missingConcepts('confusion', readiness)).toBe(0);
  expect(missingConcepts('baseToNovel', readiness)).toBe(2);
});
