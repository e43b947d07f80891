import { DECODE_DEFAULTS } from './decode-defaults.ts';
import { rowCount } from './embedding.ts';
import { hysteresisPath } from './hysteresis.ts';
import type { HysteresisOptions } from './hysteresis.ts';
import { absorbShortRuns } from './min-duration.ts';
import { joinSegments } from './segment.ts';
import type { ScoredWindows, Segment } from './segment.ts';
import { viterbiPath } from './viterbi.ts';
import type { ViterbiOptions } from './viterbi.ts';

interface CommonDecodeOptions {
  /** Scale the logits of a window by its most probable concept, as {@link softenNovel} does; by index. Default: 1 for all. */
  readonly scales?: readonly number[] | undefined;
  /** Divides the logits before the softmax; > 0, default 1. */
  readonly temperature?: number;
  /** Standard deviation of the smoothing over time, in windows; default 0: none. */
  readonly smoothing?: number;
  /** Segments shorter than this are given to a neighbour; default 0. */
  readonly minDurationMs?: number;
  /** Runners-up per segment; default 3. */
  readonly runnerUpCount?: number;
}

/** Default: hysteresis. */
export type DecodeOptions = CommonDecodeOptions &
  (({ readonly method?: 'hysteresis' } & HysteresisOptions) | ({ readonly method: 'viterbi' } & ViterbiOptions));

/**
 * From scored windows to segments: decode, enforce the minimum duration, join. Smoothing, softening and calibration come before.
 *
 * @param windows in order of time, tiling the video
 * @returns segments that tile the video like the windows do; unknown ones have `conceptIndex` null
 */
export function decodeSegments(windows: ScoredWindows, options: DecodeOptions = {}): Segment[] {
  const { spans, probabilities, conceptCount, isUnknown } = windows;
  const count = rowCount(probabilities, conceptCount);
  if (count !== spans.length) throw new RangeError(`${count} rows of probabilities but ${spans.length} windows`);
  const decoded =
    options.method === 'viterbi'
      ? viterbiPath(probabilities, conceptCount, options)
      : hysteresisPath(probabilities, conceptCount, options);
  const { minDurationMs, minProbability } = DECODE_DEFAULTS;
  const path = isUnknown ? decoded.map((concept, index) => (isUnknown[index] ? null : concept)) : decoded;
  const kept = absorbShortRuns(
    path,
    windows,
    options.minDurationMs ?? minDurationMs,
    options.minProbability ?? minProbability,
  );
  return joinSegments(kept, windows, options.runnerUpCount);
}
