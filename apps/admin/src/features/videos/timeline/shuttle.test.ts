import { expect, test } from '@jest/globals';
import { frameStep, shuttled } from './shuttle.ts';

test('shuttled grows in one direction and turns round at once', () => {
  expect([0, 1, 2, 4, 8, -4].map((speed) => shuttled(speed, 1))).toEqual([1, 2, 4, 8, 8, 1]);
  expect([0, 1, -1, -8].map((speed) => shuttled(speed, -1))).toEqual([-1, -1, -2, -8]);
});

test('frameStep shows each frame once, there and back', () => {
  const fps = 30_000 / 1001;
  const indexOf = (ms: number) => Math.floor((ms * fps) / 1000);
  let ms = 0;
  const there = Array.from({ length: 5 }, () => indexOf((ms = frameStep(ms, fps, 1, 10_000))));
  const back = Array.from({ length: 6 }, () => indexOf((ms = frameStep(ms, fps, -1, 10_000))));
  expect(there).toEqual([1, 2, 3, 4, 5]);
  expect(back).toEqual([4, 3, 2, 1, 0, 0]);
});

test('frameStep stops at the last frame', () => {
  expect(frameStep(990, 25, 1, 1000)).toBe(980);
});
