import { expect, test } from '@jest/globals';
import { fitText } from './fit-text.ts';

const widthOf = (text: string) => [...text].length * 10;

test.each([
  ['締付け', 30, '締付け'],
  ['テープ貼り', 49, 'テープ…'],
  ['テープ貼り', 20, 'テ…'],
  ['テープ貼り', 19, ''],
  ['Pick up a part', 60, 'Pick…'],
  ['', 0, ''],
])('fitText of %s in %d pixels is %s', (text, width, fitting) => {
  expect(fitText(text, width, widthOf)).toBe(fitting);
});

test('fitText cuts between characters as people see them', () => {
  expect(fitText('か\u3099か\u3099か\u3099', 30, widthOf)).toBe('か\u3099…');
});
