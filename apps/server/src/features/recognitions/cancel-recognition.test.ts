import { describe, expect, test } from '@jest/globals';
import { createRecognition, isWanted } from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { watchRecognition } from './recognition-progress.ts';
import { whileWanted } from './tasks/while-wanted.ts';

// Without a worker: nothing moves by itself.
const server = useServer();

async function makeRunning() {
  const { db } = server;
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 3);
  const { id } = valueOf(await createRecognition(db, { recipeId: (await makeRecipe(db)).id, videoIds }));
  return { id, globalId: toGlobalId('Recognition', id) };
}

interface Cancelled {
  cancelled: { recognition: { state: string; cancelledCount: number } | null; userErrors: { code: string }[] };
}

function cancel(id: string): Promise<Cancelled> {
  return server.ask<Cancelled>(
    `mutation ($id: ID!) { cancelled: cancelRecognition(id: $id) {
      recognition { state cancelledCount } userErrors { code }
    } }`,
    { id },
  );
}

describe('cancelRecognition', () => {
  test('cancels what has not finished, with its job, and tells those who watch', async () => {
    const { id, globalId } = await makeRunning();
    const watched = watchRecognition(server.services, globalId);
    expect((await watched.next()).value).toMatchObject({ state: 'queued' });
    const change = watched.next();
    expect((await cancel(globalId)).cancelled).toEqual({
      recognition: { state: 'cancelled', cancelledCount: 3 },
      userErrors: [],
    });
    expect((await change).value).toMatchObject({ id, state: 'cancelled' });
    expect(await watched.next()).toEqual({ done: true, value: undefined });
    expect(await server.db.prisma.job.findMany({ where: { recognitionId: id } })).toMatchObject([
      { state: 'cancelled' },
    ]);
  });

  test('refuses what has finished', async () => {
    const { globalId } = await makeRunning();
    await cancel(globalId);
    expect((await cancel(globalId)).cancelled).toEqual({ recognition: null, userErrors: [{ code: 'INVALID' }] });
  });

  test('stops the work on its videos', async () => {
    const { id, globalId } = await makeRunning();
    const { db } = server;
    const video = await db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId: id } });
    await db.prisma.recognitionVideo.update({
      where: { id: video.id },
      data: { state: 'running', startedAt: new Date() },
    });
    const never = new AbortController().signal;
    const part = { recognitionId: id, recognitionVideoId: video.id, round: 0 };
    const aborted = whileWanted(
      () => isWanted(db, part),
      never,
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    await cancel(globalId);
    await aborted;
  });
});

describe('watchRecognition', () => {
  test('ends at once when it is left while it waits', async () => {
    const { globalId } = await makeRunning();
    const watched = watchRecognition(server.services, globalId);
    await watched.next();
    const change = watched.next();
    await watched.return?.();
    expect(await change).toEqual({ done: true, value: undefined });
  });
});
