import { cursorOfEvent, keyOfEvent } from '@actionary/database';
import type { Page, WorkVideo } from '@actionary/database';
import { isOutlier } from '@actionary/inference/domain';
import type { Cycle, WorkSpan } from '@actionary/inference/domain';
import type { QueryWorkCyclesArgs } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { cyclesOf, workReport } from './work-reports.service.ts';
import type { WorkReportRow } from './work-reports.service.ts';

/** A whole cycle, as one of all that were asked for. @public codegen.yml names it */
export interface WorkCycleRow extends Cycle<string, WorkVideo> {
  readonly isOutlier: boolean;
  readonly versionId: string;
}

/** What something comes to in one cycle. @public codegen.yml names it */
export interface WorkCycleElementRow {
  /** `null`: unknown. */
  readonly conceptId: string | null;
  readonly versionId: string;
  readonly totalMs: number;
  readonly count: number;
}

const MAX_FIRST = 500;

/**
 * Cycles in the order of the videos' times, those without one last; then of their ids; then of their start.
 *
 * @throws {GraphQLError} BAD_USER_INPUT
 * @throws {CursorError}
 */
export async function listWorkCycles(
  context: Context,
  { first, after, startConceptId, startConceptExternalId, ...asked }: QueryWorkCyclesArgs,
): Promise<Page<WorkCycleRow>> {
  const count = first ?? 100;
  if (count < 1 || count > MAX_FIRST) throw badUserInput(`first: must be 1 … ${MAX_FIRST}`);
  const key = after ? keyOf(keyOfEvent(after)) : null;
  const report = await workReport(context, asked);
  const found = cyclesOf(report, await startOf(context, report, { startConceptId, startConceptExternalId }));
  const rows = (found?.cycles ?? []).map((cycle) => ({
    ...cycle,
    isOutlier: isOutlier(cycle.endMs - cycle.startMs, found!.times),
    versionId: report.versionId,
  }));
  const inOrder = rows.map((row) => ({ row, key: keyOf(placeOf(row)) })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const beyond = key === null ? inOrder : inOrder.filter((each) => each.key > key);
  return { nodes: beyond.slice(0, count).map(({ row }) => row), hasNextPage: beyond.length > count };
}

type Place = Parameters<typeof cursorOfEvent>[0];

function placeOf({ place: { recordedAt, videoId }, startMs }: Pick<WorkCycleRow, 'place' | 'startMs'>): Place {
  return { recordedAt, videoId, startMs };
}

/** The cursor of a cycle. */
export function cursorOfCycle(cycle: WorkCycleRow): string {
  return cursorOfEvent(placeOf(cycle));
}

/** A text that sorts as the cycles do. */
function keyOf({ recordedAt, videoId, startMs }: Place): string {
  return [recordedAt?.toISOString() ?? 'undated', videoId, String(startMs).padStart(10, '0')].join(' ');
}

/** @returns the global id of what begins the cycles; `null`: what is likely to */
async function startOf(
  { loaders }: Context,
  { version }: WorkReportRow,
  {
    startConceptId: id,
    startConceptExternalId: externalId,
  }: Pick<QueryWorkCyclesArgs, 'startConceptId' | 'startConceptExternalId'>,
): Promise<string | null> {
  if (id && externalId) throw badUserInput('startConceptExternalId: name the concept by one of its ids, not both');
  if (typeof externalId !== 'string') return id ?? null;
  const concept = await loaders.conceptByExternalId.load(`${version.vocabularyId}/${externalId}`);
  if (!concept) throw badUserInput(`startConceptExternalId: the recipe's vocabulary has no concept ${externalId}`);
  return toGlobalId('Concept', concept.id);
}

/** In the order in which they first come. */
export function elementsOfCycle({
  spans,
  versionId,
}: Pick<WorkCycleRow, 'spans' | 'versionId'>): WorkCycleElementRow[] {
  const byLabel = Map.groupBy(spans, ({ label }) => label);
  const lengthOf = ({ startMs, endMs }: WorkSpan<string>) => endMs - startMs;
  return Array.from(byLabel, ([conceptId, same]) => ({
    conceptId,
    versionId,
    totalMs: same.reduce((sum, span) => sum + lengthOf(span), 0),
    count: same.length,
  }));
}
