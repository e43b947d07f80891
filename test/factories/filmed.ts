import type { Database, Recipe } from '../../prisma/src/index.ts';
import {
  createEquipmentNode,
  createRecognition,
  createVideoLibrary,
  finishRecognitionVideo,
  startRecognitionVideo,
  videosOfRecognitions,
} from '../../prisma/src/index.ts';
import { makeRecipe, makeVersion, makeVideos, valueOf } from './records.ts';

/** A part of a video: what is done, by external id (`null`: unknown), for how long, and how probable that is. */
export type FilmedPart = readonly [concept: string | null, lengthMs: number, probability?: number];

/** A video that an MES knows about. */
export interface FilmedVideo {
  readonly recordedAt: Date | null;
  readonly workOrder?: string;
  readonly serialNumber?: string;
  readonly externalId?: string;
  readonly parts: readonly FilmedPart[];
}

/** Where work is filmed and recognised. */
export interface FilmedSite {
  readonly recipe: Recipe;
  readonly vocabularyId: string;
  /** Database ids of the concepts, by external id. */
  readonly conceptIds: Readonly<Record<string, string>>;
}

/** A recipe for words: `pick`, `place`, `wait`. */
export async function makeFilmedSite(
  db: Database,
  names: readonly string[] = ['pick', 'place', 'wait'],
): Promise<FilmedSite> {
  const version = await makeVersion(
    db,
    names.map((id, position) => ({ id, prefLabels: { en: `To ${id}`, ja: `${id}する` }, position })),
  );
  const { id: versionId, vocabularyId } = version;
  const recipe = await makeRecipe(db, { versionId });
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
  return {
    recipe,
    vocabularyId,
    conceptIds: Object.fromEntries(concepts.map(({ externalId, id }) => [externalId, id])),
  };
}

/** A station of its own with one library. */
export async function makeStation(db: Database, externalId: string, parentId: string | null = null) {
  const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name: externalId, externalId, parentId }));
  const folder = `/videos/${node.id}`;
  return valueOf(await createVideoLibrary(db, { equipmentNodeId: node.id, name: 'Camera', folder }));
}

/** Videos of a library, recognised as parts that follow each other. @returns their ids */
export async function film(
  db: Database,
  { recipe, conceptIds }: FilmedSite,
  libraryId: string,
  videos: readonly FilmedVideo[],
): Promise<string[]> {
  const videoIds = await makeVideos(db, libraryId, videos.length);
  for (const [index, { parts: _, ...said }] of videos.entries())
    await db.prisma.video.update({
      where: { id: videoIds[index]! },
      data: { ...said, path: `${videoIds[index]!}.mp4` },
    });
  const recognition = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  const [{ nodes }] = await videosOfRecognitions(db, [recognition.id], { first: 500 });
  for (const [index, { parts }] of videos.entries()) {
    const run = nodes.find(({ videoId }) => videoId === videoIds[index])!;
    await startRecognitionVideo(db, run.id);
    let startMs = 0;
    const segments = parts.map(([concept, lengthMs, probability = 0.9]) => ({
      startMs,
      endMs: (startMs += lengthMs),
      conceptId: concept && conceptIds[concept]!,
      score: 20,
      probability,
      runnersUp: [],
    }));
    await finishRecognitionVideo(db, run.id, segments);
  }
  return videoIds;
}
