import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkFrameRequest, createFrameSampler, toMs } from './frame-sampler.ts';
import type { FrameRequest } from '../../ports.ts';
import { createJumpPlanner, pickShownFrames } from './shown-frames.ts';
import { findSpanStart } from './span-start.ts';

const geometry = { width: 8, height: 8, fit: 'crop' } as const;
/** Ticks are milliseconds; the stream starts at 100. */
const timing = (durationMs: number) => ({ timeBase: { numerator: 1, denominator: 1000 }, startPts: 100, durationMs });

async function pick(
  ptsList: readonly number[],
  durationMs: number,
  request: Omit<FrameRequest, 'geometry'>,
): Promise<number[]> {
  const sampler = createFrameSampler({ geometry, ...request }, timing(durationMs));
  const decoded = ptsList.map((pts, index) => ({
    picture: pts,
    pts,
    durationPts: (ptsList[index + 1] ?? 100 + durationMs) - pts,
    isIntra: index === 0,
  }));
  const picked: number[] = [];
  for await (const { pts, count } of pickShownFrames(decoded, sampler, (picture) => picture).frames) {
    for (let i = 0; i < count; i++) picked.push(pts - 100);
  }
  return picked;
}

const every = (stepMs: number, count: number) => Array.from({ length: count }, (_, index) => 100 + index * stepMs);

describe('sampling', () => {
  test('takes the frame shown at the centre of each cell', async () => {
    expect(await pick(every(100, 20), 2000, {})).toEqual([200, 700, 1200, 1700]);
    expect(await pick(every(100, 20), 2000, { fps: 1 })).toEqual([500, 1500]);
  });

  test('takes every frame at the native rate', async () => {
    expect(await pick(every(100, 4), 400, { fps: 'native' })).toEqual([0, 100, 200, 300]);
  });

  test('hands a frame out once that is shown at several centres', async () => {
    expect(await pick([100, 1900, 2000], 2000, { fps: 4 })).toEqual([0, 1800]);
  });

  test('takes the middle of a video shorter than half a cell', async () => {
    expect(await pick(every(40, 3), 120, {})).toEqual([40]);
  });

  test('gives one frame for each time asked for, even the same one', async () => {
    expect(await pick(every(100, 20), 2000, { timesMs: [0, 99, 100, 150, 1999] })).toEqual([0, 0, 100, 100, 1900]);
  });

  test('gives nothing for times after the end', async () => {
    expect(await pick(every(100, 3), 300, { timesMs: [250, 300, 5000] })).toEqual([200]);
  });

  test('leaves to the span before what was shown there', async () => {
    const spans = [
      { startCell: 0, endCell: 3 },
      { startCell: 3, endCell: 7 },
      { startCell: 7, endCell: null },
    ];
    const picked = (ptsList: number[]) => Promise.all(spans.map((span) => pick(ptsList, 2000, { fps: 4, span })));
    expect(await picked([100, 1900, 2000])).toEqual([[0], [], [1800]]);
    expect(await picked([100, 600, 1200, 1700])).toEqual([[0, 500], [1100, 1600], []]);
    expect(await picked([1300, 1900])).toEqual([[], [1200], [1800]]);
  });

  test('is ascending, in range and free of repeats for any frame times', async () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(gaps, fc.double({ min: 0.2, max: 60, noNaN: true }), async (gapList, fps) => {
        const durationMs = gapList.reduce((sum, gap) => sum + gap, 0);
        const ptsList = gapList.map((_, index) => 100 + gapList.slice(0, index).reduce((sum, gap) => sum + gap, 0));
        const picked = await pick(ptsList, durationMs, { fps });
        expect(picked).toEqual([...new Set(picked)].toSorted((a, b) => a - b));
        expect(picked.length).toBeGreaterThan(0);
        expect(ptsList.map((pts) => pts - 100)).toEqual(expect.arrayContaining(picked));
      }),
      { numRuns: 50 },
    );
  });
});

test('a frame found at its own rounded time is itself', async () => {
  const ntsc = { timeBase: { numerator: 1001, denominator: 30_000 }, startPts: 0, durationMs: 1001 };
  for (let pts = 0; pts < 30; pts++) {
    const sampler = createFrameSampler({ geometry, timesMs: [toMs(pts, ntsc)] }, ntsc);
    expect(sampler.nextTarget()).toBe(pts);
  }
});

test('createJumpPlanner jumps far ahead only, and not again where that led back', () => {
  const sampler = createFrameSampler({ geometry, timesMs: [10, 60_000, 120_000] }, timing(200_000));
  const planner = createJumpPlanner(sampler, 1);
  expect(planner.next(100)).toBeNull();
  sampler.skipUntil(200);
  expect(planner.next(200)).toBe(60_100);
  expect(planner.next(100)).toBeNull();
  expect(planner.next(300)).toBeNull();
});

describe('the start of a span', () => {
  const startOf = (startCell: number, isSeekable = true) => {
    const request = { geometry, fps: 1, span: { startCell, endCell: null } };
    const sampler = createFrameSampler(request, timing(3_600_000));
    return findSpanStart(request, sampler, timing(3_600_000), { isSeekable });
  };

  test('is that of the file where the span begins with it', () => {
    expect(startOf(0)).toBeNull();
    expect(startOf(0, false)).toBeNull();
  });

  test('is looked for further and further back, at most to the start of the file', () => {
    expect(startOf(1000)?.places).toEqual([999_600, 997_600, 989_600, 939_600, 699_600]);
    expect(startOf(30)?.places).toEqual([29_600, 27_600, 19_600, null]);
  });

  test('leads to the target only if its first picture is not after it, or the first of all', () => {
    const { isReached, target } = startOf(1000)!;
    expect(target).toBe(999_600);
    const first = (pts: number) => ({ pts, isIntra: true });
    expect([
      isReached(target, first(target)),
      isReached(target, first(target + 1)),
      isReached(null, first(target + 1)),
    ]).toEqual([true, false, true]);
  });

  test('lies a whole refresh before the target where the first picture rests on others', () => {
    const { isReached, target } = startOf(1000)!;
    expect([9999, 10_000].map((lead) => isReached(target, { pts: target - lead, isIntra: false }))).toEqual([
      false,
      true,
    ]);
    expect(isReached(null, { pts: target, isIntra: false })).toBe(true);
  });

  test('is refused where it is too far away, or the container does not lead there', () => {
    const { isReached, target } = startOf(1000)!;
    expect(() => isReached(target, { pts: target - 300_001, isIntra: true })).toThrow(
      'can be read from its start only',
    );
    expect(() => startOf(1, false)).toThrow('can be read from its start only');
    expect(() => startOf(3600)).not.toThrow();
    expect(() => startOf(3601)).toThrow('can be read from its start only');
  });
});

test.each([
  [{ fps: 0 }, 'invalid fps: 0'],
  [{ fps: NaN }, 'invalid fps: NaN'],
  [{ timesMs: [5, 4] }, 'invalid timesMs'],
  [{ timesMs: [-1] }, 'invalid timesMs'],
  [{ span: { startCell: 2, endCell: 2 } }, 'invalid span: [2, 2)'],
  [{ span: { startCell: -1, endCell: null } }, 'invalid span: [-1, …)'],
  [{ fps: 'native' as const, span: { startCell: 0, endCell: null } }, 'invalid span'],
  [{ geometry: { width: 0, height: 8, fit: 'crop' as const } }, 'invalid frame size: 0 × 8'],
])('checkFrameRequest refuses %j', (request, message) => {
  expect(() => checkFrameRequest({ geometry, ...request })).toThrow(message);
});
