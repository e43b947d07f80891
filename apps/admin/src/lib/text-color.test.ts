import { expect, test } from '@jest/globals';
import { textColorOn } from './text-color.ts';

test('textColorOn chooses what has more contrast', () => {
  expect(['#000000', '#4a5fa5', '#757575', '#767676', '#e08a00', '#ffffff'].map(textColorOn)).toEqual([
    '#ffffff',
    '#ffffff',
    '#ffffff',
    '#000000',
    '#000000',
    '#000000',
  ]);
});
