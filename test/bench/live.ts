import { appendFile, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { queueVideos } from '../../apps/server/src/shared/queue/queue-videos.ts';
import { watchLibraries } from '../../apps/server/src/features/video-libraries/watch/watch-libraries.ts';
import { startWorker } from '../../apps/server/src/worker.ts';
import { updateVideoLibrary } from '../../prisma/src/index.ts';
import type { Database } from '../../prisma/src/index.ts';
import { demoVideo } from '../factories/demo.ts';
import { registerWorkbench } from '../factories/embeddings.ts';
import { makeLibrary, makeRecipe, valueOf } from '../factories/records.ts';
import { withServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { freeBox } from './free-box.ts';

const FILE_COUNT = 12;
const TARGET_S = 10;
const POLL_MS = 20;

/** Files are written into a watched folder, one after another: from the last byte to the segments in the database. */
export function benchLive(note: (text: string) => void): Promise<Figure[]> {
  return withServices(async (services) => {
    await services.queue.start();
    try {
      await startWorker(services);
      const watcher = watchLibraries(services, { queueVideos: (id) => queueVideos(services, id) });
      try {
        return await figures(services.db, path.join(services.dataFolder, 'videos'), note);
      } finally {
        await watcher.stop();
      }
    } finally {
      await services.queue.stop();
    }
  });
}

async function figures(db: Database, videos: string, note: (text: string) => void): Promise<Figure[]> {
  await mkdir(videos);
  const { digest: encoderDigest } = await registerWorkbench(db);
  const { id } = await makeLibrary(db);
  await db.prisma.videoLibrary.update({ where: { id }, data: { folder: videos } });
  valueOf(await updateVideoLibrary(db, id, { watchRecipeId: (await makeRecipe(db, { encoderDigest })).id }));
  note(
    `a video of half a minute ${FILE_COUNT} times, with the bundled encoder; the first one starts it and does not count`,
  );
  const seconds: number[] = [];
  for (let index = 0; index <= FILE_COUNT; index++) seconds.push(await latencyOf(db, videos, index));
  const sorted = seconds.slice(1).toSorted((a, b) => a - b);
  return [
    {
      name: 'last byte of a file to its segments: median',
      value: sorted[Math.floor(sorted.length / 2)]!,
      unit: 's',
      target: TARGET_S,
      isCeiling: true,
    },
    { name: 'last byte of a file to its segments: longest', value: sorted.at(-1)!, unit: 's' },
  ];
}

/** Each file is a content of its own: the same one would be embedded already. */
async function latencyOf(db: Database, folder: string, index: number): Promise<number> {
  const file = path.join(folder, `${index}.mp4`);
  await copyFile(demoVideo('packing'), file);
  await appendFile(file, freeBox(index));
  const startedAt = performance.now();
  while ((await db.prisma.segment.count({ where: { recognitionVideo: { video: { path: `${index}.mp4` } } } })) === 0)
    await sleep(POLL_MS);
  return (performance.now() - startedAt) / 1000;
}
