import { describe, expect, test } from '@jest/globals';
import type { Track } from '../timeline/track.ts';
import type { Review } from './review.ts';
import { confirmable, firstOpenSpan, targetAt, verdictOn } from './target.ts';

const concept = (id: string, isActive = true) => ({
  id,
  externalId: id,
  notation: null,
  label: id,
  color: '#000000',
  searchText: '',
  isActive,
});
const segment = (startMs: number, endMs: number, conceptIndex: number) => ({
  startMs,
  endMs,
  conceptIndex,
  probability: 0.5,
  runnersUp: [],
});
const track: Track = {
  concepts: [concept('a'), concept('b'), concept('a or b', false)],
  segments: [segment(0, 1000, 0), segment(1000, 2000, 1), segment(2000, 3000, -1), segment(3000, 4000, 2)],
};
const review = (startMs: number, endMs: number, verdict: Review['verdict'] = 'correct'): Review => ({
  key: `${startMs}`,
  startMs,
  endMs,
  verdict,
  conceptId: 'b',
  person: null,
});

describe('targetAt', () => {
  test('is what is marked, wherever the player is', () => {
    expect(targetAt(track, [review(0, 100)], { startMs: 1500, endMs: 1600 }, 50)).toMatchObject({
      kind: 'mark',
      startMs: 1500,
      endMs: 1600,
    });
  });

  test('is what was said there, in the bounds in which it was said', () => {
    expect(targetAt(track, [review(500, 1200)], null, 600)).toMatchObject({
      kind: 'review',
      startMs: 500,
      endMs: 1200,
      review: { conceptId: 'b' },
      segment: track.segments[0],
    });
  });

  test('is the part of the segment that nobody has said anything about', () => {
    const lane = [review(300, 400), review(700, 1200)];
    expect([200, 500].map((ms) => targetAt(track, lane, null, ms))).toMatchObject([
      { kind: 'segment', startMs: 0, endMs: 300 },
      { kind: 'segment', startMs: 400, endMs: 700 },
    ]);
    expect(targetAt(track, lane, null, 5000)).toBeNull();
  });
});

test('firstOpenSpan leaves out what has been said', () => {
  const whole = { startMs: 0, endMs: 1000 };
  const open = (...lane: Review[]) => firstOpenSpan(whole, lane);
  expect(open(review(300, 400), review(0, 300))).toEqual({ startMs: 400, endMs: 1000 });
  expect(open(review(500, 800))).toEqual({ startMs: 0, endMs: 500 });
  expect(open(review(0, 1200))).toEqual(whole);
});

describe('verdictOn', () => {
  test('is a confirmation where that was recognised all along', () => {
    expect(verdictOn(track, { startMs: 200, endMs: 1000 }, 'a', false)).toBe('confirm');
    expect(verdictOn(track, { startMs: 200, endMs: 1001 }, 'a', false)).toBe('correct');
    expect(verdictOn(track, { startMs: 0, endMs: 1000 }, 'b', false)).toBe('correct');
    expect(verdictOn(track, { startMs: 9000, endMs: 9100 }, 'b', false)).toBe('correct');
  });

  test('stays a drawing where a person drew it, and a rejection without a concept', () => {
    expect(verdictOn(track, { startMs: 0, endMs: 1000 }, 'a', true)).toBe('draw');
    expect(verdictOn(track, { startMs: 0, endMs: 1000 }, null, true)).toBe('reject');
  });
});

test('confirmable is what was recognised, where that is one concept that counts', () => {
  const at = (ms: number, lane: readonly Review[] = []) => confirmable(track, targetAt(track, lane, null, ms));
  expect([0, 1500, 2500, 3500, 9000].map((ms) => at(ms))).toEqual(['a', 'b', null, null, null]);
  expect(at(500, [review(0, 1000)])).toBe('a');
  expect(at(500, [review(0, 1000, 'draw')])).toBeNull();
});
