/** Which frames of a video are looked at: so many a second, or every one. */
export type FrameRate = number | 'native';

/**
 * How a rate is written where it is part of an identity: of a recipe, of cached embeddings.
 *
 * @example samplingOf(2) // 'fps=2'
 * @example samplingOf('native') // 'native'
 */
export function samplingOf(fps: FrameRate): string {
  return fps === 'native' ? fps : `fps=${fps}`;
}

/** The rate again. @throws {RangeError} for what {@link samplingOf} did not write */
export function fpsOf(sampling: string): FrameRate {
  if (sampling === 'native') return sampling;
  const fps = Number(/^fps=(.+)$/.exec(sampling)?.[1]);
  if (!(fps > 0 && Number.isFinite(fps))) throw new RangeError(`unknown sampling: ${sampling}`);
  return fps;
}
