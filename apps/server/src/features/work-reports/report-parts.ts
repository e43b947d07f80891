import type { WorkVideo } from '@actionary/database';
import { cycleTimes, elementTimes, likelyCycleStart, proposeCycleStarts } from '@actionary/inference/domain';
import type { CycleElement, CycleTimes, ElementTimes } from '@actionary/inference/domain';
import type { Context } from '../../context.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';
import type { ConceptLevels } from './concept-levels.ts';
import type { OfConcept, Work, WorkPart } from './work-part.ts';

/** Videos of one chart: more bars than that nobody compares. */
const MAX_VIDEOS = 100;

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
