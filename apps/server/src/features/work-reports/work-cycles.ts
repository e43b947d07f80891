import { cursorOfEvent, keyOfEvent } from '@actionary/database';
import type { Page, WorkVideo } from '@actionary/database';
import { isOutlier } from '@actionary/inference/domain';
import type { Cycle, SampleSummary, WorkSpan } from '@actionary/inference/domain';
import type { QueryWorkCyclesArgs } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { badUserInput } from '../../shared/graphql/result.ts';
import { readParts, readReport, reportScope } from './read-report.ts';
import type { ReportScope } from './read-report.ts';
import { cyclesOf } from './report-parts.ts';

/** A whole cycle, as one of all that were asked for. @public codegen.yml names it */
export interface WorkCycleRow extends Cycle<string, WorkVideo> {
  readonly versionId: string;
  /** How long all that were asked for take: reads them, once for a page. Null: there are none any more. */
  readonly times: () => Promise<SampleSummary | null>;
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
 * Cycles in the order of the videos' times, those without one last; then of their ids; then of their start. Where their start is
 * named, no more videos are read than the page needs.
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
  const from = after ? keyOfEvent(after) : null;
  const scope = await reportScope(context, asked);
  const readWhole = lazily(() => readReport(context, scope));
  const start = await startOf(context, scope, { startConceptId, startConceptExternalId });
  const times = lazily(async () => cyclesOf(await readWhole(), start)?.times ?? null);
  const parts = start === null ? [await readWhole()] : readParts(context, scope, from);
  const nodes: WorkCycleRow[] = [];
  for await (const part of parts) {
    const found = cyclesOf(part, start)?.cycles ?? [];
    const inOrder = found.map((cycle) => ({ cycle, key: keyOf(placeOf(cycle)) })).toSorted(byKey);
    const beyond = from ? inOrder.filter(({ key }) => key > keyOf(from)) : inOrder;
    nodes.push(...beyond.map(({ cycle }) => ({ ...cycle, versionId: scope.versionId, times })));
    if (nodes.length > count) break;
  }
  return { nodes: nodes.slice(0, count), hasNextPage: nodes.length > count };
}

/** Works something out when it is first asked for, and once. */
function lazily<T>(workOut: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => (known ??= workOut());
}

const byKey = (one: { readonly key: string }, other: { readonly key: string }) => (one.key < other.key ? -1 : 1);

export async function isOutlierCycle({ startMs, endMs, times }: WorkCycleRow): Promise<boolean> {
  const all = await times();
  return all !== null && isOutlier(endMs - startMs, all);
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
  { version }: ReportScope,
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
