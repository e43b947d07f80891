import { queueVideos } from '../../apps/server/src/shared/queue/queue-videos.ts';
import { createRecognition } from '../../prisma/src/index.ts';
import { endProducts, startProduct } from '../factories/product.ts';
import { valueOf } from '../factories/records.ts';
import { fillArchive, rescoring } from './archive.ts';
import type { Archive } from './archive.ts';
import { withServices } from './bench-services.ts';
import type { BenchServices } from './bench-services.ts';
import type { Chart, Figure } from './figure.ts';
import { machineShareOf } from './machine-share.ts';
import { peakOf } from './peak-memory.ts';
import { milliseconds } from './times.ts';

const SIZE = { videoCount: 1000, framesPerVideo: 2400, conceptCount: 100 };
const FRAME_COUNT = SIZE.videoCount * SIZE.framesPerVideo;
const WORKER_COUNTS = [1, 2, 3, 4];
/** Of the rate of one: more workers than the machine has room for are not to be in each other's way. */
const LEAST_RATE = 0.9;
const POLL_MS = 20;

/** One archive re-scored by worker processes that share the queue: the whole product but the API. */
export function benchWorkers(note: (text: string) => void, draw: (chart: Chart) => void): Promise<Figure[]> {
  note(
    `re-scoring ${FRAME_COUNT} frames by worker processes, each with as many threads as it takes by default; peer: the same in ` +
      'one process, without a queue',
  );
  return withServices(async (services) => {
    await services.queue.start();
    try {
      const archive = await fillArchive(services, 'workbench', SIZE);
      const runs: Run[] = [];
      for (const count of WORKER_COUNTS) runs.push(await measure(services, archive, count));
      const rescore = rescoring(services, archive);
      await rescore();
      drawRuns(draw, runs);
      return figuresOf(runs, rateOf(await milliseconds(rescore)));
    } finally {
      await services.queue.stop();
    }
  });
}

interface Run {
  readonly count: number;
  readonly perSecond: number;
  /** Of all processors' time, 0 … 1. */
  readonly machineShare: number;
  /** The most that any of the workers has had. */
  readonly peakMib: number;
}

const rateOf = (ms: number) => (1000 * FRAME_COUNT) / ms;

function figuresOf(runs: readonly Run[], peerPerSecond: number): Figure[] {
  const [alone] = runs;
  const peer = { name: 'one process without a queue', value: peerPerSecond, unit: 'frames/s' };
  const over = ({ count, perSecond }: Run): Figure => ({
    name: `workers: ${count} over 1`,
    value: perSecond / alone.perSecond,
    unit: '×',
    target: LEAST_RATE,
    why: `one alone keeps all processors at work for ${Math.round(100 * alone.machineShare)} % of their time`,
  });
  return runs.flatMap((run): Figure[] => [
    { name: `workers: ${run.count}`, value: run.perSecond, unit: 'frames/s', peer },
    ...(run === alone ? [] : [over(run)]),
    { name: `workers: ${run.count}: memory of the largest`, value: run.peakMib, unit: 'MiB' },
  ]);
}

function drawRuns(draw: (chart: Chart) => void, runs: readonly Run[]): void {
  draw({
    id: 'rescoring-by-workers',
    title: 'Re-scoring by worker processes of one machine',
    x: { label: 'workers', ticks: runs.map(({ count }) => count) },
    y: { label: 'frames a second', from: 0 },
    series: [
      { name: 'all workers together', points: runs.map(({ count, perSecond }) => ({ x: count, y: perSecond })) },
    ],
  });
}

/** Workers are up and have met the encoder before. */
async function measure(services: BenchServices, archive: Archive, count: number): Promise<Run> {
  const { databaseUrl } = services;
  const workers = Array.from({ length: count }, () =>
    startProduct({ DATABASE_URL: databaseUrl, ACTIONARY_ROLES: 'worker' }),
  );
  try {
    await Promise.all(workers.map(({ works }) => works()));
    await recognised(services, archive);
    // What was written before is in nobody's way, and in no later one's more than in the first one's.
    await services.db.prisma.$executeRaw`TRUNCATE "Segment"`;
    let tookMs = 0;
    const machineShare = await machineShareOf(async () => {
      tookMs = await milliseconds(() => recognised(services, archive));
    });
    const peaks = await Promise.all(workers.map(({ child }) => peakOf(child.pid ?? 0)));
    return { count, perSecond: rateOf(tookMs), machineShare, peakMib: Math.max(...peaks) };
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
