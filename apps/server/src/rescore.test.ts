import { afterAll, expect, test } from '@jest/globals';
import { createRecognition } from '../../../prisma/src/index.ts';
import { useDatabase } from '../../../test/factories/database.ts';
import { registerWorkbench, writeEmbedding } from '../../../test/factories/embeddings.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../test/factories/records.ts';

const VIDEO_COUNT = 1000;
const FRAME_COUNT = 20;

// Before the database's own, which insists that nobody is connected.
afterAll(endProducts);
const target = useDatabase();

/** A recognition of videos that have embeddings already; it waits for workers. */
async function prepare(): Promise<string> {
  const { db } = target;
  const { digest: encoderDigest, dims } = await registerWorkbench(db);
  const recipe = await makeRecipe(db, { encoderDigest });
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, VIDEO_COUNT);
  const frames = {
    timesMs: Array.from({ length: FRAME_COUNT }, (_, frame) => 250 + 500 * frame),
    embeddings: Float32Array.from({ length: FRAME_COUNT * dims }, (_, index) => Math.sin(index) * (2 / dims) ** 0.5),
  };
  for (const { contentSha256 } of await db.prisma.video.findMany())
    await writeEmbedding(db, { contentSha256: contentSha256!, encoderDigest, sampling: recipe.sampling }, [frames]);
  return valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds })).id;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('two workers re-score an archive between them; one that is killed loses and doubles nothing', async () => {
  const { db, url } = target;
  const id = await prepare();
  const start = () => startProduct({ DATABASE_URL: url, ACTIONARY_ROLES: 'worker' });
  const [killed, remaining] = [start(), start()];
  const finishedCount = () => db.prisma.recognitionVideo.count({ where: { recognitionId: id, state: 'succeeded' } });
  await until(async () => (await finishedCount()) > 0);
  killed.child.kill('SIGKILL');
  await killed.ended;
  await until(async () => (await db.prisma.recognition.count({ where: { id, finishedAt: null } })) === 0);
  const recognition = await db.prisma.recognition.findUniqueOrThrow({ where: { id } });
  expect(recognition).toMatchObject({ state: 'succeeded', succeededCount: VIDEO_COUNT, failedCount: 0 });
  const { rows } = await db.pool.query(
    `SELECT run."state", run."isCurrent", run."segmentCount" = count(segment.*) AS "isWhole",
       min(segment."startMs") AS "from", max(segment."endMs") AS "to", count(DISTINCT run."id")::int AS "count"
     FROM "RecognitionVideo" AS run LEFT JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
     WHERE run."recognitionId" = $1 GROUP BY run."id"`,
    [id],
  );
  expect(rows).toHaveLength(VIDEO_COUNT);
  const whole = { state: 'succeeded', isCurrent: true, isWhole: true, from: 0, to: 10_000, count: 1 };
  for (const row of rows) expect(row).toEqual(whole);
  remaining.child.kill('SIGINT');
  await remaining.ended;
}, 120_000);
