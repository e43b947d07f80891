import { describe, expect, test } from '@jest/globals';
import type { Track } from '../timeline/track.ts';
import { applyEdit } from './edit.ts';
import type { Review } from './review.ts';
import { joinable, joining, splitting } from './split-join.ts';
import { targetAt } from './target.ts';

const concept = (id: string) => ({
  id,
  externalId: id,
  notation: null,
  label: id,
  searchText: '',
  color: '#000000',
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
  segments: [segment(0, 1000, 0), segment(1000, 2000, 0), segment(2000, 3000, 1), segment(3000, 4000, -1)],
};
const review = (startMs: number, endMs: number, conceptId: string | null, verdict: Review['verdict']): Review => ({
  key: `${startMs}`,
  startMs,
  endMs,
  verdict,
  conceptId,
  person: null,
});
let serial = 0;
const speakerOf = (...lane: readonly Review[]) => ({
  track,
  lane,
  durationMs: 4000,
  minMs: 40,
  isGapFree: false,
  person: null,
  newKey: () => `new ${(serial += 1)}`,
});
const spans = (lane: readonly Review[]) =>
  lane.map(({ verdict, conceptId, startMs, endMs }) => `${verdict} ${conceptId} ${startMs}–${endMs}`);

describe('splitting', () => {
  const split = (ms: number, ...lane: readonly Review[]) =>
    splitting(speakerOf(...lane), targetAt(track, lane, null, ms)!, ms);

  test('says of both parts what was said of the whole', () => {
    const drawn = review(500, 1500, 'b', 'draw');
    const edit = split(1200, drawn)!;
    expect(edit.removes).toEqual([drawn]);
    expect(spans(edit.adds)).toEqual(['draw b 500–1200', 'draw b 1200–1500']);
    expect(spans(split(400, review(0, 1000, null, 'reject'))!.adds)).toEqual([
      'reject null 0–400',
      'reject null 400–1000',
    ]);
  });

  test('makes two reviews of what was recognised, in the part that nobody has reviewed', () => {
    const edit = split(2400, review(2600, 3000, 'a', 'draw'))!;
    expect([edit.removes, spans(edit.adds)]).toEqual([[], ['confirm b 2000–2400', 'confirm b 2400–2600']]);
  });

  test('leaves no part shorter than a frame, and what is unknown', () => {
    expect([split(20), split(980), split(3500)]).toEqual([null, null, null]);
  });
});

describe('joining', () => {
  const join = (ms: number, ...lane: readonly Review[]) => {
    const edit = joining(speakerOf(...lane), targetAt(track, lane, null, ms)!);
    return edit && spans(applyEdit(lane, edit));
  };

  test('says in one what was said of two, and of what lies between', () => {
    expect(join(200, review(0, 400, 'b', 'draw'), review(700, 900, 'b', 'draw'))).toEqual(['draw b 0–900']);
    expect(join(200, review(0, 400, null, 'reject'), review(400, 900, null, 'reject'))).toEqual(['reject null 0–900']);
  });

  test('takes what was split back', () => {
    const halves = splitting(speakerOf(), targetAt(track, [], null, 2400)!, 2400)!.adds;
    expect(join(2100, ...halves)).toEqual(['confirm b 2000–3000']);
  });

  test('joins what was recognised alike, reviewed or not', () => {
    expect(join(500)).toEqual(['correct a 0–2000']);
    expect(join(500, review(0, 1000, 'a', 'confirm'))).toEqual(['correct a 0–2000']);
    expect(join(500, review(1000, 1500, 'a', 'draw'))).toEqual(['draw a 0–1500']);
  });

  test('is nothing where something else comes next', () => {
    expect(join(1500)).toBeNull();
    expect(join(3500)).toBeNull();
    expect(
      join(200, review(0, 400, 'b', 'draw'), review(400, 600, 'a', 'draw'), review(700, 900, 'b', 'draw')),
    ).toBeNull();
    const marked = targetAt(track, [], { startMs: 0, endMs: 100 }, 50);
    expect([joinable(track, [], marked), joinable(track, [], null)]).toEqual([null, null]);
  });
});
