import { standardTime } from '@actionary/inference/domain';
import type { StandardTimeOptions } from '@actionary/inference/domain';
import type { ReportCycleElementFragment } from '../../../../generated/graphql.ts';

/** The standard time of an element in a cycle. */
export interface StandardRow {
  readonly element: ReportCycleElementFragment;
  readonly observedMs: number;
  readonly normalMs: number;
  readonly standardMs: number;
}

/** What elements come to in a cycle at the usual pace and with allowances, and their sums: the cycle's. */
export function standardRows(elements: readonly ReportCycleElementFragment[], options: Required<StandardTimeOptions>) {
  const rows = elements.map((element): StandardRow => ({
    element,
    observedMs: element.meanMs,
    ...standardTime(element.meanMs, options),
  }));
  const sum = (msOf: (row: StandardRow) => number) => rows.reduce((total, row) => total + msOf(row), 0);
  return {
    rows,
    observedMs: sum((row) => row.observedMs),
    normalMs: sum((row) => row.normalMs),
    standardMs: sum((row) => row.standardMs),
  };
}
