import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { latestSaid } from '../metrics/reviewed-agreement.ts';
import { atLevel, spansWithin, workSpans } from './work-spans.ts';

const span = (startMs: number, endMs: number, label: string | null) => ({ startMs, endMs, label });

describe('workSpans', () => {
  test('takes what people say before what was recognised', () => {
    expect(workSpans([span(0, 10, 'a'), span(10, 20, 'b')], [span(5, 12, 'c')])).toEqual([
      { ...span(0, 5, 'a'), reviewedMs: 0 },
      { ...span(5, 12, 'c'), reviewedMs: 7 },
      { ...span(12, 20, 'b'), reviewedMs: 0 },
    ]);
  });

  test('joins neighbours with the same label, and knows how much of them was reviewed', () => {
    expect(workSpans([span(0, 10, 'a'), span(10, 20, 'b')], [span(8, 14, 'a')])).toEqual([
      { ...span(0, 14, 'a'), reviewedMs: 6 },
      { ...span(14, 20, 'b'), reviewedMs: 0 },
    ]);
  });

  test('keeps gaps, and reviews where nothing was recognised', () => {
    expect(workSpans([span(0, 5, 'a'), span(20, 30, 'a')], [span(6, 8, null), span(29, 40, 'b')])).toEqual([
      { ...span(0, 5, 'a'), reviewedMs: 0 },
      { ...span(6, 8, null), reviewedMs: 2 },
      { ...span(20, 29, 'a'), reviewedMs: 0 },
      { ...span(29, 40, 'b'), reviewedMs: 11 },
    ]);
  });

  test('covers what was recognised or reviewed once, in order of time', () => {
    const spans = fc
      .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.constantFrom('a', 'b', null)), { maxLength: 12 })
      .map((list) => latestSaid(list.map(([startMs, length, label]) => span(startMs, startMs + length, label))));
    const momentsOf = (list: readonly { startMs: number; endMs: number }[]) =>
      list.flatMap(({ startMs, endMs }) => Array.from({ length: endMs - startMs }, (_, index) => startMs + index));
    fc.assert(
      fc.property(spans, spans, (found, reviewed) => {
        const work = workSpans(found, reviewed);
        const moments = momentsOf(work);
        expect(moments).toEqual([...new Set([...momentsOf(found), ...momentsOf(reviewed)])].toSorted((a, b) => a - b));
        expect(work.reduce((sum, { reviewedMs }) => sum + reviewedMs, 0)).toBe(momentsOf(reviewed).length);
      }),
    );
  });
});

test('atLevel joins what is one thing on that level', () => {
  const spans = workSpans([span(0, 5, 'grasp'), span(5, 9, 'move'), span(9, 12, 'wait'), span(12, 13, null)], []);
  const levelOf = (label: string) => (label === 'wait' ? null : 'fetch');
  expect(atLevel(spans, levelOf)).toEqual([
    { ...span(0, 9, 'fetch'), reviewedMs: 0 },
    { ...span(9, 13, null), reviewedMs: 0 },
  ]);
});

test('spansWithin cuts off what reaches out', () => {
  const spans = workSpans([span(0, 10, 'a'), span(10, 20, 'b'), span(30, 40, 'a')], [span(0, 10, 'a')]);
  expect(spansWithin(spans, 5, 31)).toEqual([
    { ...span(5, 10, 'a'), reviewedMs: 5 },
    { ...span(10, 20, 'b'), reviewedMs: 0 },
    { ...span(30, 31, 'a'), reviewedMs: 0 },
  ]);
  expect(spansWithin(spans, 20, 30)).toEqual([]);
  expect(spansWithin(spans, 0, Number.POSITIVE_INFINITY)).toEqual(spans);
});
