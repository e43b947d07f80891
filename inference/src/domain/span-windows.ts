import type { Span } from './segment.ts';

/**
 * Some of the windows that speak for a part of a video, spread over it: those whose middle lies in it. Where none does,
 * the one that the part's own middle lies in.
 *
 * @param windows in order of time, tiling the video; at least one
 * @param count at most as many; ≥ 1
 * @returns indices, ascending, at least one
 */
export function spanWindows(windows: readonly Span[], { startMs, endMs }: Span, count: number): number[] {
  const middleOf = (span: Span) => (span.startMs + span.endMs) / 2;
  const within = [...windows.keys()].filter((index) => {
    const middleMs = middleOf(windows[index]);
    return middleMs >= startMs && middleMs < endMs;
  });
  if (within.length === 0) {
    const index = windows.findIndex((window) => middleOf({ startMs, endMs }) < window.endMs);
    return [index === -1 ? windows.length - 1 : index];
  }
  const kept = Math.min(count, within.length);
  return Array.from({ length: kept }, (_, index) => within[Math.floor(((index + 0.5) * within.length) / kept)]);
}
