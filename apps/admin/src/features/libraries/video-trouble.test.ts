import { describe, expect, it } from '@jest/globals';
import { troubleOf } from './video-trouble.ts';

describe('troubleOf', () => {
  it.each([
    ['ready', null, null],
    ['pending', null, null],
    ['missing', null, 'missing'],
    ['failed', 'NOT_A_VIDEO', 'notAVideo'],
    ['failed', 'LIMIT', 'tooLarge'],
    ['failed', 'NOTHING_DECODED', 'damaged'],
    ['failed', 'toString', 'damaged'],
  ] as const)('finds in a video that is %s with %s: %s', (status, code, trouble) => {
    expect(troubleOf(status, code)).toBe(trouble);
  });
});
