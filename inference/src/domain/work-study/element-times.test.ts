import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bestCycle, cycleTimes, elementTimes } from './element-times.ts';
import { workSpans } from './work-spans.ts';

/** A video of spans one after the other; `null`: unknown. */
function video(place: string, ...parts: readonly (readonly [label: string | null, lengthMs: number])[]) {
  let startMs = 0;
  const found = parts.map(([label, lengthMs]) => ({ label, startMs, endMs: (startMs += lengthMs) }));
  return { place, spans: workSpans(found, []) };
}

describe('elementTimes', () => {
  test('gathers what was done in all videos, most time first, unknown last', () => {
    const elements = elementTimes([
      video('one', ['pick', 2], [null, 9], ['tape', 5]),
      video('two', ['tape', 7], ['pick', 3]),
    ]);
    expect(elements.map(({ label, times }) => [label, times.count, times.total, times.mean])).toEqual([
      ['tape', 2, 12, 6],
      ['pick', 2, 5, 2.5],
      [null, 1, 9, 9],
    ]);
    expect(elements[0].occurrences).toEqual([
      { place: 'one', startMs: 11, endMs: 16, reviewedMs: 0 },
      { place: 'two', startMs: 0, endMs: 7, reviewedMs: 0 },
    ]);
  });

  test('is empty without videos', () => {
    expect(elementTimes([])).toEqual([]);
  });
});

describe('cycleTimes', () => {
  const videos = [
    video('one', ['pick', 2], ['tape', 4], ['pick', 2], ['wipe', 1], ['tape', 5], ['pick', 2]),
    video('two', ['tape', 9], ['pick', 1], ['tape', 3], [null, 2], ['pick', 4]),
  ];

  test('measures whole cycles, and what they are made of on average', () => {
    const found = cycleTimes(videos, 'pick')!;
    expect(found.cycles.map(({ place, startMs, endMs }) => [place, startMs, endMs])).toEqual([
      ['one', 0, 6],
      ['one', 6, 14],
      ['two', 9, 15],
    ]);
    expect(found.times).toMatchObject({ count: 3, min: 6, median: 6, max: 8 });
    expect(found.elements).toEqual([
      { label: 'pick', meanMs: 5 / 3, cycleCount: 3 },
      { label: 'wipe', meanMs: 1 / 3, cycleCount: 1 },
      { label: 'tape', meanMs: 4, cycleCount: 3 },
      { label: null, meanMs: 2 / 3, cycleCount: 1 },
    ]);
    const meanMs = found.elements.reduce((sum, element) => sum + element.meanMs, 0);
    expect(meanMs).toBeCloseTo(found.times.mean, 9);
  });

  test('is null where nothing repeats', () => {
    expect(cycleTimes(videos, 'wipe')).toBeNull();
    expect(cycleTimes([], 'pick')).toBeNull();
  });
});

describe('bestCycle', () => {
  test('is the shortest cycle that is no outlier', () => {
    const lengths = [1, 10, 11, 9, 10, 12, 10];
    const cycles = cycleTimes(
      [
        video(
          'one',
          ...lengths.flatMap(
            (length) =>
              [
                ['pick', length - 0.5],
                ['tape', 0.5],
              ] as const,
          ),
          ['pick', 1],
        ),
      ],
      'pick',
    )!;
    expect(cycles.cycles).toHaveLength(7);
    const { startMs, endMs } = bestCycle(cycles);
    expect([startMs, endMs]).toEqual([22, 31]);
  });

  test('is there, however lengths are spread', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 12 }), (lengths) => {
        const cycles = cycleTimes(
          [
            video(
              'one',
              ...lengths.flatMap(
                (length) =>
                  [
                    ['pick', length],
                    ['tape', 1],
                  ] as const,
              ),
              ['pick', 1],
            ),
          ],
          'pick',
        )!;
        const { startMs, endMs } = bestCycle(cycles);
        expect(lengths).toContain(endMs - startMs - 1);
      }),
    );
  });
});
