import type { Prisma, ReviewQueueItem } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { holdPublishing } from './draft-lock.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { queueReviews } from './review-queue.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

export interface ReviewDecision {
  readonly itemId: string;
  /** One of the candidates. */
  readonly conceptId: string;
}

/**
 * Decides what reviews count as, all of them or none; deciding again is allowed, and makes void what was asked or decided
 * about the same review after a later split: that is asked anew where it is still open.
 * Problems: NOT_FOUND, INVALID (at `decisions.<index>.<field>`).
 */
export function decideReviews(
  db: Database,
  decisions: readonly ReviewDecision[],
  { person = null }: { readonly person?: string | null } = {},
): Promise<Outcome<ReviewQueueItem[]>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const items = await heldItems(tx, decisions);
      await writeDecisions(tx, decisions, person);
      await dropLaterItems(tx, decisions);
      await queueReviews(
        tx,
        items.map(({ review }) => review),
      );
      const ids = decisions.map(({ itemId }) => itemId);
      const decided = await tx.reviewQueueItem.findMany({ where: { id: { in: ids } } });
      return alignRows(ids, decided, ({ id }) => id).map((item) => item!);
    }),
  );
}

type ItemWithReview = Prisma.ReviewQueueItemGetPayload<{ include: { review: true } }>;

/** The items that are decided, in the order of the decisions; nobody else decides or publishes meanwhile. */
async function heldItems(tx: Transaction, decisions: readonly ReviewDecision[]): Promise<ItemWithReview[]> {
  const ids = decisions.map(({ itemId }) => itemId);
  const find = () => tx.reviewQueueItem.findMany({ where: { id: { in: ids } }, include: { review: true } });
  await holdPublishing(
    tx,
    (await find()).map(({ review }) => review.vocabularyId),
  );
  await tx.$queryRaw`
    SELECT 1 FROM "ReviewQueueItem" WHERE "id" = ANY (${ids}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
  const items = alignRows(ids, await find(), ({ id }) => id);
  return decisions.map(({ conceptId }, index) => {
    const item = items[index];
    if (!item)
      return refuse(
        'NOT_FOUND',
        `decisions.${index}.itemId`,
        'it is not asked any more; read the queue again',
        'decidedAlready',
      );
    if (items.findIndex((other) => other?.reviewId === item.reviewId) !== index)
      refuse('INVALID', `decisions.${index}.itemId`, 'its review is decided twice');
    if (!item.candidateIds.includes(conceptId))
      refuse('INVALID', `decisions.${index}.conceptId`, 'it is not one of the candidates', 'unknownConcept');
    return item;
  });
}

async function writeDecisions(
  tx: Transaction,
  decisions: readonly ReviewDecision[],
  person: string | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReviewQueueItem" AS item
    SET "decidedConceptId" = decision."conceptId", "decidedBy" = ${person}, "decidedAt" = now()
    FROM unnest(
      ${decisions.map(({ itemId }) => itemId)}::uuid[], ${decisions.map(({ conceptId }) => conceptId)}::uuid[]
    ) AS decision ("itemId", "conceptId")
    WHERE item."id" = decision."itemId"`;
}

async function dropLaterItems(tx: Transaction, decisions: readonly ReviewDecision[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "ReviewQueueItem" AS later
    USING "VocabularyVersion" AS "laterVersion", "ReviewQueueItem" AS item, "VocabularyVersion" AS version
    WHERE item."id" = ANY (${decisions.map(({ itemId }) => itemId)}::uuid[]) AND version."id" = item."versionId"
      AND later."reviewId" = item."reviewId" AND "laterVersion"."id" = later."versionId"
      AND "laterVersion"."number" > version."number"`;
}
