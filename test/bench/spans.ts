import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { queueVideos } from '../../apps/server/src/shared/queue/queue-videos.ts';
import { createRecognition } from '../../prisma/src/index.ts';
import { makeVideo } from '../factories/bench-video.ts';
import { registerWorkbench } from '../factories/embeddings.ts';
import { makeFolderLibrary } from '../factories/long-video.ts';
import { endProducts, startProduct } from '../factories/product.ts';
import { makeRecipe, valueOf } from '../factories/records.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';

const MINUTE_MS = 60_000;
const SHAPE = { width: 320, height: 240, fps: 10 };
const LONG_MINUTES = 60;
/** More frames than any video has: nothing is cut, and a long video holds its worker. */
const IN_ONE_GO = 1_000_000;
const POLL_MS = 20;

/** One long video, and a short one that is queued behind it: embedded in one go, as before, and in spans. */
export async function benchSpans(note: (text: string) => void): Promise<Figure[]> {
  note(`a video of ${LONG_MINUTES} minutes at two frames a second, and one of a minute behind it; the bundled encoder`);
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  try {
    const long = await makeVideo({ name: 'shift', ...SHAPE, durationMs: LONG_MINUTES * MINUTE_MS });
    const short = await makeVideo({ name: 'minute', ...SHAPE, durationMs: MINUTE_MS });
    await copyFile(long, path.join(folder, 'long.mp4'));
    await copyFile(short, path.join(folder, 'short.mp4'));
    return await withServices(async (services) => {
      await services.queue.start();
      try {
        return await compare(services, folder);
      } finally {
        await services.queue.stop();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Work {
  readonly recipeId: string;
  /** The long one, then the short one. */
  readonly videoIds: readonly [string, string];
}

async function compare(services: BenchServices, folder: string): Promise<Figure[]> {
  const { db } = services;
  const { digest: encoderDigest } = await registerWorkbench(db);
  const { id: recipeId } = await makeRecipe(db, { encoderDigest });
  await makeFolderLibrary(db, folder, ['long.mp4', 'short.mp4']);
  const [long, short] = await db.prisma.video.findMany({ orderBy: { path: 'asc' } });
  const work: Work = { recipeId, videoIds: [long!.id, short!.id] };
  const before = await seconds(services, work, { workerCount: 1, spanFrames: IN_ONE_GO });
  const one = await seconds(services, work, { workerCount: 1 });
  const two = await seconds(services, work, { workerCount: 2 });
  const named = (name: string, value: number, unit = 's') => ({ name: `spans: ${name}`, value, unit });
  const inOneGo = (value: number) => ({ name: 'in one go, 1 worker', value, unit: 's' });
  return [
    named('the long video, in one go, 1 worker', before.long),
    named('the long video, 1 worker', one.long),
    named('the long video, 2 workers', two.long),
    { ...named('the long video, 2 workers over in one go', before.long / two.long, '×'), peer: inOneGo(before.long) },
    named('the short video behind it, in one go, 1 worker', before.short),
    { ...named('the short video behind it, 1 worker', one.short), peer: inOneGo(before.short) },
  ];
}

interface Setting {
  readonly workerCount: number;
  /** Default: the product's own. */
  readonly spanFrames?: number;
}

/** From queueing both videos until each is recognised; workers are up and have met the encoder before. */
async function seconds({ databaseUrl, db, queue }: BenchServices, work: Work, { workerCount, spanFrames }: Setting) {
  const settings = {
    DATABASE_URL: databaseUrl,
    ACTIONARY_ROLES: 'worker',
    ...(spanFrames && { ACTIONARY_SPAN_FRAMES: String(spanFrames) }),
  };
  const workers = Array.from({ length: workerCount }, () => startProduct(settings));
  try {
    await Promise.all(workers.map(({ works }) => works()));
    // The demo comes with the first worker.
    while ((await db.prisma.recognition.count({ where: { finishedAt: null } })) > 0) await pause();
    await db.prisma.videoEmbedding.deleteMany();
    const startedAt = performance.now();
    const { id } = valueOf(await createRecognition(db, work));
    await queueVideos({ db, queue }, id);
    const untilRecognised = async (videoId: string) => {
      const where = { recognitionId: id, videoId, finishedAt: { not: null } };
      while ((await db.prisma.recognitionVideo.count({ where })) === 0) await pause();
      return (performance.now() - startedAt) / 1000;
    };
    const [long, short] = await Promise.all(work.videoIds.map(untilRecognised));
    const { succeededCount } = await db.prisma.recognition.findUniqueOrThrow({ where: { id } });
    if (succeededCount !== work.videoIds.length) throw new Error(`${succeededCount} videos were recognised`);
    return { long: long!, short: short! };
  } finally {
    await endProducts();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));
