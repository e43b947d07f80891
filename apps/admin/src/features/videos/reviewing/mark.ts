import { frameIndexAt, frameStartMs } from './frames.ts';
import type { Span } from './review.ts';

/** A span that is being drawn: from one frame up to another, whichever comes first. */
export interface Mark {
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export const NO_MARK: Mark = { startMs: null, endMs: null };

/** Begins the span with the frame on show. An end that lies before it is forgotten. */
export function markStart({ endMs }: Mark, ms: number, fps: number): Mark {
  const startMs = frameStartMs(frameIndexAt(ms, fps), fps);
  return { startMs, endMs: endMs !== null && endMs > startMs ? endMs : null };
}

/** Ends the span behind the frame on show, at the latest where the video ends. A start that lies behind it is forgotten. */
export function markEnd({ startMs }: Mark, ms: number, fps: number, durationMs: number): Mark {
  const endMs = Math.min(frameStartMs(frameIndexAt(ms, fps) + 1, fps), Math.floor(durationMs));
  return { startMs: startMs !== null && startMs < endMs ? startMs : null, endMs };
}

/** The span, once both of its ends are there. */
export function markedSpan({ startMs, endMs }: Mark): Span | null {
  return startMs === null || endMs === null ? null : { startMs, endMs };
}
