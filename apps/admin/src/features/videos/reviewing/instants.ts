import { overwrite } from './edit.ts';
import type { Edit } from './edit.ts';
import { frameIndexAt, frameStartMs } from './frames.ts';
import { isInstant } from './review.ts';
import type { Review, ReviewLane, Span } from './review.ts';

interface Moment {
  readonly fps: number;
  /** The player's time. */
  readonly ms: number;
}

/** Says that something happens in the frame on show, in place of what was said to happen there. */
export function marking(
  lane: ReviewLane,
  { fps, ms }: Moment,
  { conceptId, person, newKey }: Pick<Review, 'conceptId' | 'person'> & { readonly newKey: () => string },
): Edit | null {
  const atMs = frameStartMs(frameIndexAt(ms, fps), fps);
  const instant: Review = { key: newKey(), startMs: atMs, endMs: atMs, verdict: 'draw', conceptId, person };
  return overwrite(lane, instant, { minMs: 1, newKey });
}

/** What was said to happen in the frame on show. */
export function instantAt(lane: ReviewLane, { fps, ms }: Moment): Review | null {
  const frame = frameIndexAt(ms, fps);
  return lane.findLast((review) => isInstant(review) && frameIndexAt(review.startMs, fps) === frame) ?? null;
}

/** A time at which the frame is on show that an instant is in. */
export function shownAtMs({ startMs }: Span, fps: number): number {
  return ((frameIndexAt(startMs, fps) + 0.5) * 1000) / fps;
}

/** Of the instants that lie within reach, the nearest. */
export function instantNear(lane: ReviewLane, ms: number, reachMs: number): Review | null {
  const near = lane.filter((review) => isInstant(review) && Math.abs(review.startMs - ms) <= reachMs);
  return near.toSorted((one, other) => Math.abs(one.startMs - ms) - Math.abs(other.startMs - ms))[0] ?? null;
}
