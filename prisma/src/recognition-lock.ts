/**
 * Who works on a recognition's videos shares it; who stops, publishes or deletes some of it has it alone. Rows would not do:
 * who waits for some of them keeps those that have ended meanwhile, which the last video's results are published with.
 */
import { Prisma } from '../generated/client.ts';
import type { Transaction } from './transaction.ts';

/** Of the recognition that these videos are of. */
export async function shareRecognition(tx: Transaction, runIds: readonly string[]): Promise<void> {
  const of = Prisma.sql`(SELECT "recognitionId" FROM "RecognitionVideo" WHERE "id" = ANY (${[...runIds]}::uuid[]) LIMIT 1)`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${of}::text, 0))::text`;
}

export async function holdRecognitions(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (const id of ids.toSorted())
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}::text, 0))::text`;
}
