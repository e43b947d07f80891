import { expect, test } from '@jest/globals';
import { insertSlot } from './insert-slot.ts';

test('a slot takes the place of what is chosen, and the cursor goes behind it', () => {
  expect(insertSlot('a photo of it', { start: 11, end: 13 }, 'label')).toEqual({
    text: 'a photo of {label}',
    caret: 18,
  });
});

test('a slot is put where the cursor is', () => {
  expect(insertSlot('a b', { start: 2, end: 2 }, 'label')).toEqual({ text: 'a {label}b', caret: 9 });
});
