import type { Video } from '@actionary/database';

/** Frames side by side in a sprite strip. */
export const SPRITE_FRAME_COUNT = 20;

const POSTER_SIDE = 320;
const SPRITE_SIDE = 160;

/** What pictures are made of a video. */
export interface PictureSpec {
  /** Pixels of one frame. */
  readonly width: number;
  readonly height: number;
  /** Times of the frames, side by side. */
  readonly timesMs: readonly number[];
}

type Measured = Pick<Video, 'width' | 'height' | 'durationMs'>;

/** One frame, from the middle. */
export function posterSpec(video: Measured): PictureSpec {
  return { ...fit(video, POSTER_SIDE), timesMs: [Math.floor((video.durationMs ?? 0) / 2)] };
}

/** From one picture of a moment to the next: so many of a video there are at most. */
const MOMENT_STEP_MS = 500;

/** One frame, of the half second that a time is in; `null` where the video does not have that time. */
export function momentSpec(video: Measured, timeMs: number): PictureSpec | null {
  if (!(timeMs >= 0 && timeMs < (video.durationMs ?? 0))) return null;
  return { ...fit(video, POSTER_SIDE), timesMs: [Math.floor(timeMs / MOMENT_STEP_MS) * MOMENT_STEP_MS] };
}

/** Frames from the middle of equal parts of the video, for hovering over it. */
export function spriteSpec(video: Measured): PictureSpec {
  const partMs = (video.durationMs ?? 0) / SPRITE_FRAME_COUNT;
  const timesMs = Array.from({ length: SPRITE_FRAME_COUNT }, (_, index) => Math.floor((index + 0.5) * partMs));
  return { ...fit(video, SPRITE_SIDE), timesMs };
}

/** The video's size, made smaller until its longer side is `side` at most. */
function fit({ width, height }: Measured, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width ?? side, height ?? side));
  const scaled = (pixels: number | null) => Math.max(2, Math.round((pixels ?? side) * scale));
  return { width: scaled(width), height: scaled(height) };
}
