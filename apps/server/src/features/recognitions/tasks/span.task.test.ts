import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cancelRecognition, createRecognition } from '../../../../../../prisma/src/index.ts';
import type { Recipe } from '../../../../../../prisma/src/index.ts';
import { readEmbedding, registerWorkbench } from '../../../../../../test/factories/embeddings.ts';
import { embedInOneGo, makeFolderLibrary, writeLongVideo } from '../../../../../../test/factories/long-video.ts';
import { makeRecipe, valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { startWorker } from '../../../worker.ts';
import { queueVideos } from '../recognitions.service.ts';

const SECONDS = 60;
/** Half a minute has 60 frames. */
const SPAN_FRAMES = 25;
const SPAN_COUNT = 5;
const NAMES = [
  'whole.mp4',
  'damaged.mp4',
  'cut.mkv',
  'unseekable.avi',
  'short.mp4',
  'gone.mp4',
  'cancelled.mp4',
] as const;

// Its worker is started below, with shorter spans.
const server = useServer();

describe('a long video', () => {
  let recipes: Recipe[];
  let videoIds: Map<string, string>;
  const at = (name: string) => path.join(server.folder, name);

  beforeAll(async () => {
    const { db, services } = server;
    await writeLongVideo(at('whole.mp4'), SECONDS);
    await writeLongVideo(at('unseekable.avi'), SECONDS);
    await writeLongVideo(at('cut.mkv'), SECONDS);
    await writeLongVideo(at('short.mp4'), 10);
    const bytes = await readFile(at('whole.mp4'));
    const ownBytes = (name: string) => Buffer.concat([bytes, Buffer.from(`\0\0\0\x10free${name.padEnd(8)}`, 'latin1')]);
    for (const name of ['gone.mp4', 'cancelled.mp4']) await writeFile(at(name), ownBytes(name.slice(0, 8)));
    const dirty = Buffer.from(bytes);
    dirty.fill(0xa5, bytes.length / 2, bytes.length / 2 + 3000);
    await writeFile(at('damaged.mp4'), dirty);
    const matroska = await readFile(at('cut.mkv'));
    await writeFile(at('cut.mkv'), matroska.subarray(0, matroska.length * 0.7));
    const encoder = await registerWorkbench(db);
    recipes = [];
    for (let count = 0; count < 2; count++) recipes.push(await makeRecipe(db, { encoderDigest: encoder.digest }));
    const ids = await makeFolderLibrary(db, server.folder, NAMES);
    const videos = await db.prisma.video.findMany({ where: { id: { in: ids } } });
    videoIds = new Map(videos.map(({ path: name, id }) => [name, id]));
    await startWorker({ ...services, spanFrames: SPAN_FRAMES });
  }, 120_000);

  async function begin(name: (typeof NAMES)[number], recipe = recipes[0]!): Promise<string> {
    const { id } = valueOf(
      await createRecognition(server.db, { recipeId: recipe.id, videoIds: [videoIds.get(name)!] }),
    );
    await queueVideos(server.services, id);
    return id;
  }

  async function ended(id: string) {
    for (;;) {
      const recognition = await server.db.prisma.recognition.findUniqueOrThrow({
        where: { id },
        include: { videos: true },
      });
      if (recognition.finishedAt) return recognition;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function embeddingOf(name: (typeof NAMES)[number]) {
    const { contentSha256 } = await server.db.prisma.video.findUniqueOrThrow({ where: { id: videoIds.get(name)! } });
    const { encoderDigest, sampling } = recipes[0]!;
    const key = { contentSha256: contentSha256!, encoderDigest, sampling };
    const where = { contentSha256_encoderDigest_sampling: key };
    const kept = await server.db.prisma.videoEmbedding.findUnique({ where, include: { _count: true } });
    return { kept, read: await readEmbedding(server.db, key) };
  }

  /** Tasks about an embedding that the queue has had. */
  async function tasksOf(embeddingId: string): Promise<string[]> {
    const { rows } = await server.db.pool.query<{ task: string }>(
      `SELECT "data"->>'spanIndex' || '/' || ("data"->>'spanCount') AS "task" FROM pgboss.job
       WHERE "name" = 'span' AND "data"->>'embeddingId' = $1 ORDER BY 1`,
      [embeddingId],
    );
    return rows.map(({ task }) => task);
  }

  async function expectAsInOneGo(name: (typeof NAMES)[number]): Promise<Awaited<ReturnType<typeof embedInOneGo>>> {
    const inOneGo = await embedInOneGo(at(name));
    const { kept, read } = await embeddingOf(name);
    const { damagedCount, isTruncated, frameCount } = inOneGo.report;
    expect(kept).toMatchObject({ completedAt: expect.any(Date), damagedCount, isTruncated, frameCount });
    expect(read).toEqual({ timesMs: inOneGo.timesMs, embeddings: inOneGo.embeddings });
    return inOneGo;
  }

  test('is embedded in spans, each once for all who need it, and comes out as in one go', async () => {
    const ids = await Promise.all(recipes.map((recipe) => begin('whole.mp4', recipe)));
    for (const id of ids) expect(await ended(id)).toMatchObject({ state: 'succeeded' });
    await expectAsInOneGo('whole.mp4');
    const { kept } = await embeddingOf('whole.mp4');
    expect(kept).toMatchObject({ spanCount: SPAN_COUNT, spanCells: 24, _count: { chunks: SPAN_COUNT } });
    expect(await tasksOf(kept!.id)).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5']);
  }, 60_000);

  test('that is damaged is embedded in one go after all', async () => {
    expect(await ended(await begin('damaged.mp4'))).toMatchObject({ state: 'succeeded' });
    const { report } = await expectAsInOneGo('damaged.mp4');
    expect(report.damagedCount).toBeGreaterThan(0);
    const { kept } = await embeddingOf('damaged.mp4');
    expect(kept).toMatchObject({ spanCount: 1, spanCells: null });
    expect(await tasksOf(kept!.id)).toContain('0/1');
  }, 60_000);

  test('that was cut off is embedded as far as it goes', async () => {
    expect(await ended(await begin('cut.mkv'))).toMatchObject({ state: 'succeeded' });
    const { report } = await expectAsInOneGo('cut.mkv');
    expect(report.isTruncated).toBe(true);
  }, 60_000);

  test('in a container that cannot be sought is a task of its own', async () => {
    expect(await ended(await begin('unseekable.avi'))).toMatchObject({ state: 'succeeded' });
    await expectAsInOneGo('unseekable.avi');
    expect(await tasksOf((await embeddingOf('unseekable.avi')).kept!.id)).toEqual(['0/1']);
  }, 60_000);

  test('is distinguished from a short one, which is embedded at once', async () => {
    expect(await ended(await begin('short.mp4'))).toMatchObject({ state: 'succeeded' });
    expect(await tasksOf((await embeddingOf('short.mp4')).kept!.id)).toEqual([]);
  }, 60_000);

  test('that goes away meanwhile fails once, and goes on where it was when it is back', async () => {
    const id = await begin('gone.mp4');
    for (;;) {
      const { kept } = await embeddingOf('gone.mp4').catch(() => ({ kept: null }));
      if (kept && kept._count.chunks > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await rename(at('gone.mp4'), at('elsewhere'));
    const { state, videos } = await ended(id);
    await rename(at('elsewhere'), at('gone.mp4'));
    // It may have been read to its end before.
    if (state !== 'succeeded') {
      expect(videos).toMatchObject([{ state: 'failed', errorCode: 'FILE_MISSING' }]);
      expect((await embeddingOf('gone.mp4')).read).toBeNull();
      expect(await ended(await begin('gone.mp4'))).toMatchObject({ state: 'succeeded' });
    }
    await expectAsInOneGo('gone.mp4');
  }, 60_000);

  test('is not gone on with when nobody needs it any more', async () => {
    const id = await begin('cancelled.mp4');
    for (;;) {
      const { count } = await server.db.prisma.videoEmbedding
        .findMany({ where: { completedAt: null } })
        .then((all) => ({ count: all.length }));
      if (count > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    valueOf(await cancelRecognition(server.db, id));
    const open = async () =>
      (await server.db.pool.query(`SELECT 1 FROM pgboss.job WHERE "state" < 'completed'`)).rowCount;
    while ((await open())! > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const { kept } = await embeddingOf('cancelled.mp4');
    expect(kept?._count.chunks).toBeLessThan(SPAN_COUNT);
  }, 60_000);
});
