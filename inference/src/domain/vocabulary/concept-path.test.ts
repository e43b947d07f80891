import { expect, test } from '@jest/globals';
import { pathRuns } from './concept-path.ts';

test('pathRuns joins neighbours that show the same', () => {
  expect(pathRuns([])).toEqual([]);
  expect(pathRuns([2, 2, null, 2])).toEqual([
    { startIndex: 0, endIndex: 2, conceptIndex: 2 },
    { startIndex: 2, endIndex: 3, conceptIndex: null },
    { startIndex: 3, endIndex: 4, conceptIndex: 2 },
  ]);
});
