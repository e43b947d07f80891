import { describe, expect, test } from '@jest/globals';
import { decodeSegments } from './decode.ts';
import type { DecodeOptions } from './decode.ts';
import { coveringLagMs, FixedLagDecoder } from './fixed-lag.ts';
import type { FixedLagOptions } from './fixed-lag.ts';
import { windowMeans } from './logits.ts';
import { softmaxRows } from './probability.ts';
import type { Segment } from './segment.ts';
import { smoothRows } from './smooth.ts';
import { windows } from './window.ts';
import type { WindowOptions } from './window.ts';

/** Two concepts at two frames a second; a letter a frame: `a`, `b`. */
const logitsOf = (shown: string) => (shown === 'a' ? Float32Array.of(4, 0) : Float32Array.of(0, 4));
const timeOf = (index: number) => 250 + 500 * index;

function live(frames: readonly Float32Array[], options: FixedLagOptions) {
  const decoder = new FixedLagDecoder(frames[0].length, options);
  const steps = frames.map((logits, index) => decoder.push(timeOf(index), logits));
  const settled = steps.map((step) => step.settled);
  return { steps, settled, rest: decoder.finish(500 * frames.length) };
}

function whole(frames: readonly Float32Array[], window: WindowOptions, decode: DecodeOptions): Segment[] {
  const conceptCount = frames[0].length;
  const times = frames.map((_, index) => timeOf(index));
  const spans = windows(times, 500 * frames.length, window);
  const means = windowMeans(Float32Array.from(frames.flatMap((row) => [...row])), conceptCount, spans);
  const logits = smoothRows(means, conceptCount, decode.smoothing ?? 0);
  const probabilities = softmaxRows(logits, conceptCount, decode.temperature);
  return decodeSegments({ spans, logits, probabilities, conceptCount }, decode);
}

const shows = (letters: string) => Array.from(letters, logitsOf);
const spansOf = (segments: readonly Segment[]) =>
  segments.map(({ startMs, endMs, conceptIndex }) => [startMs, endMs, conceptIndex]);
const one = { frameCount: 1 };

/** Three concepts that follow each other for 3 to 8 seconds, with noise. */
function noisyFrames(seed: number, count: number): Float32Array[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  let [shown, left] = [0, 0];
  return Array.from({ length: count }, () => {
    if (left-- === 0) [shown, left] = [(shown + 1 + Math.floor(2 * random())) % 3, 6 + Math.floor(10 * random())];
    return Float32Array.from([0, 1, 2], (concept) => (concept === shown ? 3 : 0) + 3 * random());
  });
}

describe('FixedLagDecoder', () => {
  test('tells a segment when it ended lagMs ago', () => {
    const { settled, rest } = live(shows('aaaabbbbbb'), { window: one, lagMs: 1000 });
    expect(settled.map(spansOf)).toEqual([[], [], [], [], [], [], [[0, 2000, 0]], [], [], []]);
    expect(spansOf(rest)).toEqual([[2000, 5000, 1]]);
  });

  test('tells at once what is going on', () => {
    const { steps } = live(shows('aaaabb'), { window: one, lagMs: 60_000 });
    expect(steps.map(({ current }) => [current.conceptIndex, current.startMs])).toEqual([
      ...[0, 1, 2, 3].map(() => [0, 0]),
      ...[4, 5].map(() => [1, 2000]),
    ]);
  });

  test('never tells of a short run that is over within the lag', () => {
    const { settled, rest } = live(shows('aaaabaaaaa'), { window: one, decode: { minDurationMs: 1000 }, lagMs: 1000 });
    expect(settled.flat()).toEqual([]);
    expect(spansOf(rest)).toEqual([[0, 5000, 0]]);
  });

  test.each([
    [one, { minDurationMs: 1000 }],
    [{ frameCount: 4 }, { minProbability: 0.5, minMargin: 0.1, minDurationMs: 500 }],
    [{ frameCount: 5, stepCount: 3 }, { minProbability: 0.4 }],
    [{ frameCount: 2 }, { smoothing: 1.5, temperature: 2, minProbability: 0.5 }],
    [{ frameCount: 4 }, { method: 'viterbi', switchPenalty: 3 }],
    [
      { frameCount: 4, stepCount: 2 },
      { method: 'viterbi', switchPenalty: 1, minDurationMs: 1000 },
    ],
  ] satisfies [WindowOptions, DecodeOptions][])(
    'with %j and %j tells what decoding the whole tells',
    (window, decode) => {
      for (let seed = 1; seed <= 10; seed++) {
        const frames = noisyFrames(seed, 300);
        const { settled, rest } = live(frames, { window, decode, lagMs: coveringLagMs(2, window, decode) });
        const [told, expected] = [[...settled.flat(), ...rest], whole(frames, window, decode)];
        expect(settled.flat().length).toBeGreaterThan(10);
        expect(spansOf(told)).toEqual(spansOf(expected));
        for (const [index, { probability }] of told.entries()) {
          expect(probability).toBeCloseTo(expected[index].probability, 5);
        }
      }
    },
  );

  test('with a lag as long as the whole gives the whole', () => {
    const frames = noisyFrames(7, 60);
    const decode = { method: 'viterbi', switchPenalty: 2, smoothing: 1 } as const;
    const { settled, rest } = live(frames, { window: { frameCount: 2 }, decode, lagMs: 60_000 });
    expect(settled.flat()).toEqual([]);
    expect(rest).toEqual(whole(frames, { frameCount: 2 }, decode));
  });

  test('tells what goes on for too long in parts', () => {
    const { settled, rest } = live(shows('a'.repeat(30)), { window: one, lagMs: 1000, maxSegmentMs: 5000 });
    expect(spansOf([...settled.flat(), ...rest])).toEqual([
      [0, 5000, 0],
      [5000, 10_000, 0],
      [10_000, 15_000, 0],
    ]);
  });

  test('without a frame there is nothing', () => {
    expect(new FixedLagDecoder(2, { lagMs: 0 }).finish(1000)).toEqual([]);
  });

  test('refuses a lag that makes no sense', () => {
    expect(() => new FixedLagDecoder(2, { lagMs: NaN })).toThrow('invalid lag: NaN ms');
  });
});

test('coveringLagMs is twice what windows and the minimum duration reach, and five seconds at least', () => {
  expect(coveringLagMs(2)).toBe(5000);
  expect(coveringLagMs(2, { frameCount: 8 }, { minDurationMs: 1000 })).toBe(10_000);
  expect(coveringLagMs(2, { frameCount: 8, stepCount: 2 }, { smoothing: 2 })).toBe(20_000);
});
