import { describe, expect, test } from '@jest/globals';
import { findCycles, likelyCycleStart, proposeCycleStarts } from './work-cycles.ts';
import type { WorkSpan } from './work-spans.ts';

/** Spans one after the other. */
function work(...parts: readonly (readonly [label: string | null, lengthMs: number])[]): WorkSpan<string>[] {
  let startMs = 0;
  return parts.map(([label, lengthMs]) => {
    const span = { label, startMs, endMs: startMs + lengthMs, reviewedMs: 0 };
    startMs += lengthMs;
    return span;
  });
}

describe('findCycles', () => {
  test('begins a cycle with each start label, and leaves out what is not whole', () => {
    const spans = work(
      ['tape', 4],
      ['pick', 2],
      ['tape', 5],
      ['pick', 3],
      [null, 1],
      ['tape', 6],
      ['pick', 2],
      ['tape', 4],
    );
    expect(findCycles(spans, 'pick')).toEqual([
      { startMs: 4, endMs: 11, fromIndex: 1, toIndex: 3 },
      { startMs: 11, endMs: 21, fromIndex: 3, toIndex: 6 },
    ]);
  });

  test('finds none where the label comes once, or never', () => {
    expect(findCycles(work(['pick', 2], ['tape', 3]), 'pick')).toEqual([]);
    expect(findCycles(work(['pick', 2]), 'wipe')).toEqual([]);
  });
});

describe('proposeCycleStarts', () => {
  test('puts the label whose cycles are most even first', () => {
    const video = work(
      ...Array.from(
        { length: 5 },
        (_, index) =>
          [
            ['pick', 2],
            ['wipe', 1 + (index % 3)],
            ['tape', 7 - (index % 3)],
          ] as const,
      ).flat(),
    );
    const starts = proposeCycleStarts([video, video]);
    expect(starts.map(({ label, cycleCount }) => [label, cycleCount])).toEqual([
      ['pick', 8],
      ['wipe', 8],
      ['tape', 8],
    ]);
    expect(starts[0].variation).toBe(0);
    expect(starts[2].variation).toBeGreaterThan(0);
  });

  test('says nothing of less than three cycles', () => {
    expect(proposeCycleStarts([work(['pick', 2], ['tape', 3], ['pick', 2], ['tape', 3], ['pick', 2])])).toEqual([]);
  });
});

describe('likelyCycleStart', () => {
  test('is what begins the most even cycles', () => {
    const spans = work(
      ['pick', 2],
      ['tape', 3],
      ['pick', 2],
      ['tape', 9],
      ['pick', 2],
      ['tape', 3],
      ['pick', 2],
      ['tape', 4],
    );
    expect(likelyCycleStart([spans])).toBe(proposeCycleStarts([spans])[0]!.label);
  });

  test('is what comes most often, and first, where nothing comes four times', () => {
    const spans = work(['walk', 1], ['pick', 2], ['tape', 3], ['pick', 2], ['tape', 3]);
    expect(likelyCycleStart([spans, work(['tape', 1], ['walk', 1])])).toBe('pick');
  });

  test('is nothing where nothing is done again', () => {
    expect(likelyCycleStart([work(['pick', 2], [null, 1], ['tape', 3], [null, 1]), work(['pick', 2])])).toBeNull();
  });
});
