import type { Prisma } from '@actionary/database';
import type { Services } from './context.ts';
import { pullTask } from './features/encoders/tasks/pull.task.ts';
import { queueVideos } from './features/recognitions/queue-videos.ts';
import { embedTask } from './features/recognitions/tasks/embed.task.ts';
import { recognizeTask, rescoreTask } from './features/recognitions/tasks/recognize.task.ts';
import { suggestTask } from './features/reviews/tasks/suggest.task.ts';
import { scanTask } from './features/video-libraries/tasks/scan.task.ts';
import { queueSuggestions } from './shared/queue/queue-suggestions.ts';

/** Begins to take tasks; any number of workers may, on any number of machines. */
export async function startWorker(services: Services): Promise<void> {
  await services.queue.work({
    scan: scanTask(services),
    embed: embedTask(services),
    recognize: recognizeTask(services),
    rescore: rescoreTask(services),
    suggest: suggestTask(services),
    pull: pullTask(services),
  });
  await requeue(services);
}

/** Queues what the database says has not ended: a process may have died between writing and queueing. */
async function requeue(services: Services): Promise<void> {
  const { db, queue } = services;
  const where = { state: { in: ['queued', 'running'] } } satisfies Prisma.JobWhereInput & Prisma.RecognitionWhereInput;
  const recognitions = await db.prisma.recognition.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  for (const { id } of recognitions) await queueVideos(services, id);
  for (const { id: jobId, kind, libraryId, payload } of await db.prisma.job.findMany({ where })) {
    if (kind === 'scan' && libraryId) await queue.send('scan', { jobId, libraryId });
    const { catalogueId } = payload as { catalogueId?: string };
    if (kind === 'pull' && catalogueId) await queue.send('pull', { jobId, catalogueId });
  }
  await queueSuggestions(services);
}
