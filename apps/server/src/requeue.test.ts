import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createJob, createRecognition, startJob } from '../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../test/factories/records.ts';
import { useServer } from '../../../test/factories/server.ts';
import { listForgottenRecognitions } from './features/recognitions/forgotten-recognitions.ts';
import { startWorker } from './worker.ts';

const server = useServer();

test('a worker that starts takes up the jobs that another one has left, whatever they are', async () => {
  const { db, services } = server;
  const { id: libraryId } = await makeLibrary(db);
  const scan = valueOf(await createJob(db, { kind: 'scan', libraryId }));
  const pull = valueOf(await createJob(db, { kind: 'pull', payload: { catalogueId: 'nowhere' } }));
  await startJob(db, pull.id);
  await startWorker(services, { forgottenMs: 50 });
  const { rows } = await db.pool.query<{ name: string; data: { jobId: string } }>(
    `SELECT "name", "data" FROM pgboss.job WHERE "name" IN ('scan', 'pull') ORDER BY "name"`,
  );
  expect(rows.map(({ name, data }) => [name, data.jobId])).toEqual([
    ['pull', pull.id],
    ['scan', scan.id],
  ]);
});

test('a worker takes up what a server has written and, dying, not queued', async () => {
  const { db } = server;
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 2);
  const { id } = valueOf(await createRecognition(db, { recipeId: (await makeRecipe(db)).id, videoIds }));
  const ended = () => db.prisma.recognition.findFirst({ where: { id, finishedAt: { not: null } } });
  while (!(await ended())) await sleep(20);
  // There are no such files; what counts is that somebody looked.
  expect(await ended()).toMatchObject({ state: 'failed', failedCount: 2 });
});

test('only a recognition of which no task waits or runs is forgotten', async () => {
  const { db, services } = server;
  await services.queue.stop();
  const recipe = await makeRecipe(db);
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 2);
  const recognitions = [];
  for (let index = 0; index < 4; index++)
    recognitions.push(valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds })));
  const [embedded, rescored, failed, unqueued] = recognitions.map(({ id }) => id);
  const runOf = async (recognitionId: string) =>
    (await db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId } })).id;
  const put = (name: string, state: string, data: object) =>
    db.pool.query('INSERT INTO pgboss.job ("name", "state", "data") VALUES ($1, $2, $3)', [name, state, data]);
  await put('embed', 'retry', { recognitionVideoId: await runOf(embedded!) });
  await put('rescore', 'active', { recognitionId: rescored });
  await put('embed', 'failed', { recognitionVideoId: await runOf(failed!) });
  expect(await listForgottenRecognitions(db)).toEqual([failed, unqueued]);
});
