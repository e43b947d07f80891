import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compareSegmentations } from './compare-segmentations.ts';
import type { LabelledSpan } from './compare-segmentations.ts';

const span = (startMs: number, endMs: number, label: string | null, probability = 0.5) => ({
  startMs,
  endMs,
  label,
  probability,
});

describe('compareSegmentations', () => {
  test('cuts where either says something else', () => {
    const before = [span(0, 10, 'wipe', 0.75), span(10, 20, null, 0.25)];
    const after = [span(0, 5, 'wipe', 0.5), span(5, 20, 'pour', 1)];
    expect(compareSegmentations(before, after)).toEqual([
      { startMs: 0, endMs: 5, before: 'wipe', after: 'wipe', beforeProbability: 0.75, afterProbability: 0.5 },
      { startMs: 5, endMs: 10, before: 'wipe', after: 'pour', beforeProbability: 0.75, afterProbability: 1 },
      { startMs: 10, endMs: 20, before: null, after: 'pour', beforeProbability: 0.25, afterProbability: 1 },
    ]);
  });

  test('joins neighbours that say the same, and averages over their length', () => {
    const before = [span(0, 10, 'wipe', 1), span(10, 40, 'wipe', 0.5)];
    expect(compareSegmentations(before, [span(0, 40, 'pour', 0.75)])).toEqual([
      { startMs: 0, endMs: 40, before: 'wipe', after: 'pour', beforeProbability: 0.625, afterProbability: 0.75 },
    ]);
  });

  test('takes what one does not reach for unknown', () => {
    expect(compareSegmentations([span(5, 10, 'wipe')], [])).toMatchObject([
      { startMs: 5, endMs: 10, before: 'wipe', after: null, afterProbability: 0 },
    ]);
    expect(compareSegmentations([], [])).toEqual([]);
  });

  test('says of each millisecond what the two say, in as few parts as there can be', () => {
    fc.assert(
      fc.property(segmentation, segmentation, (before, after) => {
        const parts = compareSegmentations(before, after);
        const edges = [...before, ...after].flatMap(({ startMs, endMs }) => [startMs, endMs]);
        const [from, to] = [Math.min(...edges), Math.max(...edges)];
        const told = parts.flatMap(({ startMs, endMs, ...said }) =>
          Array.from({ length: endMs - startMs }, (_, index) => ({ ms: startMs + index, ...said })),
        );
        expect(told.map(({ ms }) => ms)).toEqual(Array.from({ length: Math.max(0, to - from) }, (_, ms) => from + ms));
        for (const { ms, before: one, after: other } of told)
          expect([one, other]).toEqual([labelAt(before, ms), labelAt(after, ms)]);
        for (const [index, part] of parts.slice(1).entries())
          expect([part.before, part.after]).not.toEqual([parts[index]!.before, parts[index]!.after]);
        for (const [side, spans] of [
          ['beforeProbability', before],
          ['afterProbability', after],
        ] as const)
          for (const part of parts) expect(part[side]).toBeCloseTo(meanProbability(spans, part), 9);
      }),
    );
  });
});

/** Spans one after the other, some with a gap between. */
const segmentation = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 0, 1, 3),
      length: fc.integer({ min: 1, max: 6 }),
      label: fc.constantFrom('a', 'b', null),
      probability: fc.constantFrom(0.25, 0.5, 1),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    let endMs = 0;
    return parts.map(({ gap, length, label, probability }): LabelledSpan<string> => {
      const startMs = endMs + gap;
      endMs = startMs + length;
      return { startMs, endMs, label, probability };
    });
  });

const at = (spans: readonly LabelledSpan<string>[], ms: number) =>
  spans.find(({ startMs, endMs }) => startMs <= ms && ms < endMs);
const labelAt = (spans: readonly LabelledSpan<string>[], ms: number) => at(spans, ms)?.label ?? null;

function meanProbability(
  spans: readonly LabelledSpan<string>[],
  { startMs, endMs }: { startMs: number; endMs: number },
) {
  let sum = 0;
  for (let ms = startMs; ms < endMs; ms++) sum += at(spans, ms)?.probability ?? 0;
  return sum / (endMs - startMs);
}
