import { expect, test } from '@jest/globals';
import { createRecognition, finishRecognitionVideo, startRecognitionVideo } from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

// Without a worker: nothing moves by itself.
const server = useServer();

interface Answer {
  job: { state: string; doneCount: number; totalCount: number; progress: number; rate: number; etaMs: number };
}

const SEGMENT = { startMs: 0, endMs: 10_000, conceptId: null, score: 1, probability: 0.5, runnersUp: [] };

test('the job of a recognition counts its videos, and tells how fast it goes and how long it will take', async () => {
  const { db } = server;
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 3);
  const recognition = valueOf(await createRecognition(db, { recipeId: (await makeRecipe(db)).id, videoIds }));
  const { id } = await db.prisma.job.findFirstOrThrow({ where: { recognitionId: recognition.id } });
  const videos = await db.prisma.recognitionVideo.findMany({ where: { recognitionId: recognition.id } });
  const read = async () => {
    const query =
      'query ($id: ID!) { job: node(id: $id) { ... on Job { state doneCount totalCount progress rate etaMs } } }';
    return (await server.ask<Answer>(query, { id: toGlobalId('Job', id) })).job;
  };
  await startRecognitionVideo(db, videos[0]!.id);
  expect(await read()).toEqual({ state: 'running', doneCount: 0, totalCount: 3, progress: 0, rate: null, etaMs: null });
  await finishRecognitionVideo(db, videos[0]!.id, [SEGMENT]);
  const { rate, etaMs, ...counted } = await read();
  expect(counted).toEqual({ state: 'running', doneCount: 1, totalCount: 3, progress: 1 / 3 });
  expect(rate).toBeGreaterThan(0);
  // The two others, at the rate so far; a moment passes between the two fields.
  expect((etaMs * rate) / 1000).toBeCloseTo(2, 0);
  for (const video of videos.slice(1)) {
    await startRecognitionVideo(db, video.id);
    await finishRecognitionVideo(db, video.id, [SEGMENT]);
  }
  expect(await read()).toMatchObject({ state: 'succeeded', doneCount: 3, progress: 1, etaMs: null });
});
