import { expect, test } from '@jest/globals';
import { cutLabel, labelWidth } from './cut-label.ts';
import { heatLayout } from './heat-layout.ts';

test('cutLabel counts full-width letters twice', () => {
  expect(cutLabel('Tighten', 7)).toBe('Tighten');
  expect(cutLabel('Tighten it', 7)).toBe('Tighte…');
  expect(cutLabel('ボルト締付け', 12)).toBe('ボルト締付け');
  expect(cutLabel('ボルト締付け作業', 12)).toBe('ボルト締付…');
  expect(labelWidth('A ボルト')).toBe(8);
});

test('heatLayout makes cells smaller where there are many concepts', () => {
  expect(heatLayout(['ab', 'abc'])).toEqual({ cellPx: 30, labelPx: 30, texts: ['ab', 'abc'] });
  expect(heatLayout(Array.from({ length: 33 }, () => 'a')).cellPx).toBe(20);
  expect(heatLayout(Array.from({ length: 60 }, () => 'a')).cellPx).toBe(15);
});
