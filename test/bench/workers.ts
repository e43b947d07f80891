import { queueVideos } from '../../apps/server/src/shared/queue/queue-videos.ts';
import { createRecognition } from '../../prisma/src/index.ts';
import { endProducts, startProduct } from '../factories/product.ts';
import { valueOf } from '../factories/records.ts';
import { fillArchive } from './archive.ts';
import type { Archive } from './archive.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';

const SIZE = { videoCount: 1000, framesPerVideo: 2400, conceptCount: 100 };
const FRAME_COUNT = SIZE.videoCount * SIZE.framesPerVideo;
const WORKER_COUNTS = [1, 2, 4];
const POLL_MS = 20;

/** One archive re-scored by worker processes that share the queue: the whole product but the API. */
export function benchWorkers(note: (text: string) => void): Promise<Figure[]> {
  note(`re-scoring ${FRAME_COUNT} frames by worker processes, each with as many threads as it takes by default`);
  return withServices(async (services) => {
    await services.queue.start();
    try {
      const archive = await fillArchive(services, 'workbench', SIZE);
      const perSecond = new Map<number, number>();
      for (const count of WORKER_COUNTS) perSecond.set(count, await throughput(services, archive, count));
      const alone = perSecond.get(1)!;
      return [...perSecond].flatMap(([count, value]): Figure[] => [
        { name: `workers: ${count}`, value, unit: 'frames/s' },
        ...(count === 1 ? [] : [{ name: `workers: ${count} over 1`, value: value / alone, unit: '×' }]),
      ]);
    } finally {
      await services.queue.stop();
    }
  });
}

/** Frames per second; workers are up and have met the encoder before. */
async function throughput(services: BenchServices, archive: Archive, count: number): Promise<number> {
  const { databaseUrl } = services;
  const workers = Array.from({ length: count }, () =>
    startProduct({ DATABASE_URL: databaseUrl, ACTIONARY_ROLES: 'worker' }),
  );
  try {
    await Promise.all(workers.map(({ works }) => works()));
    await recognised(services, archive);
    return (1000 * FRAME_COUNT) / (await milliseconds(() => recognised(services, archive)));
  } finally {
    await endProducts();
  }
}

/** Queues the archive and waits until it is done. */
async function recognised({ db, queue }: BenchServices, { recipeId, videoIds }: Archive): Promise<void> {
  const { id } = valueOf(await createRecognition(db, { recipeId, videoIds }));
  await queueVideos({ db, queue }, id);
  while ((await db.prisma.recognition.count({ where: { id, finishedAt: null } })) > 0)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  const { succeededCount } = await db.prisma.recognition.findUniqueOrThrow({ where: { id } });
  if (succeededCount !== SIZE.videoCount) throw new Error(`${succeededCount} videos were recognised`);
}
