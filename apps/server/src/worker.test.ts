import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createRecognition, saveRecipe, seedDemo } from '../../../prisma/src/index.ts';
import type { Database } from '../../../prisma/src/index.ts';
import {
  createFrameSource,
  embedVideo,
  encoderIdentity,
  findInstalled,
  openEncoder,
} from '../../../inference/src/index.ts';
import { useDatabase } from '../../../test/factories/database.ts';
import { DEMO_VOCABULARY, demoVideo } from '../../../test/factories/demo.ts';
import { readEmbedding } from '../../../test/factories/embeddings.ts';
import { endProducts, startProduct } from '../../../test/factories/product.ts';
import { valueOf } from '../../../test/factories/records.ts';

/** Every frame, so that a video has several chunks and a worker can be caught at it. */
const SAMPLING = 'native';
/** Videos that are recognised so; the demo's own recognition has more of them. */
const VIDEO_COUNT = 3;

interface Prepared {
  readonly id: string;
  readonly encoderDigest: string;
}

/** A recognition of some of the demo's videos, in every frame, that waits for workers; the demo's own waits for the first one. */
async function prepare(db: Database): Promise<Prepared> {
  const folder = path.join(DEMO_VOCABULARY, '../..');
  const encoder = encoderIdentity((await findInstalled('workbench')).entry);
  const { recipeId, videoIds } = (await seedDemo(db, { folder, encoder }))!;
  const { vocabularyVersionId, promptSetVersionId, encoderDigest } = await db.prisma.recipe.findUniqueOrThrow({
    where: { id: recipeId },
  });
  const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest, sampling: SAMPLING };
  const recipe = valueOf(await saveRecipe(db, { externalId: 'every frame', name: 'Every frame', ...pinned }));
  const { id } = valueOf(
    await createRecognition(db, { recipeId: recipe.id, videoIds: videoIds.slice(0, VIDEO_COUNT) }),
  );
  return { id, encoderDigest };
}

const startWorker = ({ url }: { url: string }) => startProduct({ DATABASE_URL: url, ACTIONARY_ROLES: 'worker' });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Resolves while some video is embedded in part: its writer is at it. */
function untilAmidst(db: Database): Promise<void> {
  return until(async () => {
    const where = { completedAt: null, sampling: SAMPLING, chunks: { some: {} } };
    return (await db.prisma.videoEmbedding.count({ where })) > 0;
  });
}

async function untilFinished(db: Database): Promise<void> {
  await until(async () => (await db.prisma.recognition.count({ where: { finishedAt: null } })) === 0);
}

/** Every recognition is whole, and there is nothing twice. */
async function expectWhole(db: Database, { id, encoderDigest }: Prepared): Promise<void> {
  const recognitions = await db.prisma.recognition.findMany();
  for (const recognition of recognitions) {
    const videoCount = recognition.id === id ? VIDEO_COUNT : 9;
    const expected = { state: 'succeeded', videoCount, succeededCount: videoCount, failedCount: 0 };
    expect(recognition).toMatchObject(expected);
  }
  const runs = await db.prisma.recognitionVideo.findMany({
    include: { segments: { orderBy: { startMs: 'asc' } }, video: true },
  });
  expect(runs).toHaveLength(recognitions.reduce((sum, { videoCount }) => sum + videoCount, 0));
  for (const { segments, segmentCount, isCurrent, state, video } of runs) {
    expect({ state, isCurrent, count: segments.length }).toEqual({
      state: 'succeeded',
      isCurrent: true,
      count: segmentCount,
    });
    const ends = segments.map(({ endMs }) => endMs);
    expect(segments.map(({ startMs }) => startMs)).toEqual([0, ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBe(video.durationMs);
  }
  const jobs = await db.prisma.job.findMany({ where: { recognitionId: id } });
  expect(jobs).toMatchObject([{ state: 'succeeded', doneCount: 3n, totalCount: 3n }]);
  // One that was killed at the very end of a task has left it to be found out by its silence.
  await until(async () => {
    const { rowCount } = await db.pool.query(`SELECT FROM pgboss.job WHERE state < 'completed'`);
    return rowCount === 0;
  });
  await expectSameEmbeddings(db, encoderDigest);
}

/** What one worker makes of a video. */
async function embedAssembly() {
  const { image, close } = await openEncoder('workbench');
  const seen = await embedVideo(demoVideo('assembly'), createFrameSource(), image, { fps: 'native' });
  await close();
  return seen;
}
let embedded: ReturnType<typeof embedAssembly> | undefined;

/** What several workers have written is what one would have. */
async function expectSameEmbeddings(db: Database, encoderDigest: string): Promise<void> {
  const seen = await (embedded ??= embedAssembly());
  const { contentSha256 } = await db.prisma.video.findFirstOrThrow({ where: { path: 'assembly.mp4' } });
  const key = { contentSha256: contentSha256!, encoderDigest, sampling: SAMPLING };
  const stored = await readEmbedding(db, key);
  expect(stored?.timesMs).toEqual(seen.timesMs);
  expect(stored?.embeddings).toEqual(new Float32Array(new Float16Array(seen.embeddings)));
}

describe('a worker that is killed in the middle of a video', () => {
  const [withOther, alone] = [useDatabase(), useDatabase()];
  afterAll(endProducts);

  test('loses and doubles nothing: another that remains, or a fresh one, goes on within a minute', async () => {
    const remaining = async () => {
      const prepared = await prepare(withOther.db);
      const [victim, other] = [startWorker(withOther), startWorker(withOther)];
      await untilAmidst(withOther.db);
      // Both are at a video, whoever of them wrote the chunk.
      victim.child.kill('SIGKILL');
      await untilFinished(withOther.db);
      await expectWhole(withOther.db, prepared);
      other.child.kill('SIGTERM');
      expect(await other.ended).toEqual({ code: 0, signal: null });
    };
    const fresh = async () => {
      const prepared = await prepare(alone.db);
      const victim = startWorker(alone);
      await untilAmidst(alone.db);
      victim.child.kill('SIGKILL');
      await victim.ended;
      const other = startWorker(alone);
      await untilFinished(alone.db);
      await expectWhole(alone.db, prepared);
      other.child.kill('SIGTERM');
      expect(await other.ended).toEqual({ code: 0, signal: null });
    };
    await Promise.all([remaining(), fresh()]);
  });
});

describe('a worker that is asked to stop in the middle of a video', () => {
  const target = useDatabase();
  afterAll(endProducts);

  test('gives it back: another goes on at once, and no attempt counts as failed', async () => {
    const prepared = await prepare(target.db);
    const first = startWorker(target);
    await untilAmidst(target.db);
    first.child.kill('SIGTERM');
    expect(await first.ended).toEqual({ code: 0, signal: null });
    const { rows } = await target.db.pool.query(
      `SELECT count(*) FILTER (WHERE state = 'active')::int AS active,
              count(*) FILTER (WHERE state = 'created')::int AS waiting, max(retry_count) AS retries
       FROM pgboss.job WHERE state < 'completed'`,
    );
    expect(rows).toEqual([{ active: 0, waiting: expect.any(Number), retries: 0 }]);
    const second = startWorker(target);
    await untilFinished(target.db);
    await expectWhole(target.db, prepared);
    second.child.kill('SIGTERM');
    expect(await second.ended).toEqual({ code: 0, signal: null });
  });
});
