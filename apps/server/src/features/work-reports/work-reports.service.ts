import { readWork, readWorkPage } from '@actionary/database';
import type { Recipe, VideoFilter, VideoSelection, VocabularyVersion, WorkPlace, WorkVideo } from '@actionary/database';
import {
  atLevel,
  compareSamples,
  cycleTimes,
  elementTimes,
  isOutlier,
  likelyCycleStart,
  proposeCycleStarts,
} from '@actionary/inference/domain';
import type {
  Cycle,
  CycleElement,
  CycleTimes,
  ElementTimes,
  Occurrence,
  SampleComparison,
  SampleSummary,
  Span,
  WorkOf,
  WorkSpan,
} from '@actionary/inference/domain';
import type { WorkFilter } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { argumentRecipe } from '../../shared/graphql/named-recipe.ts';
import type { RecipeName } from '../../shared/graphql/named-recipe.ts';
import { argumentNode } from '../../shared/graphql/named-node.ts';
import type { NodeName } from '../../shared/graphql/named-node.ts';
import { argumentKey, argumentLine, badUserInput } from '../../shared/graphql/result.ts';
import { conceptLevels } from './concept-levels.ts';
import type { ConceptLevels } from './concept-levels.ts';

const MAX_FIRST = 500;
/** Videos of one chart: more bars than that nobody compares. */
const MAX_VIDEOS = 100;

/** Work of videos, by database ids of concepts. */
type Work = readonly WorkOf<string, WorkVideo>[];

/** A part of a report: of a station, a day, or all of it. */
export interface WorkPart {
  readonly videos: Work;
  readonly levels: ConceptLevels;
  /** Of the whole report. */
  readonly versionId: string;
}

/** @public codegen.yml names it */
export interface WorkReportRow extends WorkPart {
  readonly recipe: Recipe;
  readonly version: VocabularyVersion;
  readonly level: number | null;
}

/** Something that a report says of a concept; `null`: unknown. */
interface OfConcept {
  readonly conceptId: string | null;
  readonly versionId: string;
}

export interface ReportArguments extends RecipeName {
  readonly filter?: WorkFilter | null | undefined;
  readonly level?: number | null | undefined;
}

/** What is asked about, and under which words. */
export interface ReportScope extends Omit<WorkReportRow, 'videos'> {
  readonly selection: VideoSelection;
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export async function reportScope(
  { db, loaders }: Context,
  { filter, level = null, ...name }: ReportArguments,
): Promise<ReportScope> {
  const recipe = await argumentRecipe({ db, loaders }, name);
  const { vocabularyId } = (await loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  // A recipe is of a published version.
  const version = (await loaders.latestVersion.load(vocabularyId))!;
  const levels = conceptLevels(await loaders.conceptsOfVersion.load(version.id));
  if (level !== null && !(level >= 1 && level <= levels.levelCount))
    throw badUserInput(`level: must be 1 … ${levels.levelCount}`);
  const selection = await selectionOf({ db, loaders }, filter ?? {});
  return { recipe, version, versionId: version.id, level, levels, selection };
}

/** @throws {GraphQLError} BAD_USER_INPUT */
export async function workReport(context: Context, asked: ReportArguments): Promise<WorkReportRow> {
  return readReport(context, await reportScope(context, asked));
}

/** All of it. @throws {GraphQLError} BAD_USER_INPUT: that is too much */
export async function readReport({ db }: Context, scope: ReportScope): Promise<WorkReportRow> {
  const read = await readWork(db, storeScope(scope));
  if (!read.ok) throw badUserInput(`${read.problem.field}: ${read.problem.message}`);
  return { ...scope, videos: workOf(read.value, scope) };
}

/** What its videos show, a few at a time: by their times, those without one last; then by their ids. At least one part. */
export async function* readParts(
  { db }: Context,
  scope: ReportScope,
  from: WorkPlace | null,
): AsyncGenerator<WorkPart> {
  for (let place = from, isMore = true; isMore;) {
    const { videos, next }: Awaited<ReturnType<typeof readWorkPage>> = await readWorkPage(db, storeScope(scope), place);
    yield { ...scope, videos: workOf(videos, scope) };
    place = next;
    isMore = next !== null;
  }
}

const storeScope = ({ recipe: { lineageId }, version, selection }: ReportScope) => ({ lineageId, version, selection });

function workOf(videos: readonly WorkVideo[], { levels, level }: ReportScope): Work {
  return videos.map((video) => ({
    place: video,
    spans: atLevel(video.spans, (conceptId) => levels.at(conceptId, level)),
  }));
}

async function selectionOf(
  known: Pick<Context, 'db' | 'loaders'>,
  { libraryIds, videoIds, recordedFrom, recordedBefore, workOrder, serialNumber, ...place }: WorkFilter,
) {
  const filter: VideoFilter = {
    ...(await placeOf(known, place)),
    ...(recordedFrom ? { recordedFrom } : {}),
    ...(recordedBefore ? { recordedBefore } : {}),
    ...(typeof workOrder === 'string' ? { workOrder: argumentLine(workOrder, 'filter.workOrder') } : {}),
    ...(typeof serialNumber === 'string' ? { serialNumber: argumentLine(serialNumber, 'filter.serialNumber') } : {}),
  };
  const named = {
    videoIds: videoIds?.map((id, index) => argumentKey('Video', id, `filter.videoIds.${index}`)) ?? [],
    libraryIds: libraryIds?.map((id, index) => argumentKey('VideoLibrary', id, `filter.libraryIds.${index}`)) ?? [],
  };
  const isOnlyNamed = videoIds && !libraryIds && Object.keys(filter).length === 0;
  return isOnlyNamed ? named : { ...named, filter };
}

async function placeOf(known: Pick<Context, 'db' | 'loaders'>, name: NodeName): Promise<VideoFilter> {
  const { equipmentNodeId: id, equipmentExternalId } = name;
  if (typeof equipmentExternalId === 'string')
    return { equipmentNodeId: (await argumentNode(known, name, 'filter.'))!.id };
  return id ? { equipmentNodeId: argumentKey('EquipmentNode', id, 'filter.equipmentNodeId') } : {};
}

/** Several fields ask the same of a part: it is worked out once, and forgotten with the part. */
function once<T>(workOut: (videos: Work) => T): (videos: Work) => T {
  const known = new WeakMap<Work, { readonly value: T }>();
  return (videos) => {
    const found = known.get(videos) ?? { value: workOut(videos) };
    known.set(videos, found);
    return found.value;
  };
}

const elementTimesOf = once(elementTimes<string, WorkVideo>);

export function totalsOf({ videos }: WorkPart) {
  return totals(videos);
}

const totals = once((videos) => {
  const spans = videos.flatMap((video) => video.spans);
  const lengthOf = (list: typeof spans) => list.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return {
    videoCount: videos.length,
    totalMs: lengthOf(spans),
    unknownMs: lengthOf(spans.filter(({ label }) => label === null)),
    reviewedMs: spans.reduce((sum, { reviewedMs }) => sum + reviewedMs, 0),
  };
});

/** @public codegen.yml names it */
export interface ElementRow extends OfConcept, ElementTimes<string, WorkVideo> {
  readonly totalMs: number;
  readonly levels: ConceptLevels;
}

export function elementsOf(part: WorkPart): ElementRow[] {
  const { totalMs } = totalsOf(part);
  return elementTimesOf(part.videos).map((element) => ({
    ...element,
    conceptId: element.label,
    versionId: part.versionId,
    levels: part.levels,
    totalMs,
  }));
}

export function valueSharesOf(part: WorkPart) {
  const { totalMs } = totalsOf(part);
  const sums = new Map<string | null, number>();
  for (const { label, times } of elementTimesOf(part.videos)) {
    const valueClass = label === null ? null : part.levels.valueClassOf(label);
    sums.set(valueClass, (sums.get(valueClass) ?? 0) + times.total);
  }
  return Array.from(sums, ([valueClass, ms]) => ({ valueClass, totalMs: ms, share: ms / totalMs }));
}

/** @public codegen.yml names it */
export interface CycleStartRow extends OfConcept {
  readonly cycleCount: number;
  readonly variation: number;
}

export function cycleStartsOf({ videos, versionId }: WorkPart): CycleStartRow[] {
  const starts = proposeCycleStarts(videos.map(({ spans }) => spans));
  return starts.map(({ label, ...start }) => ({ ...start, conceptId: label, versionId }));
}

/** @public codegen.yml names it */
export interface CyclesRow extends CycleTimes<string, WorkVideo>, OfConcept {
  readonly levels: ConceptLevels;
}

/** @public codegen.yml names it */
export interface CycleElementRow extends OfConcept, Omit<CycleElement<string>, 'label'> {
  readonly valueClass: string | null;
}

export function cycleElementsOf({ elements, levels, versionId }: CyclesRow): CycleElementRow[] {
  return elements.map(({ label, ...element }) => ({
    ...element,
    conceptId: label,
    versionId,
    valueClass: label === null ? null : levels.valueClassOf(label),
  }));
}

/** @param startConceptId global; absent: what begins the most even cycles, or what is likely to begin them */
export function cyclesOf(part: WorkPart, startConceptId: string | null | undefined): CyclesRow | null {
  const { versionId, levels } = part;
  const conceptId = startConceptId
    ? argumentKey('Concept', startConceptId, 'startConceptId')
    : likelyCycleStart(part.videos.map(({ spans }) => spans));
  const found = conceptId === null ? null : cycleTimes(part.videos, conceptId);
  return found && { ...found, conceptId, versionId, levels };
}

/** @public codegen.yml names it */
export interface StationRow extends WorkPart {
  readonly equipmentNodeId: string;
}

/** By the paths of the stations' names, as the plant's tree has them. */
export async function stationsOf(part: WorkPart, { loaders }: Pick<Context, 'loaders'>): Promise<StationRow[]> {
  const groups = [...Map.groupBy(part.videos, ({ place }) => place.equipmentNodeId)];
  const paths = await Promise.all(groups.map(([id]) => loaders.pathOfNode.load(id)));
  const stations = groups.map(([equipmentNodeId, videos], index) => ({
    station: { ...part, videos, equipmentNodeId },
    path: paths[index]!.map(({ name }) => name).join('\n'),
  }));
  return stations.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(({ station }) => station);
}

/** @public codegen.yml names it */
export interface VideoPartRow extends WorkPart {
  readonly videoId: string;
}

/** In order of recording. @throws {GraphQLError} BAD_USER_INPUT */
export function videosOf(part: WorkPart, count: number): VideoPartRow[] {
  if (count < 1 || count > MAX_VIDEOS) throw badUserInput(`first: must be 1 … ${MAX_VIDEOS}`);
  return part.videos.slice(0, count).map((video) => ({ ...part, videos: [video], videoId: video.place.videoId }));
}

/** @public codegen.yml names it */
export interface DayRow extends WorkPart {
  readonly date: string;
}

/** @throws {GraphQLError} BAD_USER_INPUT: there is no such time zone */
export function daysOf(part: WorkPart, timeZone: string | null | undefined): DayRow[] {
  const format = dateFormat(timeZone ?? undefined);
  const dated = part.videos.filter(({ place }) => place.recordedAt !== null);
  const days = Map.groupBy(dated, ({ place }) => format.format(place.recordedAt!));
  return Array.from(days, ([date, videos]) => ({ ...part, date, videos }));
}

function dateFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    // Sweden writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone });
  } catch (error) {
    if (error instanceof RangeError) throw badUserInput(`timeZone: there is no time zone ${timeZone}`);
    throw error;
  }
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

/** @public codegen.yml names it */
export interface TimesRow {
  readonly times: SampleSummary;
  readonly occurrences: readonly Occurrence<WorkVideo>[];
}

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

/** All lengths in ascending order; of more than `most`, evenly chosen ones, the shortest and the longest among them. */
export function lengthsOf({ occurrences }: TimesRow, most: number): number[] {
  if (most < 2 || most > MAX_FIRST) throw badUserInput(`first: must be 2 … ${MAX_FIRST}`);
  const ascending = occurrences.map(({ startMs, endMs }) => endMs - startMs).toSorted((one, other) => one - other);
  if (ascending.length <= most) return ascending;
  const step = (ascending.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => ascending[Math.round(index * step)]!);
}
