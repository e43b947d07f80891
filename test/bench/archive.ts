import { recognizeRuns } from '../../apps/server/src/features/recognitions/tasks/recognize-runs.ts';
import { rememberWords } from '../../apps/server/src/features/recognitions/tasks/remember-words.ts';
import type { Services } from '../../apps/server/src/context.ts';
import { ACTIONS, COLOURS, OBJECTS } from '../../inference/src/training/workbench/world.ts';
import { createRecognition, listQueuedRuns, registerEncoder } from '../../prisma/src/index.ts';
import { writeEmbedding } from '../factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../factories/records.ts';

const FRAMES_PER_CHUNK = 600;
const FRAME_MS = 500;
/** Frames in a row that show the same: ten seconds. */
const RUN_FRAMES = 20;

/** Videos whose embeddings are there, and a recipe for them. */
export interface Archive {
  readonly recipeId: string;
  readonly videoIds: readonly string[];
  readonly encoderDigest: string;
  readonly dims: number;
}

export interface ArchiveSize {
  readonly videoCount: number;
  readonly framesPerVideo: number;
  readonly conceptCount: number;
}

/** Synthetic embeddings near the words of a vocabulary, one word after the other, in chunks as they are written. */
export async function fillArchive(services: Services, encoderId: string, size: ArchiveSize): Promise<Archive> {
  const { db, encoders } = services;
  const { videoCount, framesPerVideo, conceptCount } = size;
  const { digest: encoderDigest, dims } = await encoders.use(encoderId, async ({ entry, image }) => {
    await registerEncoder(db, image.identity, entry);
    return image.identity;
  });
  const concepts = Array.from({ length: conceptCount }, (_, k) => ({ id: `c${k}`, prefLabels: { en: labelOf(k) } }));
  const { id: versionId } = await makeVersion(db, concepts);
  const recipe = await makeRecipe(db, { versionId, encoderDigest });
  const { embedded } = await rememberWords(services)(recipe);
  const { id: libraryId } = await makeLibrary(db);
  const videoIds = await makeVideos(db, libraryId, videoCount);
  await db.prisma.video.updateMany({ where: { libraryId }, data: { durationMs: framesPerVideo * FRAME_MS } });
  const embeddings = framesNear(embedded.embeddings, dims, size);
  const chunks = Array.from({ length: Math.ceil(framesPerVideo / FRAMES_PER_CHUNK) }, (_, index) => {
    const start = index * FRAMES_PER_CHUNK;
    const end = Math.min(framesPerVideo, start + FRAMES_PER_CHUNK);
    return {
      timesMs: Array.from({ length: end - start }, (__, frame) => (start + frame + 0.5) * FRAME_MS),
      embeddings: embeddings.subarray(start * dims, end * dims),
    };
  });
  for (const { contentSha256 } of await db.prisma.video.findMany({ where: { libraryId } })) {
    const key = { contentSha256: contentSha256!, encoderDigest, sampling: recipe.sampling };
    await writeEmbedding(db, key, chunks);
  }
  return { recipeId: recipe.id, videoIds, dims, encoderDigest };
}

/** Two thousand things to do, in words that both encoders know. */
function labelOf(index: number): string {
  const [action, beyond] = [ACTIONS[index % ACTIONS.length]!, Math.floor(index / ACTIONS.length)];
  const [object, others] = [OBJECTS[beyond % OBJECTS.length]!, Math.floor(beyond / OBJECTS.length)];
  const synonym = action.base[Math.floor(others / COLOURS.length)]!;
  return `${synonym} ${COLOURS[others % COLOURS.length]!.name} ${object}`;
}

function framesNear(words: Float32Array, dims: number, { framesPerVideo, conceptCount }: ArchiveSize): Float32Array {
  const noise = () => (Math.random() - 0.5) * 0.2 * dims ** -0.5;
  const wordOf = (frame: number) => (Math.floor(frame / RUN_FRAMES) * 7) % conceptCount;
  return Float32Array.from(
    { length: framesPerVideo * dims },
    (_, index) => words[wordOf(Math.floor(index / dims)) * dims + (index % dims)]! + noise(),
  );
}

/** Recognises the archive again, as a worker does, from PostgreSQL to PostgreSQL; the words are encoded the first time. */
export function rescoring(services: Services, { recipeId, videoIds }: Archive): () => Promise<void> {
  const { db } = services;
  const wordsOf = rememberWords(services);
  const run = { signal: new AbortController().signal, isLastAttempt: true, round: 0, priority: 'normal' } as const;
  return async () => {
    const { id: recognitionId } = valueOf(await createRecognition(db, { recipeId, videoIds }));
    const runs = await listQueuedRuns(db, recognitionId);
    await recognizeRuns(
      services,
      runs.map(({ id }) => id),
      wordsOf,
      run,
    );
    const { succeededCount } = await db.prisma.recognition.findUniqueOrThrow({ where: { id: recognitionId } });
    if (succeededCount !== videoIds.length) throw new Error(`${succeededCount} videos were recognised`);
  };
}
