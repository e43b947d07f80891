import { expect, test } from '@jest/globals';
import { firstFrameIn, frameIndexAt, frameStartMs, lastFrameIn, snapEdge, stepEdge } from './frames.ts';

const NTSC = 30_000 / 1001;

test.each([25, NTSC, 60, 1])('frameIndexAt is the inverse of frameStartMs at %d frames per second', (fps) => {
  for (let index = 0; index < 2000; index += 1) {
    const startMs = frameStartMs(index, fps);
    expect([frameIndexAt(startMs, fps), frameIndexAt(startMs - 1, fps)]).toEqual([index, index - 1]);
  }
});

test('firstFrameIn and lastFrameIn lie within the span, whatever its edges', () => {
  const span = { startMs: 1000, endMs: 2000 };
  expect([firstFrameIn(span, 25), lastFrameIn(span, 25)]).toEqual([1020, 1980]);
  // The edges of segments lie in the middle of frames, rounded.
  const between = { startMs: 41_967, endMs: 45_467 };
  expect([firstFrameIn(between, 15), lastFrameIn(between, 15)].map(Math.round)).toEqual([42_033, 45_433]);
  const short = { startMs: 1021, endMs: 1059 };
  expect([firstFrameIn(short, 25), lastFrameIn(short, 25)]).toEqual([1040, 1040]);
});

test('stepEdge goes from frame to frame, also from between two', () => {
  expect([stepEdge(100, NTSC, 1), stepEdge(133, NTSC, 1), stepEdge(133, NTSC, -1)]).toEqual([133, 167, 100]);
  expect([stepEdge(119, 25, 0), stepEdge(121, 25, 1), stepEdge(0, 25, -1)]).toEqual([120, 160, -40]);
});

test('snapEdge takes the nearest edge that is near enough, else the nearest frame', () => {
  const options = { fps: 25, toleranceMs: 50 };
  expect(snapEdge(1030, [0, 990, 1055], options)).toBe(1055);
  expect(snapEdge(1030, [0, 950, 1090], options)).toBe(1040);
  expect(snapEdge(1030, [], options)).toBe(1040);
});
