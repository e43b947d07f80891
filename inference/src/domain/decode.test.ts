import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeSegments } from './decode.ts';
import type { DecodeOptions } from './decode.ts';
import { softmaxRows } from './probability.ts';
import type { Span } from './segment.ts';
import { smoothRows } from './smooth.ts';
import { windows } from './window.ts';

const spans = windows([500, 1500, 2500, 3500], 4000, { frameCount: 1 });
/** As recognition does it. */
function decode(logits: Float32Array, conceptCount: number, of: readonly Span[], options: DecodeOptions = {}) {
  const smooth = smoothRows(logits, conceptCount, options.smoothing ?? 0);
  const probabilities = softmaxRows(smooth, conceptCount, options.temperature);
  return decodeSegments({ spans: of, logits: smooth, probabilities, conceptCount }, options);
}

const times = (segments: readonly { startMs: number; endMs: number; conceptIndex: number | null }[]) =>
  segments.map(({ startMs, endMs, conceptIndex }) => [startMs, endMs, conceptIndex]);

describe('decodeSegments', () => {
  test('by hysteresis reports unknown parts', () => {
    const logits = Float32Array.of(5, 0, 5, 0, 0.1, 0, 0, 5);
    const segments = decode(logits, 2, spans, { minProbability: 0.9 });
    expect(times(segments)).toEqual([
      [0, 2000, 0],
      [2000, 3000, null],
      [3000, 4000, 1],
    ]);
    expect(segments[0].score).toBe(5);
  });

  test('by Viterbi bridges what is cheaper than two changes', () => {
    const logits = Float32Array.of(5, 0, 0, 1, 5, 0, 5, 0);
    expect(times(decode(logits, 2, spans, { method: 'viterbi', switchPenalty: 1 }))).toEqual([[0, 4000, 0]]);
    expect(decode(logits, 2, spans, { method: 'viterbi', switchPenalty: 0 })).toHaveLength(3);
  });

  test('a higher temperature makes more unknown', () => {
    const logits = Float32Array.of(2, 0, 2, 0, 2, 0, 2, 0);
    expect(times(decode(logits, 2, spans, { minProbability: 0.8 }))).toEqual([[0, 4000, 0]]);
    expect(times(decode(logits, 2, spans, { minProbability: 0.8, temperature: 3 }))).toEqual([[0, 4000, null]]);
  });

  test('smoothing and minimum duration remove a blip', () => {
    const logits = Float32Array.of(3, 0, 0, 3, 3, 0, 3, 0);
    expect(decode(logits, 2, spans)).toHaveLength(3);
    expect(decode(logits, 2, spans, { smoothing: 2 })).toHaveLength(1);
    expect(decode(logits, 2, spans, { minDurationMs: 1500 })).toHaveLength(1);
  });

  test('segments tile the video, and each differs from the next', () => {
    const options = fc.record({
      method: fc.constantFrom('hysteresis', 'viterbi'),
      minProbability: fc.double({ min: 0, max: 1, noNaN: true }),
      minMargin: fc.double({ min: 0, max: 0.5, noNaN: true }),
      minDurationMs: fc.integer({ min: 0, max: 4000 }),
      smoothing: fc.double({ min: 0, max: 3, noNaN: true }),
      switchPenalty: fc.double({ min: 0, max: 5, noNaN: true }),
    }) as fc.Arbitrary<DecodeOptions>;
    const someLogits = fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(someLogits, options, (logits, choice) => {
        const tenSeconds = windows(
          Array.from({ length: 10 }, (_, i) => 1000 * i + 500),
          10_000,
          { frameCount: 3 },
        );
        const segments = decode(Float32Array.from(logits), 3, tenSeconds, choice);
        expect(segments[0].startMs).toBe(0);
        expect(segments.at(-1)!.endMs).toBe(10_000);
        segments.forEach((segment, index) => {
          const before = segments[index - 1];
          expect(segment.startMs).toBe(before?.endMs ?? 0);
          if (before) expect(segment.conceptIndex).not.toBe(before.conceptIndex);
          expect(segment.probability).toBeGreaterThanOrEqual(0);
          expect(segment.probability).toBeLessThanOrEqual(1 + 1e-6);
        });
      }),
    );
  });

  test('wants a window for each row', () => {
    expect(() => decode(new Float32Array(2), 2, spans)).toThrow('1 rows of probabilities but 4 windows');
  });
});
