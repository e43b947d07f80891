import { createJob } from '@actionary/database';
import type { Job } from '@actionary/database';
import type { Services } from '../../context.ts';
import { unwrap } from '../../shared/graphql/result.ts';

/** The job of a library's scan. One that waits already will find everything; one that runs may have passed the new files. */
export async function queueScan({ db, queue }: Pick<Services, 'db' | 'queue'>, libraryId: string): Promise<Job> {
  const waiting = await db.prisma.job.findFirst({ where: { libraryId, kind: 'scan', state: 'queued' } });
  const job = waiting ?? unwrap(await createJob(db, { kind: 'scan', libraryId }));
  await queue.send('scan', { jobId: job.id, libraryId });
  return job;
}
