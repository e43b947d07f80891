import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancelRecognition, createRecognition } from '../../../../../../prisma/src/index.ts';
import type { Recipe } from '../../../../../../prisma/src/index.ts';
import { readEmbedding, registerWorkbench } from '../../../../../../test/factories/embeddings.ts';
import { embedInOneGo, makeFolderLibrary, writeLongVideo } from '../../../../../../test/factories/long-video.ts';
import { makeRecipe, valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import type { TestServer } from '../../../../../../test/factories/server.ts';
import { startWorker } from '../../../worker.ts';
import { queueVideos } from '../../../shared/queue/queue-videos.ts';
import { embedTask } from './embed.task.ts';
import { spanTask } from './span.task.ts';

/** Half a minute has 60 frames. */
const SECONDS = 60;
const SPAN_FRAMES = 25;
const SPAN_COUNT = 5;
const NAMES = ['whole.mp4', 'damaged.mp4', 'cut.mkv', 'unseekable.avi', 'short.mp4'];

const ROUND = { round: 0, priority: 'normal' } as const;

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-long-'));
  for (const name of ['whole.mp4', 'unseekable.avi', 'cut.mkv']) await writeLongVideo(at(name), SECONDS);
  await writeLongVideo(at('short.mp4'), 10);
  const dirty = await readFile(at('whole.mp4'));
  dirty.fill(0xa5, dirty.length / 2, dirty.length / 2 + 3000);
  await writeFile(at('damaged.mp4'), dirty);
  const matroska = await readFile(at('cut.mkv'));
  await writeFile(at('cut.mkv'), matroska.subarray(0, matroska.length * 0.7));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A library of the videos, and recipes for them. */
function useLongVideos(server: TestServer) {
  let recipes: Recipe[];
  let videoIds: Map<string, string>;
  beforeAll(async () => {
    const { db } = server;
    const { digest: encoderDigest } = await registerWorkbench(db);
    recipes = [await makeRecipe(db, { encoderDigest }), await makeRecipe(db, { encoderDigest })];
    const ids = await makeFolderLibrary(db, folder, NAMES);
    const videos = await db.prisma.video.findMany({ where: { id: { in: ids } } });
    videoIds = new Map(videos.map((video) => [video.path, video.id]));
  });
  return {
    /** @returns the recognition's id, and that of its only video */
    async begin(name: string, recipeIndex = 0) {
      const input = { recipeId: recipes[recipeIndex]!.id, videoIds: [videoIds.get(name)!] };
      const { id } = valueOf(await createRecognition(server.db, input));
      const run = await server.db.prisma.recognitionVideo.findFirstOrThrow({ where: { recognitionId: id } });
      return { id, recognitionVideoId: run.id };
    },
    async embeddingOf(name: string) {
      const { contentSha256 } = await server.db.prisma.video.findUniqueOrThrow({ where: { id: videoIds.get(name)! } });
      const { encoderDigest, sampling } = recipes[0]!;
      const key = { contentSha256: contentSha256!, encoderDigest, sampling };
      const kept = await server.db.prisma.videoEmbedding.findUniqueOrThrow({
        where: { contentSha256_encoderDigest_sampling: key },
        include: { chunks: { select: { chunkIndex: true }, orderBy: { chunkIndex: 'asc' } } },
      });
      return {
        ...kept,
        chunks: kept.chunks.map(({ chunkIndex }) => chunkIndex),
        read: await readEmbedding(server.db, key),
      };
    },
    stateOf: (id: string) =>
      server.db.prisma.recognition.findUniqueOrThrow({ where: { id }, include: { videos: true } }),
  };
}

describe('a worker that is given a long video', () => {
  const server = useServer();
  const { begin, embeddingOf, stateOf } = useLongVideos(server);
  beforeAll(() => startWorker({ ...server.services, spanFrames: SPAN_FRAMES }));

  async function recognize(name: string, recipeIndex = 0): Promise<void> {
    const { id } = await begin(name, recipeIndex);
    await queueVideos(server.services, id);
    while (!(await stateOf(id)).finishedAt) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await stateOf(id)).toMatchObject({ state: 'succeeded' });
  }

  /** What the queue has been given to do for a video, but for the tasks of recognitions. */
  async function spansOf(name: string): Promise<string[]> {
    const { rows } = await server.db.pool.query<{ span: string }>(
      `SELECT "data"->>'spanIndex' || '/' || ("data"->>'spanCount') AS "span" FROM pgboss.job
       WHERE "name" = 'span' AND "data"->>'embeddingId' = $1 ORDER BY 1`,
      [(await embeddingOf(name)).id],
    );
    return rows.map(({ span }) => span);
  }

  async function expectAsInOneGo(name: string) {
    const { report, ...seen } = await embedInOneGo(at(name));
    const { completedAt, damagedCount, isTruncated, frameCount, read } = await embeddingOf(name);
    expect(completedAt).not.toBeNull();
    expect({ damagedCount, isTruncated, frameCount }).toEqual(report);
    expect(read).toEqual(seen);
    return report;
  }

  test('embeds it in spans, each once for all who need it; it comes out as in one go', async () => {
    await Promise.all([recognize('whole.mp4', 0), recognize('whole.mp4', 1)]);
    await expectAsInOneGo('whole.mp4');
    expect(await embeddingOf('whole.mp4')).toMatchObject({
      spanCount: SPAN_COUNT,
      spanCells: 24,
      chunks: [0, 1, 2, 3, 4],
    });
    expect(await spansOf('whole.mp4')).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5']);
  });

  test('embeds it in one go after all where it is damaged', async () => {
    await recognize('damaged.mp4');
    expect((await expectAsInOneGo('damaged.mp4')).damagedCount).toBeGreaterThan(0);
    expect(await embeddingOf('damaged.mp4')).toMatchObject({ spanCount: 1, spanCells: null });
    expect(await spansOf('damaged.mp4')).toContain('0/1');
  });

  test('embeds it as far as it goes where it was cut off', async () => {
    await recognize('cut.mkv');
    expect((await expectAsInOneGo('cut.mkv')).isTruncated).toBe(true);
  });

  test('embeds it in one go where its container cannot be sought', async () => {
    await recognize('unseekable.avi');
    await expectAsInOneGo('unseekable.avi');
    expect(await spansOf('unseekable.avi')).toEqual(['0/1']);
  });

  test('embeds a short one without more tasks', async () => {
    await recognize('short.mp4');
    expect(await spansOf('short.mp4')).toEqual([]);
  });
});

describe('a span', () => {
  // Without a worker: nothing moves by itself.
  const server = useServer();
  const { begin, embeddingOf, stateOf } = useLongVideos(server);
  const task = () => ({ signal: new AbortController().signal, log: server.services.log, isLastAttempt: false });
  const plan = (recognitionVideoId: string) =>
    embedTask({ ...server.services, spanFrames: SPAN_FRAMES })({ recognitionVideoId, ...ROUND }, task());
  async function embed(spanIndex: number, recognitionVideoId: string): Promise<void> {
    const { id: embeddingId } = await embeddingOf('whole.mp4');
    const payload = { embeddingId, spanIndex, spanCount: SPAN_COUNT, recognitionVideoId, ...ROUND };
    await spanTask(server.services)(payload, task());
  }

  test('fails the video once where its file has gone; when it is back, only what is missing is embedded', async () => {
    const { id, recognitionVideoId } = await begin('whole.mp4');
    await plan(recognitionVideoId);
    await embed(3, recognitionVideoId);
    await rename(at('whole.mp4'), at('elsewhere'));
    for (const index of [0, 1]) await embed(index, recognitionVideoId);
    await rename(at('elsewhere'), at('whole.mp4'));
    const { state, failedCount, videos } = await stateOf(id);
    expect({ state, failedCount }).toEqual({ state: 'failed', failedCount: 1 });
    expect(videos).toMatchObject([{ state: 'failed', errorCode: 'FILE_MISSING' }]);
    expect(await embeddingOf('whole.mp4')).toMatchObject({ completedAt: null, chunks: [3], read: null });
  });

  test('is not embedded when nobody needs it any more', async () => {
    const { id, recognitionVideoId } = await begin('whole.mp4');
    await plan(recognitionVideoId);
    await embed(1, recognitionVideoId);
    valueOf(await cancelRecognition(server.db, id));
    await embed(2, recognitionVideoId);
    expect((await embeddingOf('whole.mp4')).chunks).toEqual([1, 3]);
  });

  test('that is the last one hands on all that wait', async () => {
    const runs = [await begin('whole.mp4', 0), await begin('whole.mp4', 1)];
    for (const { recognitionVideoId } of runs) await plan(recognitionVideoId);
    for (const index of [0, 4, 2, 2]) await embed(index, runs[0]!.recognitionVideoId);
    expect((await embeddingOf('whole.mp4')).completedAt).not.toBeNull();
    const { rows } = await server.db.pool.query<{ id: string }>(
      `SELECT "data"->>'recognitionVideoId' AS "id" FROM pgboss.job WHERE "name" = 'recognize' ORDER BY 1`,
    );
    expect(rows.map((row) => row.id)).toEqual(runs.map(({ recognitionVideoId }) => recognitionVideoId));
  });
});
