/** What of a video is on show: `[fromMs, toMs)` over `widthPx` pixels. Every function returns a new one. */
export interface TimeAxis {
  readonly fromMs: number;
  readonly toMs: number;
  readonly widthPx: number;
  /** Length of the whole video. */
  readonly durationMs: number;
}

/** The closest that one can come. */
const MIN_SPAN_MS = 200;

/** The whole video. */
export function wholeAxis(durationMs: number, widthPx: number): TimeAxis {
  return { fromMs: 0, toMs: Math.max(durationMs, 1), widthPx, durationMs: Math.max(durationMs, 1) };
}

export function toPx({ fromMs, toMs: end, widthPx }: TimeAxis, ms: number): number {
  return ((ms - fromMs) / (end - fromMs)) * widthPx;
}

export function toMs({ fromMs, toMs: end, widthPx }: TimeAxis, px: number): number {
  return fromMs + (px / Math.max(widthPx, 1)) * (end - fromMs);
}

/** Shows `spanMs` from `fromMs` on, within the video: moved where it would reach out of it. */
export function showSpan(axis: TimeAxis, fromMs: number, spanMs: number): TimeAxis {
  const { durationMs } = axis;
  const span = Math.min(durationMs, Math.max(spanMs, Math.min(MIN_SPAN_MS, durationMs)));
  const from = Math.min(Math.max(fromMs, 0), durationMs - span);
  return { ...axis, fromMs: from, toMs: from + span };
}

/** Zooms by a factor (> 1: closer); the time under `px` stays under it, as far as the video reaches. */
export function zoomAt(axis: TimeAxis, factor: number, px: number): TimeAxis {
  const span = (axis.toMs - axis.fromMs) / factor;
  const { durationMs } = axis;
  const shown = Math.min(durationMs, Math.max(span, Math.min(MIN_SPAN_MS, durationMs)));
  return showSpan(axis, toMs(axis, px) - (px / Math.max(axis.widthPx, 1)) * shown, shown);
}

/** Moves what is on show by pixels; positive: to what comes later. */
export function panBy(axis: TimeAxis, px: number): TimeAxis {
  const span = axis.toMs - axis.fromMs;
  return showSpan(axis, axis.fromMs + (px / Math.max(axis.widthPx, 1)) * span, span);
}

/** Moves on, a page at a time, where the time is not on show. */
export function follow(axis: TimeAxis, ms: number): TimeAxis {
  if (ms >= axis.fromMs && ms < axis.toMs) return axis;
  const span = axis.toMs - axis.fromMs;
  return showSpan(axis, ms - span * 0.1, span);
}

/** The same place on another width, or in a video of another length. */
export function resized(axis: TimeAxis, widthPx: number, durationMs = axis.durationMs): TimeAxis {
  const isWhole = axis.toMs - axis.fromMs >= axis.durationMs;
  if (isWhole) return wholeAxis(durationMs, widthPx);
  return showSpan({ ...axis, widthPx, durationMs }, axis.fromMs, axis.toMs - axis.fromMs);
}

const STEPS_MS = [
  10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000,
  1_800_000, 3_600_000,
];

export interface Ticks {
  /** From one to the next. */
  readonly stepMs: number;
  readonly timesMs: readonly number[];
}

/** Round times that are at least `minPx` apart. */
export function ticksOf(axis: TimeAxis, minPx: number): Ticks {
  const minMs = (minPx / Math.max(axis.widthPx, 1)) * (axis.toMs - axis.fromMs);
  const largest = STEPS_MS.at(-1)!;
  const stepMs = STEPS_MS.find((step) => step >= minMs) ?? Math.ceil(minMs / largest) * largest;
  const first = Math.ceil(axis.fromMs / stepMs);
  const count = Math.max(0, Math.floor(axis.toMs / stepMs) - first + 1);
  return { stepMs, timesMs: Array.from({ length: count }, (_, index) => (first + index) * stepMs) };
}
