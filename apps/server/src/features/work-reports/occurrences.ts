import type { WorkVideo } from '@actionary/database';
import { isOutlier } from '@actionary/inference/domain';
import type { Cycle, Occurrence, SampleSummary, Span, WorkSpan } from '@actionary/inference/domain';
import { badUserInput } from '../../shared/graphql/result.ts';
import type { OfConcept } from './work-part.ts';

const MAX_FIRST = 500;

/** @public codegen.yml names it */
export interface TimesRow {
  readonly times: SampleSummary;
  readonly occurrences: readonly Occurrence<WorkVideo>[];
}

/** @public codegen.yml names it */
export interface OccurrenceRow extends Occurrence<WorkVideo> {
  readonly isOutlier: boolean;
  /** Of a cycle. */
  readonly spans?: readonly WorkSpan<string>[];
  readonly versionId: string;
}

/** @public codegen.yml names it */
export interface CyclePartRow extends Span, OfConcept {
  readonly reviewedMs: number;
}

export function partsOf(spans: readonly WorkSpan<string>[], versionId: string): CyclePartRow[] {
  return spans.map(({ label, ...span }) => ({ ...span, conceptId: label, versionId }));
}

interface OccurrenceArguments {
  readonly onlyOutliers?: boolean | null | undefined;
  readonly first?: number | null | undefined;
}

interface OccurrencesOf {
  readonly times: SampleSummary;
  readonly versionId: string;
}

const lengthOf = ({ startMs, endMs }: Span) => endMs - startMs;

export function occurrenceRow(
  occurrence: Occurrence<WorkVideo> | Cycle<string, WorkVideo>,
  { times, versionId }: OccurrencesOf,
): OccurrenceRow {
  return { ...occurrence, versionId, isOutlier: isOutlier(lengthOf(occurrence), times) };
}

/** The longest first. @throws {GraphQLError} BAD_USER_INPUT */
export function longest(
  occurrences: readonly (Occurrence<WorkVideo> | Cycle<string, WorkVideo>)[],
  { times, versionId }: OccurrencesOf,
  { onlyOutliers, first }: OccurrenceArguments,
): OccurrenceRow[] {
  const count = first ?? 50;
  if (count < 1 || count > MAX_FIRST) throw badUserInput(`first: must be 1 … ${MAX_FIRST}`);
  const rows = occurrences.map((occurrence) => occurrenceRow(occurrence, { times, versionId }));
  const wanted = onlyOutliers ? rows.filter((row) => row.isOutlier) : rows;
  return wanted.toSorted((one, other) => lengthOf(other) - lengthOf(one)).slice(0, count);
}

/** All lengths in ascending order; of more than `most`, evenly chosen ones, the shortest and the longest among them. */
export function lengthsOf({ occurrences }: TimesRow, most: number): number[] {
  if (most < 2 || most > MAX_FIRST) throw badUserInput(`first: must be 2 … ${MAX_FIRST}`);
  const ascending = occurrences.map(({ startMs, endMs }) => endMs - startMs).toSorted((one, other) => one - other);
  if (ascending.length <= most) return ascending;
  const step = (ascending.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => ascending[Math.round(index * step)]!);
}
