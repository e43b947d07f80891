import { labelRuns } from '../label-run.ts';

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
  return labelRuns(path).map(({ label, start, end }) => ({ startIndex: start, endIndex: end, conceptIndex: label }));
}
