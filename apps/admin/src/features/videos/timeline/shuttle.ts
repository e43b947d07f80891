/** Speeds that people can choose; negative ones only by shuttling. */
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.5, 2, 4, 8] as const;

const SHUTTLE = [1, 2, 4, 8] as const;

/** Speed after J (-1) or L (1): the next one in that direction, 1 after standing still or turning round. */
export function shuttled(speed: number, direction: 1 | -1): number {
  const pace = Math.sign(speed) === direction ? Math.abs(speed) : 0;
  return direction * (SHUTTLE.find((step) => step > pace) ?? SHUTTLE.at(-1)!);
}

/** Taken where a container does not tell its frames per second. */
export const USUAL_FPS = 25;

/** Middle of the frame that is `step` frames away, so that rounding never shows its neighbour. In milliseconds. */
export function frameStep(ms: number, fps: number, step: number, durationMs: number): number {
  const index = Math.floor((ms * fps) / 1000 + 1e-6) + step;
  const last = Math.max(0, Math.ceil((durationMs * fps) / 1000) - 1);
  return ((Math.min(Math.max(index, 0), last) + 0.5) * 1000) / fps;
}
