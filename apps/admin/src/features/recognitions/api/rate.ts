interface Run {
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly cancelledCount: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** Videos per minute since the start; null before anything is done. @param nowMs used while it runs */
export function videosPerMinute(run: Run, nowMs: number): number | null {
  const done = run.succeededCount + run.failedCount;
  if (!run.startedAt || done === 0) return null;
  const endMs = run.finishedAt ? Date.parse(run.finishedAt) : nowMs;
  return done / Math.max((endMs - Date.parse(run.startedAt)) / 60_000, 1 / 600);
}
