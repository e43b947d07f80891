import { createHash } from 'node:crypto';
import type { ConceptContent } from '../../inference/src/domain/index.ts';
import type { ConceptInput, Database, Outcome, SegmentInput } from '../../prisma/src/index.ts';
import {
  addVideos,
  changeDraft,
  createEquipmentNode,
  createPromptSet,
  createRecognition,
  createVideoLibrary,
  createVocabulary,
  finishRecognitionVideo,
  openDraft,
  publishDraft,
  registerEncoder,
  saveRecipe,
  setVideoReady,
  startRecognitionVideo,
  versionsOfPromptSets,
  videosOfRecognitions,
} from '../../prisma/src/index.ts';

let serial = 0;
/** Names in the order in which they are made: a worker goes on counting from one test file to the next. */
const unique = (name: string) => `${name} ${String(++serial).padStart(6, '0')}`;

/** sha256 (hex) of a text: a stand-in for a file's. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The value of a change that has to succeed. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.problem));
}

export async function makeLibrary(db: Database) {
  const node = valueOf(await createEquipmentNode(db, { level: 'WorkCell', name: unique('Station') }));
  return valueOf(await createVideoLibrary(db, { equipmentNodeId: node.id, name: 'Videos', folder: '/videos' }));
}

/** Videos of a library: `001.mp4`, `002.mp4` … of 10 s. @returns their ids */
export async function makeVideos(db: Database, libraryId: string, count: number): Promise<string[]> {
  const files = Array.from({ length: count }, (_, index) => ({
    path: `${String(index + 1).padStart(3, '0')}.mp4`,
    sizeBytes: 1000 + index,
    modifiedAt: new Date('2026-01-01'),
  }));
  const ids = await addVideos(db, libraryId, files);
  for (const id of ids) await setVideoReady(db, id, { contentSha256: sha256(id), facts: FACTS });
  return ids;
}

/** What probing tells of a video of 10 s. */
export const FACTS = {
  path: '001.mp4',
  durationMs: 10_000,
  width: 640,
  height: 360,
  rotationDegrees: 0,
  fps: { numerator: 30_000, denominator: 1001 },
  timeBase: { numerator: 1, denominator: 30_000 },
  codec: 'h264',
  recordedAtMs: null,
  isSeekable: true,
};

export const CONCEPTS: readonly ConceptInput[] = [
  { id: 'tighten', prefLabels: { en: 'Tighten', ja: '締付け' }, position: 0 },
  { id: 'wipe', prefLabels: { en: 'Wipe', ja: '拭取り' }, position: 1 },
];

/** A published version. */
export async function makeVersion(db: Database, concepts: readonly (ConceptInput | ConceptContent)[] = CONCEPTS) {
  const vocabulary = valueOf(await createVocabulary(db, { name: unique('Vocabulary') }));
  const draft = valueOf(await openDraft(db, vocabulary.id));
  const { revision } = valueOf(await changeDraft(db, draft.id, 0, [{ kind: 'put', concepts: concepts }]));
  return valueOf(await publishDraft(db, draft.id, { revision }));
}

export const ENCODER = { id: 'test', digest: sha256('encoder'), dims: 8, logitScale: 100 };

interface RecipeOptions {
  readonly encoderDigest?: string;
  readonly succeedsId?: string | null;
  /** Default: one of its own. */
  readonly versionId?: string;
}

export async function makeRecipe(
  db: Database,
  { succeedsId = null, versionId, encoderDigest = ENCODER.digest }: RecipeOptions = {},
) {
  const vocabularyVersionId = versionId ?? (await makeVersion(db)).id;
  await registerEncoder(db, ENCODER, { languages: ['en'] });
  const promptSet = valueOf(
    await createPromptSet(db, { name: unique('Prompts'), language: 'en', templates: ['{label}'] }),
  );
  const [[{ id: promptSetVersionId }]] = await versionsOfPromptSets(db, [promptSet.id]);
  const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest };
  return valueOf(await saveRecipe(db, { externalId: unique('recipe'), name: 'Recipe', succeedsId, ...pinned }));
}

/** A concept over a second, one after the other. */
const secondOf = (conceptId: string | null, index: number, probability: number): SegmentInput => ({
  startMs: 1000 * index,
  endMs: 1000 * (index + 1),
  conceptId,
  score: 20,
  probability,
  runnersUp: [],
});

/**
 * Videos of a library of their own, recognised by a recipe of a version: each has a segment per concept, the first segment
 * of the first video being the most probable, and so on.
 * @returns ids of what the recognition has done with each video
 */
export async function makeRecognized(
  db: Database,
  versionId: string,
  videos: readonly (readonly (string | null)[])[],
  { succeedsId = null }: { succeedsId?: string | null } = {},
) {
  const recipe = await makeRecipe(db, { versionId, succeedsId });
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, videos.length);
  const recognition = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  const [{ nodes }] = await videosOfRecognitions(db, [recognition.id], { first: 500 });
  const count = videos.flat().length;
  let made = 0;
  const recognized = videoIds.map((videoId) => nodes.find((node) => node.videoId === videoId)!.id);
  for (const [index, conceptIds] of videos.entries()) {
    await startRecognitionVideo(db, recognized[index]!);
    const segments = conceptIds.map((id, position) => secondOf(id, position, 1 - made++ / (count + 1)));
    await finishRecognitionVideo(db, recognized[index]!, segments);
  }
  return { recipe, videoIds, recognized };
}
