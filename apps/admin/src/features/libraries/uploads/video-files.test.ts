import { expect, it } from '@jest/globals';
import { refusalOf } from './video-files.ts';

it.each([
  ['shift.MP4', 10, null],
  ['日勤.mov', 10, null],
  ['notes.txt', 10, 'notAVideo'],
  ['mp4', 10, 'notAVideo'],
  ['shift.mp4', 0, 'empty'],
  ['shift.mp4', 11, 'tooLarge'],
])('says of %s with %d bytes: %s', (name, size, refusal) => {
  expect(refusalOf({ name, size }, { fileEndings: ['.mov', '.mp4'], maxSizeBytes: 10 })).toBe(refusal);
});
