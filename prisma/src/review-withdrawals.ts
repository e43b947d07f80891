import type { Review } from '../generated/client.ts';
import type { Database } from './database.ts';
import { holdPublishing } from './draft-lock.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/**
 * Takes reviews back, all of them or none. Their rows go, and with them what waits or was decided after a split; so do
 * earlier reviews of the same spans, on the same track under the same vocabulary, which would count again otherwise. Nothing else is touched:
 * what was trained from them stays as it is, and a video that is no longer reviewed is kept as long as any other.
 * Problems: NOT_FOUND (at `ids.<index>`).
 */
export function withdrawReviews(db: Database, ids: readonly string[]): Promise<Outcome<null>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await removeReviews(tx, ids, 'ids');
      return null;
    }),
  );
}

export type RemovedReview = Pick<Review, 'id' | 'vocabularyId' | 'track' | 'startMs' | 'endMs'>;

const REMOVED = { id: true, vocabularyId: true, track: true, startMs: true, endMs: true } as const;

/** See {@link withdrawReviews}. @param field of the input that the ids are from @returns in the order of the ids */
export async function removeReviews(tx: Transaction, ids: readonly string[], field: string): Promise<RemovedReview[]> {
  if (ids.length === 0) return [];
  const found = () => tx.review.findMany({ where: { id: { in: [...ids] } }, select: REMOVED });
  await holdPublishing(
    tx,
    (await found()).map(({ vocabularyId }) => vocabularyId),
  );
  await tx.$queryRaw`SELECT 1 FROM "Review" WHERE "id" = ANY (${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const there = new Map((await found()).map((review) => [review.id, review]));
  const missing = ids.findIndex((id) => !there.has(id));
  if (missing >= 0) refuse('NOT_FOUND', `${field}.${missing}`, 'it has been withdrawn already; read the reviews again');
  await tx.$executeRaw`
    DELETE FROM "Review" AS earlier USING "Review" AS review
    WHERE review."id" = ANY (${[...ids]}::uuid[])
      AND earlier."contentSha256" = review."contentSha256" AND earlier."vocabularyId" = review."vocabularyId"
      AND earlier."track" = review."track"
      AND earlier."startMs" = review."startMs" AND earlier."endMs" = review."endMs" AND earlier."id" <= review."id"`;
  return ids.map((id) => there.get(id)!);
}
