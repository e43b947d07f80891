import { expect, test } from '@jest/globals';
import { isForeign } from './is-foreign.ts';

test('isForeign tells Japanese that the encoder cannot read', () => {
  expect(isForeign('ボルトを締める', ['en'])).toBe(true);
  expect(isForeign('ボルトを締める', ['en', 'ja'])).toBe(false);
  expect(isForeign('tighten a bolt', ['en'])).toBe(false);
});
