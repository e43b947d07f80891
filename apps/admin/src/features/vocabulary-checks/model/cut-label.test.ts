import { expect, test } from '@jest/globals';
import { cutLabel } from './cut-label.ts';

test('cutLabel counts full-width letters twice', () => {
  expect(cutLabel('Tighten', 7)).toBe('Tighten');
  expect(cutLabel('Tighten it', 7)).toBe('Tighte…');
  expect(cutLabel('ボルト締付け', 12)).toBe('ボルト締付け');
  expect(cutLabel('ボルト締付け作業', 12)).toBe('ボルト締付…');
});
