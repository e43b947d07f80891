import type { Database } from './database.ts';
import { newId } from './id.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/**
 * Stores what a job has made, and ends the job.
 *
 * @param key under which the job's payload says what was made
 * @param make stores it under a new id
 * @returns the id; `null` where the job has ended or was cancelled: nothing is stored
 */
export function finishWithResult(
  db: Database,
  jobId: string,
  key: string,
  make: (tx: Transaction, id: string) => Promise<unknown>,
): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    const [job] = await tx.$queryRaw<{ payload: object }[]>`
      SELECT "payload" FROM "Job" WHERE "id" = ${jobId}::uuid AND "state" IN ('queued', 'running') FOR UPDATE`;
    if (!job) return null;
    const id = newId();
    await make(tx, id);
    const payload = { ...job.payload, [key]: id };
    await tx.job.update({ where: { id: jobId }, data: { state: 'succeeded', finishedAt: new Date(), payload } });
    return id;
  });
}
