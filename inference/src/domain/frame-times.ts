/** The least that the last frame may be away from the end of its video: containers round. */
const SLACK_MS = 1000;

/** Times of frames that follow each other evenly, in whole milliseconds. */
export function evenTimes(count: number, fps: number, startMs = 0): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(startMs + (1000 * index) / fps));
}

/**
 * Why times cannot be those of the frames of a video; `null` where they can. They ascend, in whole milliseconds, and end
 * where the video does: within a second, or within two frames where these are further apart.
 *
 * @param options.isTruncated the frames end before the video does, and that is known
 */
export function frameTimesProblem(
  timesMs: readonly number[],
  durationMs: number,
  { isTruncated = false }: { readonly isTruncated?: boolean } = {},
): string | null {
  const wrong = timesMs.findIndex((timeMs, index) => !isNext(timeMs, timesMs[index - 1] ?? -1));
  if (wrong >= 0) return `the time of row ${wrong}, ${timesMs[wrong]}, does not follow ${timesMs[wrong - 1] ?? 0}`;
  const [firstMs, lastMs] = [timesMs[0], timesMs.at(-1)];
  if (firstMs === undefined || lastMs === undefined) return 'there are no times';
  const intervalMs = timesMs.length === 1 ? 0 : (lastMs - firstMs) / (timesMs.length - 1);
  const slackMs = Math.max(SLACK_MS, 2 * intervalMs);
  const ends = `its ${timesMs.length} rows end at ${seconds(lastMs)}, the video at ${seconds(durationMs)}`;
  if (lastMs > durationMs + slackMs) return ends;
  return lastMs < durationMs - slackMs && !isTruncated ? ends : null;
}

const isNext = (timeMs: number, previousMs: number) => Number.isInteger(timeMs) && timeMs > previousMs;
const seconds = (timeMs: number) => `${(timeMs / 1000).toFixed(1)} s`;
