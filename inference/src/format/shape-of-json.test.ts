import { expect, test } from '@jest/globals';
import { shapeOfJson } from './shape-of-json.ts';

test.each([
  [[{ startMs: 0, endMs: 2733, conceptId: 'pick-up' }, {}], '[{"startMs": …, "endMs": …, "conceptId": …}, …]'],
  [{ database: {} }, '{"database": …}'],
  [Object.fromEntries([...'abcdefgh'].map((key) => [key, 1])), '{"a": …, "b": …, "c": …, "d": …, "e": …, "f": …, …}'],
  [[[1]], '[[1]]'],
  [[[[[1, 2]]]], '[[[[…, …]]]]'],
  [[], '[]'],
  [{}, '{}'],
  ['x'.repeat(50), `"${'x'.repeat(39)}…`],
  [null, 'null'],
  [undefined, ''],
])('shapeOfJson tells what %j looks like', (value, shape) => {
  expect(shapeOfJson(value)).toBe(shape);
});
