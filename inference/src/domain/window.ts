/** A run of frames scored together, and the part of the video it speaks for. */
export interface Window {
  /** Which step of the video it stands for, from 0. */
  readonly cellIndex: number;
  /** Frames `[startIndex, endIndex)` that are averaged; windows may share frames. */
  readonly startIndex: number;
  readonly endIndex: number;
  /** Span `[startMs, endMs)`; spans tile the video without gap or overlap. */
  readonly startMs: number;
  readonly endMs: number;
}

export interface WindowOptions {
  /** Frames averaged in a window; ≥ 1, default 4 (2 s at 2 frames per second). */
  readonly frameCount?: number | undefined;
  /** Frames from one window to the next; 1 … frameCount, default 1. */
  readonly stepCount?: number;
}

/** What windows are like where their options say nothing. */
export const WINDOW_DEFAULTS = { frameCount: 4, stepCount: 1 } as const;

/**
 * Cuts a video into windows. Each window stands for `stepCount` frames, reaches over `frameCount` frames around them as
 * far as the video goes, and meets its neighbour halfway between their frames.
 *
 * Of an even number of frames there is one more behind than before: with the default of 4, the second window of five
 * frames averages frames 0 … 3 and the third 1 … 4. At the ends fewer are averaged: the first window 0 … 2, the last but
 * one 2 … 4, the last 3 … 4.
 *
 * @param timesMs presentation times of the frames, ascending, integers
 * @param durationMs integer, > 0
 * @returns windows in order; none where there is no frame. A window that would be shorter than 1 ms is left out.
 * @throws {RangeError} for times, a duration or options that make no sense
 * @example windows([250, 750, 1250], 1500, { frameCount: 1 }) // spans 0–500, 500–1000, 1000–1500
 */
export function windows(timesMs: ArrayLike<number>, durationMs: number, options: WindowOptions = {}): Window[] {
  const { frameCount, stepCount } = windowSize(options);
  check(timesMs, durationMs);
  const reach = frameCount - stepCount;
  const spans: Window[] = [];
  for (let cell = 0; cell < timesMs.length; cell += stepCount) {
    const cellEnd = Math.min(cell + stepCount, timesMs.length);
    const startIndex = Math.max(0, cell - Math.floor(reach / 2));
    const endIndex = Math.min(timesMs.length, cellEnd + Math.ceil(reach / 2));
    const startMs = boundaryMs(timesMs, cell, durationMs);
    const endMs = boundaryMs(timesMs, cellEnd, durationMs);
    if (endMs > startMs) spans.push({ cellIndex: cell / stepCount, startIndex, endIndex, startMs, endMs });
  }
  return spans;
}

/** How large windows are, with nothing left to a default. */
export interface WindowSize {
  readonly frameCount: number;
  readonly stepCount: number;
}

/** The options with their defaults. @throws {RangeError} for sizes that make no sense */
export function windowSize(options: WindowOptions): WindowSize {
  const { frameCount = WINDOW_DEFAULTS.frameCount, stepCount = WINDOW_DEFAULTS.stepCount } = options;
  if (!(Number.isInteger(frameCount) && frameCount >= 1)) throw new RangeError(`invalid window size: ${frameCount}`);
  if (!(Number.isInteger(stepCount) && stepCount >= 1 && stepCount <= frameCount)) {
    throw new RangeError(`invalid window step: ${stepCount}; it must be 1 … ${frameCount}`);
  }
  return { frameCount, stepCount };
}

/** Where the cell that begins with frame `index` begins. */
function boundaryMs(timesMs: ArrayLike<number>, index: number, durationMs: number): number {
  if (index === 0) return 0;
  if (index === timesMs.length) return durationMs;
  return Math.min(durationMs, Math.max(0, Math.round((timesMs[index - 1] + timesMs[index]) / 2)));
}

function check(timesMs: ArrayLike<number>, durationMs: number): void {
  if (!(Number.isInteger(durationMs) && durationMs > 0)) throw new RangeError(`invalid duration: ${durationMs} ms`);
  for (let index = 1; index < timesMs.length; index++) {
    if (!(timesMs[index] >= timesMs[index - 1]))
      throw new RangeError(`frame ${index} is not after the one before it: ${timesMs[index]} ms`);
  }
}
