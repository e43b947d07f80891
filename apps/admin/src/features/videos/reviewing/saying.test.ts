import { describe, expect, test } from '@jest/globals';
import type { Track } from '../timeline/track.ts';
import type { Review } from './review.ts';
import { moving, saying } from './saying.ts';
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
