import type { Estimate } from '../../inference/src/domain/index.ts';

/** What can be said of a method beside another: with 95 %, or not. */
export type Verdict = 'better' | 'not distinguishable' | 'worse';

/** A line of a table. */
export interface Row {
  readonly name: string;
  /** By column: shares 0 … 1, differences of shares, or numbers as they are; `null` where it was not measured. */
  readonly figures: Readonly<Record<string, Estimate | number | null>>;
  /** By what was compared. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** A picture beside the report. */
export interface Picture {
  /** Name of the file, `.svg`. */
  readonly file: string;
  readonly title: string;
  readonly svg: string;
}

/** A question, and what was measured. */
export interface Section {
  readonly title: string;
  /** How it was measured, and what it does not say. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly pictures: readonly Picture[];
}

/** Of fewer groups an interval says too little; as adapters need them to be accepted. */
const LEAST_GROUPS = 5;

/**
 * @param difference of a method to what it is compared with
 * @param isLowerBetter default false
 */
export function verdictOf({ low, high, videoCount }: Estimate, isLowerBetter = false): Verdict {
  if (videoCount < LEAST_GROUPS) return 'not distinguishable';
  if (low > 0) return isLowerBetter ? 'worse' : 'better';
  if (high < 0) return isLowerBetter ? 'better' : 'worse';
  return 'not distinguishable';
}
