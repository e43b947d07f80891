import { failJob, finishJob, getRecognitions, reportProgress, startJob } from '@actionary/database';
import type { Database, Recognition } from '@actionary/database';
import { announce } from '../../../shared/queue/changes.ts';

/** Brings a recognition's job up to date with the recognition, and tells who watches either. May be repeated. */
export async function announceProgress(db: Database, recognitionId: string): Promise<void> {
  const [recognition] = await getRecognitions(db, [recognitionId]);
  if (!recognition) return;
  const jobs = await db.prisma.job.findMany({ where: { recognitionId } });
  for (const { id, state } of jobs) {
    if (state === 'queued' && recognition.state !== 'queued') await startJob(db, id);
    await update(db, id, recognition);
  }
  await announce(db.prisma, 'Recognition', recognitionId);
}

async function update(db: Database, jobId: string, recognition: Recognition): Promise<void> {
  const { succeededCount, failedCount, cancelledCount, state } = recognition;
  await reportProgress(db, jobId, { doneCount: succeededCount + failedCount + cancelledCount });
  if (state === 'succeeded') await finishJob(db, jobId);
  if (state === 'failed') await failJob(db, jobId, { code: 'ALL_FAILED', message: 'no video could be recognised' });
}
