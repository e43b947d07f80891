import { expect, test } from '@jest/globals';
import { rangeIn } from './compared-span.ts';

const video = (durationMs: number | null) => ({ durationMs }) as NonNullable<Parameters<typeof rangeIn>[0]['video']>;
const side = (range: { startMs: number; endMs: number } | null, durationMs: number | null) => ({
  span: { videoId: 'one', range },
  video: video(durationMs),
  work: null,
});

test('rangeIn ends with the file, and takes what lies behind it for the whole video', () => {
  expect(rangeIn(side({ startMs: 100, endMs: 900 }, 5000))).toEqual({ startMs: 100, endMs: 900 });
  expect(rangeIn(side({ startMs: 4000, endMs: 5200 }, 5000))).toEqual({ startMs: 4000, endMs: 5000 });
  expect(rangeIn(side({ startMs: 6000, endMs: 7000 }, 5000))).toEqual({ startMs: 0, endMs: 5000 });
  expect(rangeIn(side(null, 5000))).toEqual({ startMs: 0, endMs: 5000 });
  expect(rangeIn({ ...side({ startMs: 100, endMs: 900 }, null), video: null })).toEqual({ startMs: 100, endMs: 900 });
});
