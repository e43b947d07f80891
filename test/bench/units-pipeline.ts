import { appendFile, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { queueVideos } from '../../apps/server/src/shared/queue/queue-videos.ts';
import { createRecognition } from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { makeVideo } from '../factories/bench-video.ts';
import { registerWorkbench } from '../factories/embeddings.ts';
import { makeFolderLibrary } from '../factories/long-video.ts';
import { endProducts, startProduct } from '../factories/product.ts';
import { makeRecipe, valueOf } from '../factories/records.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { freeBox } from './free-box.ts';
import { metered, TICK_MS } from './postgres-meter.ts';
import { UNITS } from './unit-figures.ts';

const VIDEO_COUNT = 60;
const SHAPE = { name: 'unit', width: 320, height: 240, fps: 10, durationMs: 4000 };
const POLL_MS = 50;
/** How long nothing is done, to see what that takes. */
const IDLE_S = 20;

/** All that the database does for a video whose frames and segments are few: rows, tasks and announcements, by one worker. */
export async function benchPipelineUnits(services: BenchServices, note: (text: string) => void): Promise<Figure[]> {
  const { db, databaseUrl, queue, dataFolder } = services;
  note(`tasks: ${VIDEO_COUNT} videos of ${SHAPE.durationMs / 1000} s, by one worker process with the bundled encoder`);
  const videos = path.join(dataFolder, 'videos');
  const names = await writeVideos(videos);
  const { digest: encoderDigest } = await registerWorkbench(db);
  const { id: recipeId } = await makeRecipe(db, { encoderDigest });
  await queue.start();
  const withoutWorker = await idleCpuMs(db);
  const worker = startProduct({ DATABASE_URL: named(databaseUrl), ACTIONARY_ROLES: 'worker' });
  try {
    await worker.works();
    // The demo comes with the first worker.
    await untilIdle(db);
    const waiting = (await idleCpuMs(db)) - withoutWorker;
    let connections = 0;
    const { cpuMs, walBytes } = await metered(db, async () => {
      const videoIds = await makeFolderLibrary(db, videos, names);
      const { id } = valueOf(await createRecognition(db, { recipeId, videoIds }));
      await queueVideos(services, id);
      await untilIdle(db, async () => (connections = Math.max(connections, await connectionsOf(db))));
      const { succeededCount } = await db.prisma.recognition.findUniqueOrThrow({ where: { id } });
      if (succeededCount !== VIDEO_COUNT) throw new Error(`${succeededCount} videos were recognised`);
    });
    return [
      { name: UNITS.videoCpuMs, value: cpuMs / VIDEO_COUNT, unit: 'ms' },
      { name: UNITS.videoWalBytes, value: walBytes / VIDEO_COUNT, unit: 'B' },
      // Less than the system's clock tells is taken for what it tells.
      { name: UNITS.waitingWorkerCpuMs, value: Math.max(TICK_MS / IDLE_S, waiting), unit: 'ms' },
      { name: UNITS.workerConnections, value: connections, unit: '' },
    ];
  } finally {
    await endProducts();
    await queue.stop();
  }
}

/** Each is a content of its own: the same one would be embedded already. @returns their names */
async function writeVideos(folder: string): Promise<string[]> {
  await mkdir(folder);
  const file = await makeVideo(SHAPE);
  const names = Array.from({ length: VIDEO_COUNT }, (_, index) => `${index}.mp4`);
  for (const [index, name] of names.entries()) {
    await copyFile(file, path.join(folder, name));
    await appendFile(path.join(folder, name), freeBox(index));
  }
  return names;
}

/** Waits until all recognitions have ended. @param look called again and again meanwhile */
async function untilIdle(db: Database, look: () => Promise<unknown> = async () => undefined): Promise<void> {
  while ((await db.prisma.recognition.count({ where: { finishedAt: null } })) > 0) {
    await look();
    await sleep(POLL_MS);
  }
}

/** Of a second in which nobody asks for anything. */
async function idleCpuMs(db: Database): Promise<number> {
  const { cpuMs, seconds } = await metered(db, () => sleep(1000 * IDLE_S));
  return cpuMs / seconds;
}

const NAME = 'measured-worker';

/** So that its connections are told from others. */
function named(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', NAME);
  return url.href;
}

async function connectionsOf({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS "count" FROM "pg_stat_activity" WHERE "application_name" = $1',
    [NAME],
  );
  return rows[0].count;
}
