import { expect, test } from '@jest/globals';
import { readableValue } from './readable-value.ts';

test('readableValue writes facets and mappings a line each', () => {
  expect(readableValue('{"valueClass":["net"],"therbligs":["G","TL"]}')).toBe('valueClass: net\ntherbligs: G, TL');
  expect(readableValue('[{"relation":"exactMatch","target":"https://x.example/#a"}]')).toBe(
    'exactMatch https://x.example/#a',
  );
});

test('readableValue leaves texts alone, also those that begin like JSON', () => {
  expect(readableValue('締付け\nねじ締め')).toBe('締付け\nねじ締め');
  expect(readableValue('[note] tighten')).toBe('[note] tighten');
});
