import { readWork, readWorkPage } from '@actionary/database';
import type { VideoFilter, VideoSelection, WorkPlace, WorkVideo } from '@actionary/database';
import { atLevel } from '@actionary/inference/domain';
import type { WorkFilter } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { argumentRecipe } from '../../shared/graphql/named-recipe.ts';
import type { RecipeName } from '../../shared/graphql/named-recipe.ts';
import { argumentNode } from '../../shared/graphql/named-node.ts';
import type { NodeName } from '../../shared/graphql/named-node.ts';
import { argumentKey, argumentLine, badUserInput } from '../../shared/graphql/result.ts';
import { conceptLevels } from './concept-levels.ts';
import type { Work, WorkPart, WorkReportRow } from './work-part.ts';

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
