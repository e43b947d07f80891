import { expect, test } from '@jest/globals';
import { isPressed, keyCaps } from './keys.ts';

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

test('isPressed tells keys with and without others held down apart', () => {
  expect(isPressed(press('z', { metaKey: true }), 'Mod+Z')).toBe(true);
  expect(isPressed(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Z')).toBe(false);
  expect(isPressed(press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z')).toBe(true);
  expect(isPressed(press('Enter', { shiftKey: true }), 'Enter')).toBe(false);
  expect(isPressed(press('?', { shiftKey: true }), '?')).toBe(true);
  expect(isPressed(press('m', { ctrlKey: true }), 'M')).toBe(false);
});

test('keyCaps writes keys as they are on the keyboard', () => {
  expect(keyCaps('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z']);
  expect(keyCaps('Alt+ArrowUp', false)).toEqual(['Alt', '↑']);
});
