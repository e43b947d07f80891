import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRecognition } from '../../../prisma/src/index.ts';
import type { Database } from '../../../prisma/src/index.ts';
import { useDatabase } from '../../../test/factories/database.ts';
import { readEmbedding, registerWorkbench } from '../../../test/factories/embeddings.ts';
import { embedInOneGo, makeFolderLibrary, writeLongVideo } from '../../../test/factories/long-video.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import { makeRecipe, valueOf } from '../../../test/factories/records.ts';
import { forgoDemo } from '../../../test/factories/without-demo.ts';

const NAME = 'shift.mp4';
const SECONDS = 120;
const SPAN_FRAMES = 16;
const SPAN_COUNT = 15;

// Before the database's own, which insists that nobody is connected.
afterAll(endProducts);
const target = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-shift-'));
  await writeLongVideo(path.join(folder, NAME), SECONDS);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** What the queue and the database know of the video's spans. */
async function spansOf(db: Database) {
  const { rows } = await db.pool.query<Record<'taskCount' | 'activeCount' | 'repeatedCount' | 'writtenCount', number>>(
    `SELECT count(task.*)::int AS "taskCount", count(*) FILTER (WHERE task."state" = 'active')::int AS "activeCount",
       count(*) FILTER (WHERE task."retry_count" > 0)::int AS "repeatedCount", (
         SELECT count(*) FROM "EmbeddingChunk" JOIN "VideoEmbedding" AS embedding ON embedding."id" = "videoEmbeddingId"
         JOIN "Video" USING ("contentSha256") WHERE "path" = $1
       )::int AS "writtenCount"
     FROM "Video" JOIN "VideoEmbedding" AS embedding USING ("contentSha256")
     JOIN pgboss.job AS task ON task."name" = 'span' AND task."data"->>'embeddingId' = embedding."id"::text
     WHERE "path" = $1`,
    [NAME],
  );
  return rows[0]!;
}

test('two workers share a long video; one is killed, and it comes out as in one go', async () => {
  const { db, url } = target;
  await forgoDemo(db);
  const { digest: encoderDigest } = await registerWorkbench(db);
  const { id: recipeId, sampling } = await makeRecipe(db, { encoderDigest });
  const videoIds = await makeFolderLibrary(db, folder, [NAME]);
  const { id } = valueOf(await createRecognition(db, { recipeId, videoIds }));
  const settings = { DATABASE_URL: url, ACTIONARY_ROLES: 'worker', ACTIONARY_SPAN_FRAMES: String(SPAN_FRAMES) };
  const [killed, remaining] = [startProduct(settings), startProduct(settings)];
  await until(async () => (await db.prisma.embeddingChunk.count()) > 0);
  // Somebody is at a span of it; both as a rule.
  await until(async () => {
    const { writtenCount, activeCount } = await spansOf(db);
    return writtenCount > 2 && activeCount > 0;
  });
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect((await spansOf(db)).writtenCount).toBeLessThan(SPAN_COUNT);
  await until(async () => (await db.prisma.recognition.count({ where: { id, finishedAt: null } })) === 0);
  const recognition = await db.prisma.recognition.findUniqueOrThrow({ where: { id } });
  expect(recognition).toMatchObject({ state: 'succeeded', succeededCount: 1, failedCount: 0 });
  const { contentSha256 } = await db.prisma.video.findFirstOrThrow({ where: { path: NAME } });
  const { report, ...seen } = await embedInOneGo(path.join(folder, NAME));
  expect(report).toEqual({ frameCount: 2 * SECONDS, damagedCount: 0, isTruncated: false });
  expect(await readEmbedding(db, { contentSha256: contentSha256!, encoderDigest, sampling })).toEqual(seen);
  // At most what the killed one was at had to be done again.
  const { taskCount, repeatedCount } = await spansOf(db);
  expect(taskCount).toBe(SPAN_COUNT);
  expect(repeatedCount).toBeLessThanOrEqual(1);
  remaining.child.kill('SIGINT');
  await remaining.ended;
});
