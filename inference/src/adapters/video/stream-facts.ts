import { recordedAtOfContainer } from '../../domain/index.ts';
import type { VideoErrorCode } from '../../video-error.ts';
import type { DecodeReport, Rational, VideoFacts } from '../../ports.ts';
import type { DecodeLimits } from './decode-limits.ts';
import { toMs, type StreamTiming } from './frame-sampler.ts';

/** A {@link VideoError} that does not know the file's name yet. */
export class DecodeFailure extends Error {
  readonly code: VideoErrorCode;

  constructor(code: VideoErrorCode, problem: string) {
    super(problem);
    this.code = code;
  }
}

/** Checks and rounds what a container claims. @throws {DecodeFailure} */
export function toFacts({ limits, durationMs, ...facts }: VideoFacts & { limits: DecodeLimits }): VideoFacts {
  if (!(durationMs > 0)) throw new DecodeFailure('NOTHING_DECODED', 'contains no pictures: record or copy it again');
  if (durationMs > limits.maxDurationMs) throw tooLong(limits);
  checkPictureSize(facts.width, facts.height, limits);
  if (!isPositive(facts.timeBase)) throw damaged('its clock stands still');
  const fps = facts.fps && isPositive(facts.fps) ? facts.fps : null;
  return { ...facts, fps, durationMs: Math.max(1, Math.round(durationMs)) };
}

function isPositive({ numerator, denominator }: Rational): boolean {
  return numerator > 0 && denominator > 0;
}

/** What a container says about itself, by name. */
export type Tags = Readonly<Record<string, string>>;

/** Phones write the time with their zone, and beside it one that is to be in UTC; cameras only the latter. */
const TIME_TAGS = ['com.apple.quicktime.creationdate', 'creation_time'];

/** When a file was recorded, by its tags, in milliseconds since 1970. @param all the most telling ones first */
export function recordedAtOfTags(...all: readonly (Tags | undefined)[]): number | null {
  for (const name of TIME_TAGS) {
    for (const tags of all) {
      const time = recordedAtOfContainer(tags?.[name]);
      if (time !== null) return time;
    }
  }
  return null;
}

/** The failure of a video that is longer than allowed. */
export function tooLong({ maxDurationMs }: DecodeLimits): DecodeFailure {
  const hours = Number((maxDurationMs / 3_600_000).toFixed(2));
  return new DecodeFailure('LIMIT', `is longer than ${hours} h: cut it or raise maxDurationMs`);
}

/** The failure of a video of which a span was asked for that can only be reached from the start. */
export function notSeekable(): DecodeFailure {
  return new DecodeFailure('NOT_SEEKABLE', 'can be read from its start only: leave out the span');
}

/** The failure of a file that has no readable index. */
export function damaged(reason: string): DecodeFailure {
  return new DecodeFailure('DAMAGED', `is damaged or was cut off before its index (${reason}): copy it again`);
}

/** The failure of a file without pictures; without sound either, it is damaged. */
export function noVideoStream(hasSound: boolean): DecodeFailure {
  if (!hasSound) return damaged('nothing usable is in it');
  return new DecodeFailure('NO_VIDEO_STREAM', 'has sound but no pictures in it: choose a video');
}

/** The failure of a video in a coding that FFmpeg has no decoder for; it says `none` for those it does not know at all. */
export function undecodable(codec: string | null): DecodeFailure {
  const coding = codec && codec !== 'none' ? `is coded as ${codec}` : 'is in an unknown coding';
  return new DecodeFailure('DECODER', `${coding}, which cannot be decoded: convert it`);
}

/** @throws {DecodeFailure} for pictures that are too large or have no size */
export function checkPictureSize(width: number, height: number, { maxPixels }: DecodeLimits): void {
  if (!(width > 0 && height > 0)) throw damaged('the size of its pictures is unknown or beyond maxPixels');
  if (width * height > maxPixels) {
    throw new DecodeFailure('LIMIT', `has pictures of ${width} × ${height} pixels: scale it down or raise maxPixels`);
  }
}

/** How far the pictures may end before the claimed length without counting as cut off. */
const TRUNCATION_TOLERANCE_MS = 1000;

/** What is known when decoding is over. */
export interface DecodeOutcome {
  readonly frameCount: number;
  readonly damagedCount: number;
  readonly hasReadError: boolean;
  /** Everything that was asked for has been handed out, perhaps before the end of the file. */
  readonly isFinished: boolean;
  readonly endPts: number | null;
  readonly timing: StreamTiming;
  readonly facts: VideoFacts;
}

/** @throws {DecodeFailure} if not a single picture could be decoded */
export function summarize(outcome: DecodeOutcome): DecodeReport {
  const { frameCount, damagedCount, hasReadError, isFinished, endPts, timing, facts } = outcome;
  if (endPts === null) {
    throw new DecodeFailure('NOTHING_DECODED', 'none of its pictures can be decoded: record or copy it again');
  }
  const isCutOff = facts.durationMs - toMs(endPts, timing) > TRUNCATION_TOLERANCE_MS;
  return { frameCount, damagedCount, isTruncated: !isFinished && (hasReadError || isCutOff) };
}
