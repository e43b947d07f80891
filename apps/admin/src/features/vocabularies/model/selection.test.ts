import { expect, test } from '@jest/globals';
import { extended, meant, NO_SELECTION, toggled } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];

test('extended reaches from the anchor to the line, and turns round at it', () => {
  const down = extended(NO_SELECTION, 'b', 'd', order);
  expect([...down.keys]).toEqual(['b', 'c', 'd']);
  expect([...extended(down, 'd', 'a', order).keys]).toEqual(['a', 'b']);
});

test('meant is what is chosen, in the order of the lines, else the cursor', () => {
  expect(meant(toggled(toggled(NO_SELECTION, 'd'), 'a'), 'c', order)).toEqual(['a', 'd']);
  expect(meant(NO_SELECTION, 'c', order)).toEqual(['c']);
  expect(meant(toggled(toggled(NO_SELECTION, 'a'), 'a'), null, order)).toEqual([]);
});
