import { DECODE_DEFAULTS } from './decode-defaults.ts';
import { decodeSegments } from './decode.ts';
import type { DecodeOptions } from './decode.ts';
import { windowMeans } from './logits.ts';
import { softmaxRows } from './probability.ts';
import { joinSegments } from './segment.ts';
import type { ScoredWindows, Segment } from './segment.ts';
import { smoothRows } from './smooth.ts';
import { softenNovel } from './soften-novel.ts';
import { windows, windowSize } from './window.ts';
import type { Window, WindowOptions, WindowSize } from './window.ts';

export interface FixedLagOptions {
  readonly window?: WindowOptions | undefined;
  readonly decode?: DecodeOptions | undefined;
  /** How long after its end a segment is final: frames that come later change it no more. ≥ 0 */
  readonly lagMs: number;
  /**
   * Which windows are unknown whatever their probabilities say: 1, else 0. Told the windows' logits `[n, conceptCount]` and
   * the means of what `push` was given beside them. Default: none.
   */
  readonly isUnknown?: ((logits: Float32Array, beside: Float32Array) => Uint8Array) | undefined;
  /** A segment that goes on for longer is told in parts, so that cost and memory stay bounded. Default 10 minutes. */
  readonly maxSegmentMs?: number;
}

/** What a frame tells. */
export interface FixedLagStep {
  /** Final from now on, in order of time; they go on where the ones before ended. */
  readonly settled: readonly Segment[];
  /** What is going on, as far as that can be told yet. */
  readonly current: Segment;
}

/**
 * Decodes frames as they come: what is not final yet is decoded anew with each frame, as a whole video is. What has ended
 * `lagMs` ago is final, and forgotten.
 *
 * The result is that of decoding the whole where nothing depends on what comes more than the lag later. That takes a lag
 * of a few windows and minimum durations ({@link coveringLagMs}); with Viterbi, which looks ahead as far as it pleases,
 * and at the cuts of long segments it is so but for rare cases.
 */
export class FixedLagDecoder {
  readonly #conceptCount: number;
  readonly #window: WindowSize;
  readonly #decode: DecodeOptions;
  readonly #lagMs: number;
  readonly #maxSegmentMs: number;
  /** Of the frames that are not final, and of some before them, which their windows reach over. */
  readonly #timesMs: number[] = [];
  readonly #logits: Float32Array[] = [];
  readonly #beside: Float32Array[] = [];
  readonly #isUnknown: FixedLagOptions['isUnknown'];
  #settledMs = 0;

  constructor(
    conceptCount: number,
    { window = {}, decode = {}, lagMs, isUnknown, maxSegmentMs = 600_000 }: FixedLagOptions,
  ) {
    if (!(lagMs >= 0)) throw new RangeError(`invalid lag: ${lagMs} ms`);
    this.#conceptCount = conceptCount;
    this.#window = windowSize(window);
    this.#decode = decode;
    this.#lagMs = lagMs;
    this.#isUnknown = isUnknown;
    this.#maxSegmentMs = maxSegmentMs;
  }

  /**
   * @param timeMs after that of the frame before
   * @param logits of the frame `[conceptCount]`
   * @param beside what `isUnknown` needs of the frame; of all frames as much
   */
  push(timeMs: number, logits: Float32Array, beside: Float32Array = NOTHING): FixedLagStep {
    this.#timesMs.push(timeMs);
    this.#logits.push(logits);
    this.#beside.push(beside);
    const finalMs = timeMs - this.#lagMs;
    const open = this.#openWindows(timeMs + 1);
    const segments = decodeSegments(open, this.#decode);
    const current = segments.at(-1)!;
    const settled = segments.filter(({ endMs }) => endMs <= finalMs);
    if (settled.length === 0 && finalMs - this.#settledMs >= this.#maxSegmentMs) {
      settled.push(...partUntil(finalMs, segments[0], open, this.#decode.runnerUpCount));
    }
    this.#settledMs = settled.at(-1)?.endMs ?? this.#settledMs;
    this.#forget();
    return { settled, current };
  }

  /** No frame will come any more. @param durationMs of the whole @returns the rest, final */
  finish(durationMs: number): Segment[] {
    const lastMs = this.#timesMs.at(-1);
    if (lastMs === undefined) return [];
    return decodeSegments(this.#openWindows(Math.max(durationMs, lastMs + 1)), this.#decode);
  }

  /** The windows that are not final, scored with those before them in sight. */
  #openWindows(durationMs: number): ScoredWindows & { readonly spans: readonly Window[] } {
    const [count, decode] = [this.#conceptCount, this.#decode];
    const all = windows(this.#timesMs, durationMs, this.#window);
    const means = windowMeans(joinRows(this.#logits, count), count, all);
    const smoothed = decode.smoothing ? smoothRows(means, count, decode.smoothing) : means;
    const first = all.findIndex(({ startMs }) => startMs >= this.#settledMs);
    const scored = smoothed.subarray(first * count);
    const logits = decode.scales ? softenNovel(scored, decode.scales) : scored;
    const probabilities = softmaxRows(logits, count, decode.temperature);
    const isUnknown = this.#isUnknown?.(scored, this.#openBeside(all, first));
    return { spans: all.slice(first), logits, probabilities, conceptCount: count, isUnknown };
  }

  #openBeside(all: readonly Window[], first: number): Float32Array {
    const width = this.#beside[0].length;
    return windowMeans(joinRows(this.#beside, width), width, all).subarray(first * width);
  }

  /** Windows keep their places: they begin at multiples of `stepCount`. */
  #forget(): void {
    const { stepCount } = this.#window;
    // One step more: where the first window of all begins is told by the frame before it.
    const reach = reachFrames(this.#window, this.#decode) + stepCount;
    const firstOpen = this.#timesMs.findIndex((timeMs) => timeMs >= this.#settledMs);
    const count = Math.max(0, Math.floor((firstOpen - reach) / stepCount) * stepCount);
    this.#timesMs.splice(0, count);
    this.#logits.splice(0, count);
    this.#beside.splice(0, count);
  }
}

const NOTHING = new Float32Array(0);

/**
 * A lag that covers what decoding without Viterbi looks ahead: twice what a window and the minimum duration reach, and
 * five seconds at least.
 *
 * @param fps frames per second
 */
export function coveringLagMs(fps: number, window: WindowOptions = {}, decode: DecodeOptions = {}): number {
  const reachMs =
    (1000 * reachFrames(windowSize(window), decode)) / fps + (decode.minDurationMs ?? DECODE_DEFAULTS.minDurationMs);
  return Math.max(5000, Math.ceil(2 * reachMs));
}

/** Frames to one side that have a say in a window. */
function reachFrames({ frameCount, stepCount }: WindowSize, options: DecodeOptions): number {
  const { smoothing = DECODE_DEFAULTS.smoothing } = options;
  return frameCount + Math.ceil(3 * smoothing) * stepCount;
}

/** The part of a segment that is final, where the whole is not. */
function partUntil(finalMs: number, { conceptIndex }: Segment, open: ScoredWindows, runnerUpCount?: number): Segment[] {
  const end = open.spans.findLastIndex(({ endMs }) => endMs <= finalMs) + 1;
  const part = {
    ...open,
    spans: open.spans.slice(0, end),
    logits: open.logits.subarray(0, end * open.conceptCount),
    probabilities: open.probabilities.subarray(0, end * open.conceptCount),
  };
  return joinSegments(Array<number | null>(end).fill(conceptIndex), part, runnerUpCount);
}

function joinRows(rows: readonly Float32Array[], width: number): Float32Array {
  const joined = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) joined.set(row, index * width);
  return joined;
}
