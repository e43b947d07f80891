import { beforeAll, expect, test } from '@jest/globals';
import { createRecognition, finishRecognitionVideos, startRecognitionVideos } from '../../../../../prisma/src/index.ts';
import { registerWorkbench, writeEmbedding } from '../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVideos, sha256, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { expectedMs } from './estimate.service.ts';

const server = useServer();
const FRAMES_PER_VIDEO = 20;
let recipeId: string;
let libraryId: string;
let videoIds: string[];
let dims: number;

interface Estimated {
  estimated: { estimate: Record<string, number | null> | null; userErrors: { code: string; field: string[] }[] };
}

async function estimate(input: object) {
  const { estimated } = await server.ask<Estimated>(
    `query ($input: EstimateRecognitionInput!) { estimated: estimateRecognition(input: $input) {
      estimate { videoCount unprobedCount durationMs embeddedCount embeddedDurationMs expectedMs storageBytes }
      userErrors { code field }
    } }`,
    { input },
  );
  return estimated;
}

/** Three videos of ten seconds, one with embeddings, and one that has not been probed. */
beforeAll(async () => {
  const { db } = server;
  const encoder = await registerWorkbench(db);
  dims = encoder.dims;
  const recipe = await makeRecipe(db, { encoderDigest: encoder.digest });
  recipeId = recipe.id;
  libraryId = (await makeLibrary(db)).id;
  videoIds = await makeVideos(db, libraryId, 3);
  const timesMs = Array.from({ length: FRAMES_PER_VIDEO }, (_, frame) => 500 * frame);
  const embeddings = new Float32Array(FRAMES_PER_VIDEO * dims);
  const key = { contentSha256: sha256(videoIds[0]!), encoderDigest: encoder.digest, sampling: recipe.sampling };
  await writeEmbedding(db, key, [{ timesMs, embeddings }]);
  await db.prisma.video.create({
    data: { libraryId, path: 'new.mp4', sizeBytes: 1, modifiedAt: new Date(), recordedAt: new Date('2026-02-03') },
  });
});

const library = () => [toGlobalId('VideoLibrary', libraryId)];

test('estimateRecognition adds up what a filter chooses; the time is not known before anything was measured', async () => {
  const { estimate: all } = await estimate({ recipeId: toGlobalId('Recipe', recipeId), libraryIds: library() });
  expect(all).toEqual({
    videoCount: 4,
    unprobedCount: 1,
    durationMs: 30_000,
    embeddedCount: 1,
    embeddedDurationMs: 10_000,
    expectedMs: null,
    storageBytes: 2 * FRAMES_PER_VIDEO * (2 * dims + 4),
  });
  const filter = { recordedFrom: '2026-02-03T00:00:00.000Z' };
  const { estimate: some } = await estimate({ recipeId: toGlobalId('Recipe', recipeId), filter });
  expect(some).toMatchObject({ videoCount: 1, unprobedCount: 1, durationMs: 0, storageBytes: 0, expectedMs: 0 });
});

test('estimateRecognition takes an encoder and a rate for a recipe that is yet to be made', async () => {
  const encoderId = toGlobalId('Encoder', 'workbench');
  const { estimate: other } = await estimate({ encoderId, fps: 1, libraryIds: library() });
  expect(other).toMatchObject({ embeddedCount: 0, storageBytes: 3 * 10 * (2 * dims + 4) });
  expect((await estimate({ libraryIds: library() })).userErrors).toEqual([{ code: 'INVALID', field: ['recipeId'] }]);
  expect((await estimate({ encoderId, fps: 0 })).userErrors).toEqual([{ code: 'INVALID', field: ['fps'] }]);
  const gone = toGlobalId('Recipe', crypto.randomUUID());
  expect((await estimate({ recipeId: gone })).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['recipeId'] }]);
});

test('estimateRecognition goes by the rates at which the last embeddings and recognitions went', async () => {
  const { db } = server;
  // 20 frames in 2 s, and compared with words in another 0.1 s.
  await db.prisma.videoEmbedding.updateMany({ data: { madeInMs: 2000 } });
  const { id } = valueOf(await createRecognition(db, { recipeId, videoIds: [videoIds[0]!] }));
  const runs = await db.prisma.recognitionVideo.findMany({ where: { recognitionId: id } });
  await startRecognitionVideos(db, [runs[0]!.id]);
  await finishRecognitionVideos(db, [{ id: runs[0]!.id, segments: [] }]);
  const startedAt = new Date('2026-02-03T00:00:00.000Z');
  const data = { startedAt, finishedAt: new Date(startedAt.getTime() + 100) };
  await db.prisma.recognitionVideo.updateMany({ where: { recognitionId: id }, data });
  const { estimate: all } = await estimate({ recipeId: toGlobalId('Recipe', recipeId), libraryIds: library() });
  expect(all).toMatchObject({ expectedMs: 2 * 2000 + 3 * 100 });
  // What one recognition has done, the next one with the filter leaves out.
  const filter = { notRecognizedUnderRecipeId: toGlobalId('Recipe', recipeId) };
  const left = await estimate({ recipeId: toGlobalId('Recipe', recipeId), libraryIds: library(), filter });
  expect(left.estimate).toMatchObject({ videoCount: 3, embeddedCount: 0 });
});

test('expectedMs is not known where a rate that counts is not', () => {
  const work = { newFrameCount: 100, embeddedFrameCount: 300 };
  expect(expectedMs(work, { embedding: 10, scoring: 1000 })).toBe(10_400);
  expect(expectedMs(work, { embedding: null, scoring: 1000 })).toBeNull();
  expect(expectedMs({ ...work, newFrameCount: 0 }, { embedding: null, scoring: 1000 })).toBe(300);
  expect(expectedMs(work, { embedding: 10, scoring: null })).toBeNull();
});
