import { expect, test } from '@jest/globals';
import { elementsOf } from './elements.ts';
import type { Review } from './review.ts';

const concepts = ['pick', 'tighten', 'retired'].map((id) => ({
  id,
  externalId: id,
  notation: null,
  label: id,
  searchText: id,
  color: '#000000',
  isActive: id !== 'retired',
}));
const segments = [
  [0, 1000, 1],
  [1000, 1500, -1],
  [1500, 4500, 1],
  [4500, 5000, 0],
].map(([startMs, endMs, conceptIndex]) => ({
  startMs: startMs!,
  endMs: endMs!,
  conceptIndex: conceptIndex!,
  probability: 1,
  runnersUp: [],
}));

const review = (startMs: number, endMs: number, conceptId: string | null): Review => ({
  key: `${startMs} ${endMs} ${conceptId}`,
  startMs,
  endMs,
  verdict: 'draw',
  conceptId,
  person: null,
});

/** `concept: occurrences, reviewed`, of each element. */
const told = (lane: readonly Review[]) =>
  elementsOf({ concepts, segments }, lane).map(({ conceptIndex, occurrences, reviewedMs }) => {
    const spans = occurrences.map(({ startMs, endMs }) => `${startMs}–${endMs}`).join(' ');
    return `${conceptIndex}: ${spans}, ${reviewedMs}`;
  });

test('elementsOf tells what was recognised in the order of the vocabulary, unknown last', () => {
  expect(told([])).toEqual(['0: 4500–5000, 0', '1: 0–1000 1500–4500, 0', '-1: 1000–1500, 0']);
  expect(elementsOf({ concepts, segments }, [])[1]!.times).toMatchObject({
    count: 2,
    total: 4000,
    mean: 2000,
    min: 1000,
    max: 3000,
  });
});

test('elementsOf goes by what people say where they have spoken, by what they said last', () => {
  expect(told([review(1000, 1500, 'pick'), review(1000, 1500, 'tighten')])).toEqual([
    '0: 4500–5000, 0',
    '1: 0–4500, 500',
  ]);
  expect(told([review(1500, 5000, null)])).toEqual(['1: 0–1000, 0', '-1: 1000–5000, 3500']);
});

test('elementsOf leaves out reviews of instants, and under concepts that cannot be said any more', () => {
  expect(told([review(0, 1000, 'retired'), review(0, 1000, 'elsewhere'), review(200, 200, 'pick')])).toEqual(told([]));
});
