import { describe, expect, test } from '@jest/globals';
import type { Track } from '../timeline/track.ts';
import type { Review } from './review.ts';
import { moving, removing, saying } from './saying.ts';
import { targetAt } from './target.ts';

const concept = (id: string) => ({
  id,
  externalId: id,
  notation: null,
  label: id,
  color: '#000000',
  searchText: '',
  isActive: true,
});
const segment = (startMs: number, endMs: number, conceptIndex: number) => ({
  startMs,
  endMs,
  conceptIndex,
  probability: 0.5,
  runnersUp: [],
});
const track: Track = {
  concepts: [concept('a'), concept('b')],
  segments: [segment(0, 1000, 0), segment(1000, 2001, 1)],
};
const speakerOf = (...lane: readonly Review[]) => ({
  track,
  lane,
  durationMs: 2000.4,
  minMs: 40,
  isGapFree: false,
  person: 'Hanako',
  newKey: () => 'new',
});
const review = (startMs: number, endMs: number, verdict: Review['verdict']): Review => ({
  key: `${startMs}`,
  startMs,
  endMs,
  verdict,
  conceptId: 'a',
  person: null,
});

describe('saying', () => {
  const sayAt = (ms: number, conceptId: string | null, ...lane: readonly Review[]) =>
    saying(speakerOf(...lane), targetAt(track, lane, null, ms)!, conceptId);

  test('confirms, corrects or rejects what was recognised, within the video', () => {
    expect(sayAt(1500, 'b')).toEqual({
      removes: [],
      adds: [{ key: 'new', startMs: 1000, endMs: 2000, verdict: 'confirm', conceptId: 'b', person: 'Hanako' }],
    });
    expect(sayAt(500, 'b')!.adds).toMatchObject([{ startMs: 0, endMs: 1000, verdict: 'correct' }]);
    expect(sayAt(500, null)!.adds).toMatchObject([{ verdict: 'reject', conceptId: null }]);
  });

  test('mends what was said, in its own bounds', () => {
    const drawn = review(300, 1200, 'draw');
    expect(sayAt(500, 'b', drawn)).toMatchObject({
      removes: [drawn],
      adds: [{ startMs: 300, endMs: 1200, verdict: 'draw', conceptId: 'b' }],
    });
    expect(sayAt(100, 'b', drawn)).toMatchObject({ removes: [], adds: [{ startMs: 0, endMs: 300 }] });
  });
});

test('moving says the same elsewhere: a confirmation beyond what was recognised is a correction', () => {
  const confirmed = review(0, 1000, 'confirm');
  const speaker = speakerOf(confirmed);
  expect(moving(speaker, confirmed, 'endMs', 900)).toMatchObject({
    removes: [confirmed],
    adds: [{ startMs: 0, endMs: 900, verdict: 'confirm' }],
  });
  expect(moving(speaker, confirmed, 'endMs', 1100)!.adds).toMatchObject([{ endMs: 1100, verdict: 'correct' }]);
  expect(moving(speaker, confirmed, 'endMs', 1000)).toBeNull();
});

describe('without gaps', () => {
  const gapFree = (...lane: readonly Review[]) => ({ ...speakerOf(...lane), isGapFree: true });
  const marked = { kind: 'mark', startMs: 700, endMs: 900, review: null, segment: null } as const;

  test('saying fills the gaps to the neighbours of what is drawn, and of nothing else', () => {
    const lane = [review(0, 500, 'draw'), review(1000, 1500, 'draw')];
    expect(saying(gapFree(...lane), marked, 'b')!.adds).toMatchObject([{ startMs: 500, endMs: 1000 }]);
    expect(saying(speakerOf(...lane), marked, 'b')!.adds).toMatchObject([{ startMs: 700, endMs: 900 }]);
    const [segmentOnly] = [review(1200, 1500, 'draw')];
    expect(saying(gapFree(segmentOnly!), targetAt(track, [segmentOnly!], null, 500)!, 'b')!.adds).toMatchObject([
      { startMs: 0, endMs: 1000 },
    ]);
  });

  test('moving an edge moves the one that touches it, and gives each its verdict', () => {
    const [one, other] = [review(0, 1000, 'confirm'), { ...review(1000, 2000, 'confirm'), conceptId: 'b' }];
    const edit = moving(gapFree(one, other), one, 'endMs', 1200)!;
    expect(edit.removes).toEqual([one, other]);
    expect(edit.adds).toMatchObject([
      { startMs: 1200, endMs: 2000, verdict: 'confirm', conceptId: 'b' },
      { startMs: 0, endMs: 1200, verdict: 'correct', conceptId: 'a' },
    ]);
    expect(moving(gapFree(one, other), other, 'startMs', 1000)).toBeNull();
    expect(moving(gapFree(one), one, 'endMs', 900)!.adds).toMatchObject([{ startMs: 0, endMs: 900 }]);
  });

  test('removing leaves the time to what comes before, else to what comes after', () => {
    const [one, two, three] = [review(0, 500, 'draw'), review(500, 800, 'draw'), review(800, 1000, 'draw')];
    expect(removing(gapFree(one, two, three), two)).toMatchObject({
      removes: [two, one],
      adds: [{ startMs: 0, endMs: 800 }],
    });
    expect(removing(gapFree(one, two), one)).toMatchObject({ removes: [one, two], adds: [{ startMs: 0, endMs: 800 }] });
    expect(removing(gapFree(one, three), one)).toEqual({ removes: [one], adds: [] });
    expect(removing(speakerOf(one, two), two)).toEqual({ removes: [two], adds: [] });
  });
});
