import type { MeasuredWork } from '@actionary/database';

/**
 * Frames per second over the time in which something was being done: what several workers do at once counts once as time,
 * and time in which nothing was done does not count. @returns `null` where nothing was measured
 */
export function throughput(work: readonly MeasuredWork[]): number | null {
  let [busyMs, frameCount, endMs] = [0, 0, -Infinity];
  for (const { fromMs, toMs, frameCount: frames } of work.toSorted((a, b) => a.fromMs - b.fromMs)) {
    busyMs += Math.max(0, toMs - Math.max(fromMs, endMs));
    endMs = Math.max(endMs, toMs);
    frameCount += frames;
  }
  return busyMs > 0 && frameCount > 0 ? (1000 * frameCount) / busyMs : null;
}
