import type { Review, ReviewQueueItem, ReviewTrack, ReviewVerdict } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { holdPublishing } from './draft-lock.ts';
import { newId } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { queueReviews } from './review-queue.ts';
import { isInstant } from './review-tracks.ts';
import { removeReviews } from './review-withdrawals.ts';
import type { RemovedReview } from './review-withdrawals.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/** What a person says about `[startMs, endMs)` of a video, or about the moment `startMs` where both are equal. */
export interface ReviewInput {
  /** sha256 (hex) of the video's file. */
  readonly contentSha256: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly vocabularyId: string;
  /** Database id; `null` for `reject`, and for that only. */
  readonly conceptId: string | null;
  /** `draw` at a moment. */
  readonly verdict: ReviewVerdict;
  /** Default `work`. */
  readonly track?: ReviewTrack;
}

/**
 * Records reviews, all of them or none; of several about the same span or moment on a track the last one counts.
 * @param replacesIds reviews in whose place these stand: withdrawn in the same transaction, see `withdrawReviews`; spans by
 *   spans of the same track, moments by moments
 * Problems: NOT_FOUND, INVALID (at `reviews.<index>.<field>`, `replacesIds.<index>`).
 */
export function createReviews(
  db: Database,
  reviews: readonly ReviewInput[],
  {
    person = null,
    replacesIds = [],
  }: { readonly person?: string | null; readonly replacesIds?: readonly string[] } = {},
): Promise<Outcome<Review[]>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      for (const [index, review] of reviews.entries()) refuseWrong(review, `reviews.${index}`);
      refuseOtherKinds(await removeReviews(tx, replacesIds, 'replacesIds'), reviews);
      await holdPublishing(
        tx,
        reviews.map(({ vocabularyId }) => vocabularyId),
      );
      await refuseUnknown(tx, reviews);
      // Made within one millisecond, ids are in no order of their own.
      const ids = reviews.map(() => newId()).toSorted();
      const rows = reviews.map((review, index) => ({ id: ids[index]!, ...review, person }));
      const made = await tx.review.createManyAndReturn({ data: rows });
      await queueReviews(tx, made);
      return alignRows(ids, made, ({ id }) => id).map((review) => review!);
    }),
  );
}

function refuseWrong({ startMs, endMs, conceptId, verdict }: ReviewInput, at: string): void {
  if (!(startMs >= 0)) refuse('INVALID', `${at}.startMs`, 'a span begins at 0 or later', 'reversed');
  if (!(endMs >= startMs)) refuse('INVALID', `${at}.endMs`, 'the span must not end before it begins', 'reversed');
  if (endMs === startMs && verdict !== 'draw')
    refuse('INVALID', `${at}.endMs`, 'a span without length is a moment, which `draw` alone can tell', 'reversed');
  if (verdict === 'reject' && conceptId !== null)
    refuse('INVALID', `${at}.conceptId`, '`reject` means none of the concepts: leave it out');
  if (verdict !== 'reject' && conceptId === null)
    refuse('INVALID', `${at}.conceptId`, 'a concept is needed', 'required');
}

function refuseOtherKinds(removed: readonly RemovedReview[], reviews: readonly ReviewInput[]): void {
  const kindOf = ({ track = 'work', ...span }: Pick<ReviewInput, 'track' | 'startMs' | 'endMs'>) =>
    `${track} ${isInstant(span)}`;
  const kinds = new Set(reviews.map(kindOf));
  const index = removed.findIndex((review) => !kinds.has(kindOf(review)));
  if (index >= 0)
    refuse('INVALID', `replacesIds.${index}`, 'it is on another track, or one is a span and the other a moment');
}

async function refuseUnknown(tx: Transaction, reviews: readonly ReviewInput[]): Promise<void> {
  const ids = reviews.flatMap(({ conceptId }) => conceptId ?? []);
  const concepts = await tx.concept.findMany({ where: { id: { in: ids } } });
  const vocabularyOf = new Map(concepts.map(({ id, vocabularyId }) => [id, vocabularyId]));
  for (const [index, { conceptId, vocabularyId }] of reviews.entries()) {
    if (conceptId !== null && vocabularyOf.get(conceptId) !== vocabularyId)
      refuse('NOT_FOUND', `reviews.${index}.conceptId`, 'there is no such concept in the vocabulary', 'unknownConcept');
  }
}

/** Newest first. */
export async function listReviews(db: Database, vocabularyId: string, page: PageRequest = {}): Promise<Page<Review>> {
  const window = idWindow(page, 'newestFirst');
  // Told that all are of one vocabulary, PostgreSQL goes through the newer ones of all the others.
  const where = { ...window.where, vocabularyId: { gte: vocabularyId, lte: vocabularyId } };
  const orderBy = [{ vocabularyId: 'desc' as const }, window.orderBy];
  return toPage(await db.prisma.review.findMany({ where, orderBy, take: window.take }), window);
}

export async function getReviews(db: Database, ids: readonly string[]): Promise<(Review | null)[]> {
  const rows = await db.prisma.review.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** What was decided about each review after the latest split; `null` where nothing was. @returns ids of concepts */
export async function decisionsOfReviews(db: Database, reviewIds: readonly string[]): Promise<(string | null)[]> {
  const rows = await db.prisma.reviewQueueItem.findMany({
    where: { reviewId: { in: [...reviewIds] }, decidedAt: { not: null } },
    orderBy: { version: { number: 'asc' } },
    select: { reviewId: true, decidedConceptId: true },
  });
  return alignRows(reviewIds, rows, ({ reviewId }) => reviewId).map((row) => row?.decidedConceptId ?? null);
}

/** Whose reviews; `null`: of all vocabularies. */
type QueueFilter = string | null;

const openItems = (vocabularyId: QueueFilter) => ({
  decidedAt: null,
  ...(vocabularyId === null ? {} : { vocabularyId }),
});

/** What waits for a decision, oldest first. */
export async function listReviewQueue(
  db: Database,
  vocabularyId: QueueFilter,
  page: PageRequest = {},
): Promise<Page<ReviewQueueItem>> {
  const window = idWindow(page, 'oldestFirst');
  const where = { ...window.where, ...openItems(vocabularyId) };
  return toPage(await db.prisma.reviewQueueItem.findMany({ ...window, where }), window);
}

export function countReviewQueue(db: Database, vocabularyId: QueueFilter): Promise<number> {
  return db.prisma.reviewQueueItem.count({ where: openItems(vocabularyId) });
}

export async function getReviewQueueItems(db: Database, ids: readonly string[]): Promise<(ReviewQueueItem | null)[]> {
  const rows = await db.prisma.reviewQueueItem.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** Versions that have queued some of these reviews, which wait for a decision. */
export async function queuedVersions(db: Database, reviewIds: readonly string[]): Promise<string[]> {
  const rows = await db.prisma.reviewQueueItem.findMany({
    where: { reviewId: { in: [...reviewIds] }, decidedAt: null },
    distinct: ['versionId'],
    select: { versionId: true },
  });
  return rows.map(({ versionId }) => versionId);
}
