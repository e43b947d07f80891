/** Which concept each window shows, in order of time; `null` is unknown. */
export type ConceptPath = (number | null)[];

/** Windows `[startIndex, endIndex)` in a row that show the same. */
export interface Run {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly conceptIndex: number | null;
}

/** The runs of a path, in order; neighbours differ. */
export function pathRuns(path: readonly (number | null)[]): Run[] {
  const runs: Run[] = [];
  let startIndex = 0;
  for (let endIndex = 1; endIndex <= path.length; endIndex++) {
    if (endIndex < path.length && path[endIndex] === path[startIndex]) continue;
    runs.push({ startIndex, endIndex, conceptIndex: path[startIndex] });
    startIndex = endIndex;
  }
  return runs;
}
