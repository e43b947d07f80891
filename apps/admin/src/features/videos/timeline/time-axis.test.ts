import { describe, expect, test } from '@jest/globals';
import { follow, panBy, resized, showSpan, ticksOf, toMs, toPx, wholeAxis, zoomAt } from './time-axis.ts';

const whole = wholeAxis(60_000, 600);

describe('time and pixels', () => {
  test('toPx and toMs undo each other', () => {
    const axis = showSpan(whole, 10_000, 20_000);
    expect([toPx(axis, 10_000), toPx(axis, 20_000), toPx(axis, 30_000)]).toEqual([0, 300, 600]);
    expect([0, 300, 600].map((px) => toMs(axis, px))).toEqual([10_000, 20_000, 30_000]);
  });

  test('an axis without a width has no infinite times', () => {
    expect(toMs(wholeAxis(1000, 0), 0)).toBe(0);
  });
});

describe('zoomAt', () => {
  test('keeps the time under the pointer', () => {
    const axis = zoomAt(whole, 4, 150);
    expect(axis).toMatchObject({ fromMs: 11_250, toMs: 26_250 });
    expect(toMs(axis, 150)).toBe(15_000);
  });

  test('stops at the whole video and at a fifth of a second', () => {
    expect(zoomAt(whole, 0.1, 300)).toEqual(whole);
    const closest = zoomAt(whole, 1e9, 300);
    expect(closest).toMatchObject({ fromMs: 29_900, toMs: 30_100 });
    expect(zoomAt(closest, 2, 0)).toEqual(closest);
  });

  test('stays within the video where it begins or ends', () => {
    expect(zoomAt(showSpan(whole, 0, 10_000), 0.5, 600)).toMatchObject({ fromMs: 0, toMs: 20_000 });
  });

  test('shows the whole of a video that is shorter than the closest zoom', () => {
    expect(zoomAt(wholeAxis(120, 600), 10, 300)).toMatchObject({ fromMs: 0, toMs: 120 });
  });
});

describe('moving', () => {
  test('panBy moves by pixels and stops at the ends', () => {
    const axis = showSpan(whole, 10_000, 20_000);
    expect(panBy(axis, 30)).toMatchObject({ fromMs: 11_000, toMs: 31_000 });
    expect(panBy(axis, -9999)).toMatchObject({ fromMs: 0, toMs: 20_000 });
    expect(panBy(axis, 9999)).toMatchObject({ fromMs: 40_000, toMs: 60_000 });
  });

  test('follow moves only where the time is out of sight', () => {
    const axis = showSpan(whole, 10_000, 20_000);
    expect(follow(axis, 29_999)).toBe(axis);
    expect(follow(axis, 30_000)).toMatchObject({ fromMs: 28_000, toMs: 48_000 });
    expect(follow(axis, 1000)).toMatchObject({ fromMs: 0, toMs: 20_000 });
  });

  test('resized keeps the place, and the whole stays the whole', () => {
    expect(resized(showSpan(whole, 10_000, 20_000), 900)).toMatchObject({ fromMs: 10_000, toMs: 30_000, widthPx: 900 });
    expect(resized(whole, 900, 70_000)).toEqual(wholeAxis(70_000, 900));
  });
});

describe('ticksOf', () => {
  test('gives round times that are far enough apart', () => {
    expect(ticksOf(whole, 100)).toEqual({
      stepMs: 10_000,
      timesMs: [0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000],
    });
    expect(ticksOf(showSpan(whole, 10_100, 900), 100)).toEqual({
      stepMs: 200,
      timesMs: [10_200, 10_400, 10_600, 10_800, 11_000],
    });
  });

  test('goes on with whole hours', () => {
    expect(ticksOf(wholeAxis(86_400_000, 200), 100).stepMs).toBe(43_200_000);
  });
});
