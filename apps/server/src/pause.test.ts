import { afterAll, expect, test } from '@jest/globals';
import { createRecognition } from '../../../prisma/src/index.ts';
import type { Recognition } from '../../../prisma/src/index.ts';
import { useDatabase } from '../../../test/factories/database.ts';
import { makeEmbeddedArchive, resultsOf, WHOLE } from '../../../test/factories/embedded-archive.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import type { Product } from '../../../test/factories/product.ts';
import { makeRecipe, valueOf } from '../../../test/factories/records.ts';
import { forgoDemo } from '../../../test/factories/without-demo.ts';
import { toGlobalId } from './shared/graphql/global-id.ts';

const VIDEO_COUNT = 400;
/** They have no file either, so that they fail at first. */
const UNEMBEDDED_COUNT = 5;

// Before the database's own, which insists that nobody is connected.
afterAll(endProducts);
const target = useDatabase();

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

const start = (role: 'server' | 'worker') => startProduct({ DATABASE_URL: target.url, ACTIONARY_ROLES: role });

async function kill(...products: Product[]): Promise<void> {
  for (const { child, ended } of products) {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Sends a mutation of a recognition. @returns its id, global */
async function send(server: Product, mutation: string, variables: object): Promise<string> {
  await server.works();
  const response = await fetch(`${server.url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query: mutation, variables }),
  });
  const { data } = (await response.json()) as { data: { done: { recognition: { id: string } } } };
  return data.done.recognition.id;
}

const START = `mutation ($input: StartRecognitionInput!) {
  done: startRecognition(input: $input) { recognition { id } }
}`;
const of = (mutation: string) => `mutation ($id: ID!) { done: ${mutation}(id: $id) { recognition { id } } }`;

test('a recognition is paused, resumed and tried again while every process is killed; nothing is lost or doubled', async () => {
  const { db } = target;
  await forgoDemo(db);
  const archive = await makeEmbeddedArchive(db, { videoCount: VIDEO_COUNT, unembeddedCount: UNEMBEDDED_COUNT });
  const [first, second] = [start('server'), start('worker')];
  const input = {
    recipeId: toGlobalId('Recipe', archive.recipe.id),
    libraryIds: [toGlobalId('VideoLibrary', archive.libraryId)],
    filter: { text: 'mp4' },
  };
  const globalId = await send(first, START, { input });
  const { id } = await db.prisma.recognition.findFirstOrThrow({ where: { recipeId: archive.recipe.id } });
  const now = () => db.prisma.recognition.findUniqueOrThrow({ where: { id } });
  const untilItIs = (isSo: (recognition: Recognition) => boolean) => until(async () => isSo(await now()));

  await untilItIs(({ state }) => state === 'running');
  await send(first, of('pauseRecognition'), { id: globalId });
  await kill(first, second);
  // A worker that starts takes up what has not ended, but not this.
  const { id: recipeId } = await makeRecipe(db, { encoderDigest: archive.recipe.encoderDigest });
  const other = valueOf(await createRecognition(db, { recipeId, videoIds: archive.videoIds.slice(0, 10) }));
  const [server, last] = [start('server'), start('worker')];
  await last.works();
  const paused = await now();
  expect(paused).toMatchObject({ state: 'queued', startedAt: null, videoCount: VIDEO_COUNT });
  expect(paused.pausedAt).not.toBeNull();
  await until(async () => (await db.prisma.recognition.count({ where: { id: other.id, state: 'succeeded' } })) === 1);
  expect(await now()).toEqual(paused);

  await send(server, of('resumeRecognition'), { id: globalId });
  await untilItIs(({ succeededCount }) => succeededCount > paused.succeededCount);
  await kill(last);
  expect((await now()).finishedAt).toBeNull();
  const next = start('worker');
  await untilItIs(({ finishedAt }) => finishedAt !== null);
  expect(await now()).toMatchObject({
    state: 'succeeded',
    succeededCount: VIDEO_COUNT - UNEMBEDDED_COUNT,
    failedCount: UNEMBEDDED_COUNT,
  });

  await archive.embed(archive.videoIds.slice(-UNEMBEDDED_COUNT));
  await kill(next);
  await send(server, of('retryRecognition'), { id: globalId });
  await kill(server);
  expect(await now()).toMatchObject({ state: 'queued', finishedAt: null, failedCount: 0 });
  const final = start('worker');
  await untilItIs(({ finishedAt }) => finishedAt !== null);
  expect(await now()).toMatchObject({ state: 'succeeded', succeededCount: VIDEO_COUNT, failedCount: 0 });
  const results = await resultsOf(db, id);
  expect(results).toHaveLength(VIDEO_COUNT);
  for (const result of results) expect(result).toEqual(WHOLE);
  await kill(final);
});
