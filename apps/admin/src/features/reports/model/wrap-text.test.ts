import { expect, test } from '@jest/globals';
import { cutText, wrapText } from './wrap-text.ts';

test('wrapText breaks between words, and between Japanese characters', () => {
  expect(wrapText('pick the part up', 9)).toEqual(['pick the', 'part up']);
  expect(wrapText('第1ライン組立', 8)).toEqual(['第1ライ', 'ン組立']);
});

test('wrapText leaves what is short, and words that are too long', () => {
  expect(wrapText('pick', 9)).toEqual(['pick']);
  expect(wrapText('subassembly', 4)).toEqual(['subassembly']);
  expect(wrapText('', 4)).toEqual([]);
});

test('cutText counts full-width characters twice, and says that there is more', () => {
  expect(cutText('コード読取り', 12)).toBe('コード読取り');
  expect(cutText('コード読取り', 11)).toBe('コード読取…');
  expect(cutText('Pick up', 5)).toBe('Pick…');
  expect(cutText('締付け', 2)).toBe('');
});
