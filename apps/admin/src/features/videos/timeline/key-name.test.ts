import { expect, test } from '@jest/globals';
import { keyName } from './key-name.ts';

const press = (key: string, held: 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | null = null) => {
  const none = { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return held ? { ...none, [held]: true } : none;
};

test.each([
  [press('n'), 'n'],
  // Caps lock is no Shift.
  [press('N'), 'n'],
  [press('N', 'shiftKey'), 'shift+n'],
  [press('z', 'ctrlKey'), 'mod+z'],
  [press('z', 'metaKey'), 'mod+z'],
  [{ ...press('Z', 'ctrlKey'), shiftKey: true }, 'mod+shift+z'],
  [press('{', 'shiftKey'), '{'],
  [press('Enter'), 'Enter'],
  [press('å', 'altKey'), null],
])('keyName of %j is %s', (event, name) => {
  expect(keyName(event)).toBe(name);
});
