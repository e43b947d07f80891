import type { Edit } from './edit.ts';
import type { Review, ReviewLane } from './review.ts';
import { said, sentence, spanning } from './saying.ts';
import type { Speaker } from './saying.ts';
import { confirmable, isDrawn, targetAt } from './target.ts';
import type { Target } from './target.ts';
import type { Track } from '../timeline/track.ts';

/** What was said of a target, else what was recognised; undefined: nothing. */
function conceptOf(track: Track, target: Target): string | null | undefined {
  if (target.kind === 'mark') return undefined;
  return target.review ? target.review.conceptId : (confirmable(track, target) ?? undefined);
}

/** Whether what is said or recognised of a target can be said of its parts. */
export function isDivisible(track: Track, target: Target | null): boolean {
  return target !== null && conceptOf(track, target) !== undefined;
}

/**
 * Says of both parts of a target what was said, or recognised, of the whole.
 * @param edgeMs where the second part begins
 * @returns null where a part would be shorter than a frame, or where there is nothing to say
 */
export function splitting(speaker: Speaker, target: Target, edgeMs: number): Edit | null {
  const { startMs, endMs, review } = target;
  const conceptId = conceptOf(speaker.track, target);
  const isWithin = edgeMs - startMs >= speaker.minMs && endMs - edgeMs >= speaker.minMs;
  if (conceptId === undefined || !isWithin) return null;
  const parts = [
    { startMs, endMs: edgeMs },
    { startMs: edgeMs, endMs },
  ];
  return {
    removes: review ? [review] : [],
    adds: parts.map((part) => sentence(speaker, part, conceptId, isDrawn(target))),
  };
}

/**
 * What a target can be joined with: what comes right after it, where that is the same; of what was said, also the next that
 * was said, over what lies between. Null: that is something else.
 */
export function joinable(track: Track, lane: ReviewLane, target: Target | null): Target | null {
  const conceptId = target ? conceptOf(track, target) : undefined;
  if (!target || conceptId === undefined) return null;
  const places = [target.endMs, target.review && nextReview(lane, target.review)?.startMs];
  for (const ms of places) {
    const next = typeof ms === 'number' ? targetAt(track, lane, null, ms) : null;
    if (next && conceptOf(track, next) === conceptId) return next;
  }
  return null;
}

/** Says in one what was said, or recognised, of a target and of what comes next. */
export function joining(speaker: Speaker, target: Target): Edit | null {
  const next = joinable(speaker.track, speaker.lane, target);
  const conceptId = conceptOf(speaker.track, target);
  if (!next || conceptId === undefined) return null;
  return said(speaker, spanning(target, next), {
    conceptId,
    isOwn: isDrawn(target) || isDrawn(next),
    replaced: target.review,
  });
}

function nextReview(lane: ReviewLane, { endMs }: Review): Review | null {
  return lane
    .filter(({ startMs }) => startMs >= endMs)
    .reduce<Review | null>((next, review) => (next && next.startMs <= review.startMs ? next : review), null);
}
