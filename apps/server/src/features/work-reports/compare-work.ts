import type { WorkVideo } from '@actionary/database';
import { compareSamples, cycleTimes } from '@actionary/inference/domain';
import type { CycleTimes, SampleComparison } from '@actionary/inference/domain';
import type { TimesRow } from './occurrences.ts';
import { cyclesOf, elementsOf } from './report-parts.ts';
import type { OfConcept, WorkReportRow } from './work-part.ts';

/** @public codegen.yml names it */
export interface WorkComparisonRow {
  readonly before: WorkReportRow;
  readonly after: WorkReportRow;
}

/** @public codegen.yml names it */
export interface TimeComparisonRow extends SampleComparison {
  readonly before: TimesRow;
  readonly after: TimesRow;
}

/** @public codegen.yml names it */
export interface ElementComparisonRow extends OfConcept {
  readonly times: TimeComparisonRow;
}

export function compareElements({ before, after }: WorkComparisonRow): ElementComparisonRow[] {
  const earlier = new Map(elementsOf(before).map((element) => [element.conceptId, element]));
  return elementsOf(after).flatMap((element) => {
    const one = earlier.get(element.conceptId);
    if (!one || element.conceptId === null) return [];
    return [{ conceptId: element.conceptId, versionId: element.versionId, times: compareTimes(one, element) }];
  });
}

/** Cycles that begin alike: with what is named, else with what begins the most even ones afterwards. */
export function compareCycles(
  { before, after }: WorkComparisonRow,
  startConceptId: string | null | undefined,
): TimeComparisonRow | null {
  const later = cyclesOf(after, startConceptId);
  const earlier = later && cycleTimes(before.videos, later.conceptId!);
  const timesOf = ({ times, cycles }: CycleTimes<string, WorkVideo>) => ({ times, occurrences: cycles });
  return earlier && compareTimes(timesOf(earlier), timesOf(later));
}

function compareTimes(before: TimesRow, after: TimesRow): TimeComparisonRow {
  const lengths = ({ occurrences }: TimesRow) => occurrences.map(({ startMs, endMs }) => endMs - startMs);
  return { ...compareSamples(lengths(before), lengths(after)), before, after };
}
