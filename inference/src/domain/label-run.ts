/** Frames `[start, end)` in a row with the same label. */
export interface LabelRun<T> {
  readonly label: T;
  readonly start: number;
  readonly end: number;
}

/** Runs of equal labels, in order; those with a background label are left out. */
export function labelRuns<T>(labels: readonly T[], background: readonly T[] = []): LabelRun<T>[] {
  const runs: LabelRun<T>[] = [];
  let start = 0;
  for (let end = 1; end <= labels.length; end++) {
    if (end < labels.length && labels[end] === labels[start]) continue;
    if (!background.includes(labels[start])) runs.push({ label: labels[start], start, end });
    start = end;
  }
  return runs;
}
