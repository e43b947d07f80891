import type { FrameRequest, VideoFacts } from '../../ports.ts';
import { ticksPerMs, type FrameSampler, type StreamTiming } from './frame-sampler.ts';
import type { DecodedFrame } from './shown-frames.ts';
import { notSeekable } from './stream-facts.ts';

/** How far before a span the key frame may lie that leads to it: half as long as spans of embedding are at two frames a second. */
const MAX_LEAD_MS = 5 * 60_000;
/** Seeks go by the decoder's clock, and may land behind the target; then further back. */
const STEPS_BACK_MS = [0, 2000, 10_000, 60_000, MAX_LEAD_MS];
/**
 * Where pictures refresh by and by, columns at a time, decoding begins with one that rests on others, and what the stream
 * says of when all are refreshed is not to be relied on (FFmpeg passes over some of x264's first packets): one whole
 * refresh lies between, at x264's usual ten seconds.
 */
const REFRESH_MS = 10_000;

/** Finds the place from which decoding leads to a span. All time stamps are in ticks. */
export interface SpanStart {
  /** The first target. */
  readonly target: number;
  /** Where to look for a key frame, one place after the other; `null`: at the start of the file. */
  readonly places: readonly (number | null)[];
  /**
   * Whether decoding that was begun at a place leads to the target, as its first picture shows.
   *
   * @throws {DecodeFailure} `NOT_SEEKABLE` where so much would have to be decoded that it is not worth it
   */
  readonly isReached: (place: number | null, first: Pick<DecodedFrame<unknown>, 'pts' | 'isIntra'>) => boolean;
}

/**
 * @returns `null` where decoding begins with the file
 * @throws {DecodeFailure} `NOT_SEEKABLE`
 */
export function findSpanStart(
  { span }: FrameRequest,
  sampler: FrameSampler,
  timing: StreamTiming,
  { isSeekable }: Pick<VideoFacts, 'isSeekable'>,
): SpanStart | null {
  if (!span || span.startCell === 0) return null;
  const target = sampler.nextTarget();
  if (!isSeekable || target === null) throw notSeekable();
  const ticks = ticksPerMs(timing);
  const places = STEPS_BACK_MS.map((backMs) => target - backMs * ticks).filter((pts) => pts > timing.startPts);
  return {
    target,
    places: places.length < STEPS_BACK_MS.length ? [...places, null] : places,
    isReached(place, { pts, isIntra }) {
      if (target - pts > MAX_LEAD_MS * ticks) throw notSeekable();
      // What comes before the first picture of all shows nothing.
      return place === null || pts <= target - (isIntra ? 0 : REFRESH_MS * ticks);
    },
  };
}
