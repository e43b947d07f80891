import type { Prisma } from '@actionary/database';
import type { Services } from './context.ts';
import { trainTask } from './features/adapters/tasks/train.task.ts';
import { calibrateTask } from './features/calibrations/tasks/calibrate.task.ts';
import { pullTask } from './features/encoders/tasks/pull.task.ts';
import { evaluateTask } from './features/evaluations/tasks/evaluate.task.ts';
import { listForgottenRecognitions } from './features/recognitions/forgotten-recognitions.ts';
import { queueVideos } from './shared/queue/queue-videos.ts';
import { embedTask } from './features/recognitions/tasks/embed.task.ts';
import { recognizeTask, rescoreTask } from './features/recognitions/tasks/recognize.task.ts';
import { rememberWords } from './features/recognitions/tasks/remember-words.ts';
import { spanTask } from './features/recognitions/tasks/span.task.ts';
import { suggestTask } from './features/reviews/tasks/suggest.task.ts';
import { expireTask, queueExpiries } from './features/video-libraries/retention/expire.task.ts';
import { probeTask } from './features/video-libraries/recordings/probe.task.ts';
import { scanTask } from './features/video-libraries/tasks/scan.task.ts';
import { queueSuggestions } from './shared/queue/queue-suggestions.ts';

/** How soon is taken up what has not ended and waits in no queue; reviews without suggestions may wait longer. */
const FORGOTTEN_MS = 15_000;
const UNSUGGESTED_MS = 300_000;
/** How late rules of libraries may be applied. */
const EXPIRY_INTERVAL_MS = 60 * 60 * 1000;

/**
 * Begins to take tasks; any number of workers may, on any number of machines.
 * @param options `videoCount`: videos that it decodes and encodes at the same time, 1; `forgottenMs`: how soon it
 * takes up what nobody is at, 15 s
 */
export async function startWorker(
  services: Services,
  { videoCount = 1, forgottenMs = FORGOTTEN_MS }: { readonly videoCount?: number; readonly forgottenMs?: number } = {},
): Promise<void> {
  const wordsOf = rememberWords(services);
  const handlers = {
    scan: scanTask(services),
    probe: probeTask(services),
    embed: embedTask(services),
    span: spanTask(services),
    recognize: recognizeTask(services, wordsOf),
    rescore: rescoreTask(services, wordsOf),
    suggest: suggestTask(services),
    expire: expireTask(services),
    train: trainTask(services),
    evaluate: evaluateTask(services),
    calibrate: calibrateTask(services),
    pull: pullTask(services),
  };
  await services.queue.work(handlers, { embed: videoCount, span: videoCount });
  await requeue(services);
  const { queue } = services;
  queue.repeat(forgottenMs, () => requeueForgotten(services));
  queue.repeat(UNSUGGESTED_MS, () => queueSuggestions(services));
  queue.repeat(EXPIRY_INTERVAL_MS, () => queueExpiries(services));
}

const HAS_NOT_ENDED = {
  state: { in: ['queued', 'running'] },
} satisfies Prisma.JobWhereInput & Prisma.RecognitionWhereInput;

/** Queues what the database says has not ended: a process may have died between writing and queueing. */
async function requeue(services: Services): Promise<void> {
  const { db } = services;
  const recognitions = await db.prisma.recognition.findMany({
    where: HAS_NOT_ENDED,
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of recognitions) await queueVideos(services, id);
  await requeueJobs(services);
  await queueSuggestions(services);
  await queueExpiries(services);
}

/**
 * The same while others may be at it: a server may have died between writing and queueing, and a task has an end to its
 * attempts, which the deaths of its workers count as.
 */
async function requeueForgotten(services: Services): Promise<void> {
  for (const id of await listForgottenRecognitions(services.db)) await queueVideos(services, id);
  await requeueJobs(services);
}

async function requeueJobs({ db, queue }: Services): Promise<void> {
  for (const { id: jobId, kind, libraryId, payload } of await db.prisma.job.findMany({ where: HAS_NOT_ENDED })) {
    if (kind === 'scan' && libraryId) await queue.send('scan', { jobId, libraryId });
    const { catalogueId } = payload as { catalogueId?: string };
    if (kind === 'train' || kind === 'calibrate' || kind === 'evaluate') await queue.send(kind, { jobId });
    if (kind === 'pull' && catalogueId) await queue.send('pull', { jobId, catalogueId });
  }
}
