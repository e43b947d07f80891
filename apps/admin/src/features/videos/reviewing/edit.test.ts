import { describe, expect, test } from '@jest/globals';
import { applyEdit, changeOf, inverse, isApplicable, netEdit, overwrite } from './edit.ts';
import type { Review } from './review.ts';

const review = (key: string, startMs: number, endMs: number, conceptId: string | null = key): Review => ({
  key,
  startMs,
  endMs,
  conceptId,
  verdict: conceptId === null ? 'reject' : 'correct',
  person: null,
});
const spans = (reviews: readonly Review[]) =>
  reviews.map(({ conceptId, startMs, endMs }) => `${conceptId} ${startMs}–${endMs}`);

let serial = 0;
const options = { minMs: 40, newKey: () => `new ${(serial += 1)}` };
const [a, b, c] = [review('a', 0, 1000), review('b', 1000, 2000), review('c', 3000, 4000)];

describe('overwrite', () => {
  test('touches nothing where nothing was said', () => {
    const added = review('d', 2000, 3000);
    expect(overwrite([a, b, c], added, options)).toEqual({ removes: [], adds: [added] });
  });

  test('takes the place of what it covers, and leaves what reaches out', () => {
    const edit = overwrite([a, b, c], review('d', 600, 3500), options)!;
    expect(spans(edit.removes)).toEqual(['a 0–1000', 'b 1000–2000', 'c 3000–4000']);
    expect(spans(edit.adds)).toEqual(['a 0–600', 'c 3500–4000', 'd 600–3500']);
    const keys = edit.adds.map(({ key }) => key);
    expect(new Set([...keys, 'a', 'b', 'c'])).toHaveProperty('size', 6);
  });

  test('divides what it lies in, and leaves no slivers', () => {
    const inside = overwrite([a], review('d', 400, 600), options)!;
    expect(spans(inside.adds)).toEqual(['a 0–400', 'a 600–1000', 'd 400–600']);
    expect(spans(overwrite([a], review('d', 39, 1000), options)!.adds)).toEqual(['d 39–1000']);
  });

  test('leaves nothing of the one whose edges are moved', () => {
    const moved = { ...b, key: 'b2', startMs: 1400 };
    const edit = overwrite([a, b], moved, { ...options, replaced: b })!;
    expect(edit).toEqual({ removes: [b], adds: [moved] });
    const grown = { ...b, key: 'b3', startMs: 700 };
    expect(spans(overwrite([a, b], grown, { ...options, replaced: b })!.adds)).toEqual(['a 0–700', 'b 700–2000']);
  });

  test('is nothing where just that was said', () => {
    expect(overwrite([a, b], { ...a, key: 'again' }, options)).toBeNull();
    expect(overwrite([a, b], { ...a, key: 'again', conceptId: 'b' }, options)).not.toBeNull();
  });
});

test('inverse takes an edit back, whatever it was', () => {
  const edit = overwrite([a, b, c], review('d', 600, 3500), options)!;
  const lane = applyEdit([a, b, c], edit);
  expect(spans(lane)).toEqual(['a 0–600', 'c 3500–4000', 'd 600–3500']);
  expect(isApplicable(lane, inverse(edit))).toBe(true);
  expect(applyEdit(lane, inverse(edit))).toEqual([a, b, c]);
});

test('isApplicable refuses what has gone, what is there, and what would overlap', () => {
  expect(isApplicable([a], { removes: [b], adds: [] })).toBe(false);
  expect(isApplicable([a], { removes: [], adds: [a] })).toBe(false);
  expect(isApplicable([a], { removes: [], adds: [review('d', 900, 1100)] })).toBe(false);
  expect(isApplicable([a], { removes: [a], adds: [review('d', 900, 1100)] })).toBe(true);
});

test('netEdit leaves out what comes and goes', () => {
  const first = { removes: [], adds: [a] };
  const second = { removes: [a], adds: [b] };
  expect(netEdit([first, second])).toEqual({ removes: [], adds: [b] });
  expect(netEdit([first, second, inverse(second), inverse(first)])).toEqual({ removes: [], adds: [] });
  expect(netEdit([{ removes: [c], adds: [] }, second, inverse({ removes: [c], adds: [] })])).toEqual(second);
});

describe('changeOf', () => {
  const changed = (edit: Parameters<typeof changeOf>[0]) => {
    const { span, ms } = changeOf(edit)!;
    return `${span.startMs}–${span.endMs} at ${ms}`;
  };

  test('tells where what comes begins, and where what goes began', () => {
    const edit = { removes: [], adds: [b] };
    expect([changed(edit), changed(inverse(edit))]).toEqual(['1000–2000 at 1000', '1000–2000 at 1000']);
    expect(changed({ removes: [a], adds: [{ ...a, key: 'again', conceptId: 'b' }] })).toBe('0–1000 at 0');
  });

  test('tells where an edge was moved, and where it came from', () => {
    const edit = { removes: [b], adds: [{ ...b, key: 'b2', endMs: 2400 }] };
    expect([changed(edit), changed(inverse(edit))]).toEqual(['1000–2400 at 2000', '1000–2000 at 2000']);
  });

  test('tells where something was drawn over others, and where something was split', () => {
    const drawn = overwrite([a, b, c], review('d', 600, 3500), options)!;
    expect([changed(drawn), changed(inverse(drawn))]).toEqual(['600–3500 at 600', '0–1000 at 600']);
    const split = { removes: [a], adds: [review('a', 0, 400), { ...review('a', 400, 1000), key: 'a2' }] };
    expect([changed(split), changed(inverse(split))]).toEqual(['400–1000 at 400', '0–1000 at 400']);
  });

  test('is nothing where nothing changes', () => {
    expect(changeOf({ removes: [a], adds: [{ ...a, key: 'again' }] })).toBeNull();
  });
});
