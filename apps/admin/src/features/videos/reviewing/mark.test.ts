import { expect, test } from '@jest/globals';
import { markedSpan, markEnd, markStart, NO_MARK } from './mark.ts';

const [fps, durationMs] = [25, 10_000];

test('markStart and markEnd take in the frames on show', () => {
  const begun = markStart(NO_MARK, 1010, fps);
  expect([begun, markedSpan(begun)]).toEqual([{ startMs: 1000, endMs: null }, null]);
  expect(markedSpan(markEnd(begun, 1510, fps, durationMs))).toEqual({ startMs: 1000, endMs: 1520 });
  expect(markedSpan(markEnd(begun, 1000, fps, durationMs))).toEqual({ startMs: 1000, endMs: 1040 });
});

test('markEnd may come first', () => {
  const ended = markEnd(NO_MARK, 1510, fps, durationMs);
  expect(markedSpan(markStart(ended, 1010, fps))).toEqual({ startMs: 1000, endMs: 1520 });
});

test('the other end is forgotten where it would be on the wrong side', () => {
  expect(markEnd({ startMs: 2000, endMs: null }, 1500, fps, durationMs)).toEqual({ startMs: null, endMs: 1520 });
  expect(markStart({ startMs: 0, endMs: 1520 }, 1520, fps)).toEqual({ startMs: 1520, endMs: null });
});

test('markEnd does not reach out of the video', () => {
  expect(markEnd(NO_MARK, 9990, fps, 9985)).toEqual({ startMs: null, endMs: 9985 });
});
