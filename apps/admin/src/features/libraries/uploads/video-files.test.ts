import { describe, expect, it } from '@jest/globals';
import { refusalOf } from './video-files.ts';

describe('refusalOf', () => {
  it.each([
    ['shift.MP4', 10, null],
    ['日勤.mov', 10, null],
    ['notes.txt', 10, 'notAVideo'],
    ['mp4', 10, 'notAVideo'],
    ['shift.mp4', 0, 'empty'],
  ])('says of %s with %d bytes: %s', (name, size, refusal) => {
    expect(refusalOf({ name, size })).toBe(refusal);
  });
});
