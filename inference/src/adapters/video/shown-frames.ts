import type { FrameSampler } from './frame-sampler.ts';

/** A decoded picture with its time stamp and, where known (else 0), how long it is shown, in ticks. */
export interface DecodedFrame<Picture> {
  readonly picture: Picture;
  readonly pts: number;
  readonly durationPts: number;
  /** It rests on no picture before it, or nothing is known of that. */
  readonly isIntra: boolean;
}

/** A picture that is wanted, and how many times. */
interface ShownFrame<Picture> {
  readonly picture: Picture;
  readonly pts: number;
  readonly count: number;
}

export interface ShownFrames<Picture> {
  readonly frames: AsyncGenerator<ShownFrame<Picture>>;
  /** When the last picture stops being shown; `null` if there was none. */
  readonly endPts: () => number | null;
}

/**
 * Picks the wanted frames out of the decoded ones; stops as soon as no more are wanted. Frames that do not go forward in
 * time (after seeking) are passed over; `null` means that nothing was decoded yet.
 *
 * @param keep makes a picture last until the next one is kept
 */
export function pickShownFrames<Decoded, Picture>(
  decoded: Iterable<DecodedFrame<Decoded> | null> | AsyncIterable<DecodedFrame<Decoded> | null>,
  sampler: FrameSampler,
  keep: (picture: Decoded) => Picture,
): ShownFrames<Picture> {
  let shown: DecodedFrame<Picture> | null = null;
  let endPts: number | null = null;

  function* until(pts: number): Generator<ShownFrame<Picture>> {
    if (!shown) return sampler.skipUntil(pts);
    const count = sampler.countUntil(pts);
    if (count > 0) yield { picture: shown.picture, pts: shown.pts, count };
  }

  async function* frames() {
    for await (const next of decoded) {
      if (!next || (shown && next.pts <= shown.pts)) continue;
      yield* until(next.pts);
      if (sampler.nextTarget() === null) return;
      const durationPts: number = next.durationPts || (shown ? shown.durationPts || next.pts - shown.pts : 0);
      shown = { ...next, picture: keep(next.picture), durationPts };
      endPts = next.pts + Math.max(1, durationPts);
    }
    if (endPts !== null) yield* until(endPts);
  }
  return { frames: frames(), endPts: () => endPts };
}

/**
 * Follows the decoder and jumps over stretches in which no frame is wanted. Where a jump gains nothing (few key
 * frames), it is not tried again.
 */
export interface JumpPlanner {
  /** The time to jump to after this decoded frame; `null`: go on. */
  readonly next: (pts: number) => number | null;
}

/** Winding forward over more than this is tried by seeking. */
const JUMP_THRESHOLD_MS = 4000;

/** @param startPts before it nothing is jumped over: decoding began at the key frame that leads there */
export function createJumpPlanner(sampler: FrameSampler, ticksPerMs: number, startPts = -Infinity): JumpPlanner {
  let isUseful = true;
  let lastPts = -Infinity;
  let jumpedFrom: number | null = null;
  return {
    next(pts) {
      if (jumpedFrom !== null && pts <= jumpedFrom) isUseful = false;
      jumpedFrom = null;
      lastPts = Math.max(lastPts, pts);
      if (pts < startPts) return null;
      const target = sampler.nextTarget();
      if (!isUseful || target === null || target - lastPts <= JUMP_THRESHOLD_MS * ticksPerMs) return null;
      jumpedFrom = lastPts;
      return target;
    },
  };
}
