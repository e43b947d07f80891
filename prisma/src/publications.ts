/**
 * Which results readers see, where a recognition has been repeated. What it finds is held until all of it takes the place of
 * the older results in one transaction; each video's run knows what it replaced, so that the same way leads back.
 */
import type { Publication } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { holdRecognitions } from './recognition-lock.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/** A recognition whose results change places. */
interface Published {
  readonly id: string;
  readonly lineageId: string;
}

/** Who says so. */
interface Acting {
  readonly person?: string | null;
}

/**
 * Shows what a recognition holds, in place of what is current in its videos, whether older or newer. What a retry has added
 * joins the publication that is in force. Problems: NOT_FOUND, INVALID (it has not ended, or holds nothing).
 */
export function publishRecognition(
  db: Database,
  id: string,
  { person = null }: Acting = {},
): Promise<Outcome<Publication>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const recognition = await heldRecognition(tx, id);
      if (!recognition.finishedAt)
        refuse(
          'INVALID',
          'id',
          'it has not finished: wait until it has, or cancel it to publish what is there',
          'notFinished',
        );
      const publication = await showHeld(tx, recognition, { person });
      return publication ?? refuse('INVALID', 'id', 'it holds no results that could be published', 'noResults');
    }),
  );
}

/** At the end of a recognition that publishes itself. Where a newer one is current, its results stay held. */
export async function publishFinished(tx: Transaction, recognition: Published): Promise<void> {
  await showHeld(tx, recognition, { beforeId: recognition.id });
}

/**
 * Gives their places back to the results that a recognition has replaced; its own are held again.
 * Problems: NOT_FOUND, INVALID (it is not published; others have taken its place since; the earlier results were removed).
 */
export function rollBackRecognition(
  db: Database,
  id: string,
  { person = null }: Acting = {},
): Promise<Outcome<Publication>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await heldRecognition(tx, id);
      const publication = await tx.publication.findFirst({ where: { recognitionId: id, rolledBackAt: null } });
      if (!publication)
        return refuse('INVALID', 'id', 'it is not published: there is nothing to roll back', 'notPublished');
      await lockVideos(tx, id);
      await refuseCovered(tx, id);
      await refuseRemoved(tx, id);
      const where = { recognitionId: id, state: 'succeeded' } as const;
      const replaced = await tx.recognitionVideo.findMany({
        where: { ...where, isCurrent: true },
        select: { replacesId: true },
      });
      await tx.recognitionVideo.updateMany({ where, data: { isCurrent: false, isHeld: true, replacesId: null } });
      const ids = replaced.flatMap(({ replacesId }) => replacesId ?? []);
      await tx.$executeRaw`UPDATE "RecognitionVideo" SET "isCurrent" = TRUE WHERE "id" = ANY (${ids}::uuid[])`;
      const data = { rolledBackAt: new Date(), rolledBackBy: person };
      return tx.publication.update({ where: { id: publication.id }, data });
    }),
  );
}

/** Shows a video's results as soon as it is recognised, unless a newer recognition's are current. @param ids of one recognition */
export async function showRuns(tx: Transaction, recognition: Published, ids: readonly string[]): Promise<void> {
  // Recognitions of one video change places one after the other.
  await tx.$queryRaw`
    SELECT 1 FROM "Video" WHERE "id" IN (SELECT "videoId" FROM "RecognitionVideo" WHERE "id" = ANY (${[...ids]}::uuid[]))
    ORDER BY "id" FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    UPDATE "RecognitionVideo" AS older SET "isCurrent" = FALSE FROM "RecognitionVideo" AS run
    WHERE run."id" = ANY (${[...ids]}::uuid[]) AND older."videoId" = run."videoId"
      AND older."lineageId" = run."lineageId" AND older."isCurrent" AND older."recognitionId" < ${recognition.id}::uuid`;
  await tx.$executeRaw`
    UPDATE "RecognitionVideo" AS run SET "isCurrent" = TRUE
    WHERE run."id" = ANY (${[...ids]}::uuid[]) AND NOT EXISTS (
      SELECT FROM "RecognitionVideo" AS newer
      WHERE newer."videoId" = run."videoId" AND newer."lineageId" = run."lineageId" AND newer."isCurrent"
    )`;
}

/** @param beforeId only in place of the results of recognitions before this one */
async function showHeld(
  tx: Transaction,
  { id, lineageId }: Published,
  { person = null, beforeId = null }: Acting & { readonly beforeId?: string | null },
): Promise<Publication | null> {
  await lockVideos(tx, id);
  const replaced = await tx.$queryRaw<{ id: string; videoId: string }[]>`
    UPDATE "RecognitionVideo" AS shown SET "isCurrent" = FALSE FROM "RecognitionVideo" AS run
    WHERE run."recognitionId" = ${id}::uuid AND run."isHeld" AND run."segmentsRemovedAt" IS NULL AND shown."videoId" = run."videoId"
      AND shown."lineageId" = ${lineageId}::uuid AND shown."isCurrent"
      AND (${beforeId}::uuid IS NULL OR shown."recognitionId" < ${beforeId}::uuid)
    RETURNING shown."id"::text, shown."videoId"::text`;
  const videoCount = await tx.$executeRaw`
    UPDATE "RecognitionVideo" AS run SET "isHeld" = FALSE, "isCurrent" = TRUE, "replacesId" = replaced."id"
    FROM "RecognitionVideo" AS held LEFT JOIN unnest(
      ${replaced.map((run) => run.id)}::uuid[], ${replaced.map(({ videoId }) => videoId)}::uuid[]
    ) AS replaced ("id", "videoId") ON replaced."videoId" = held."videoId"
    WHERE held."recognitionId" = ${id}::uuid AND held."isHeld" AND held."segmentsRemovedAt" IS NULL AND run."id" = held."id" AND NOT EXISTS (
      SELECT FROM "RecognitionVideo" AS newer
      WHERE newer."videoId" = run."videoId" AND newer."lineageId" = ${lineageId}::uuid AND newer."isCurrent"
    )`;
  if (videoCount === 0) return null;
  const inForce = await tx.publication.findFirst({ where: { recognitionId: id, rolledBackAt: null } });
  return inForce
    ? tx.publication.update({ where: { id: inForce.id }, data: { videoCount: { increment: videoCount } } })
    : tx.publication.create({ data: { recognitionId: id, videoCount, person } });
}

/** The recognition, which nobody else changes meanwhile. */
async function heldRecognition(tx: Transaction, id: string) {
  await holdRecognitions(tx, [id]);
  const recognition = await tx.recognition.findUnique({ where: { id } });
  return recognition ?? refuse('NOT_FOUND', 'id', 'there is no such recognition');
}

/** Keeps others from changing what is current in a recognition's videos. */
async function lockVideos(tx: Transaction, recognitionId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT count(*)::int FROM (
      SELECT 1 FROM "Video" WHERE "id" IN (
        SELECT "videoId" FROM "RecognitionVideo" WHERE "recognitionId" = ${recognitionId}::uuid
      ) ORDER BY "id" FOR NO KEY UPDATE
    ) AS locked`;
}

async function refuseCovered(tx: Transaction, recognitionId: string): Promise<void> {
  const [above] = await tx.$queryRaw<{ name: string; createdAt: Date; videoCount: number }[]>`
    SELECT recipe."name", recognition."createdAt", count(*)::int AS "videoCount"
    FROM "RecognitionVideo" AS run JOIN "RecognitionVideo" AS above ON above."replacesId" = run."id"
    JOIN "Recognition" AS recognition ON recognition."id" = above."recognitionId"
    JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
    WHERE run."recognitionId" = ${recognitionId}::uuid
    GROUP BY recognition."id", recipe."name" ORDER BY recognition."id" DESC LIMIT 1`;
  if (!above) return;
  const { name, createdAt, videoCount } = above;
  const one = `the recognition of ${createdAt.toISOString()} by “${name}”`;
  refuse('INVALID', 'id', `${one} has replaced its results in ${videoCount} videos since: roll that one back first`, {
    reason: 'replacedSince',
    recipe: name,
    count: videoCount,
  });
}

async function refuseRemoved(tx: Transaction, recognitionId: string): Promise<void> {
  const where = { recognitionId, isCurrent: true, replaces: { segmentsRemovedAt: { not: null } } } as const;
  const count = await tx.recognitionVideo.count({ where });
  if (count === 0) return;
  const what = `the earlier results in ${count} of its videos are not there any more: the library's rules have removed them`;
  refuse('INVALID', 'id', `${what}; recognise with the earlier recipe again instead`, {
    reason: 'resultsRemoved',
    count,
  });
}

/** Newest first. */
export async function listPublications(db: Database, page: PageRequest = {}): Promise<Page<Publication>> {
  const window = idWindow(page, 'newestFirst');
  return toPage(await db.prisma.publication.findMany(window), window);
}

export async function getPublications(db: Database, ids: readonly string[]): Promise<(Publication | null)[]> {
  const rows = await db.prisma.publication.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** All of each recognition, newest first. */
export async function publicationsOfRecognitions(
  db: Database,
  recognitionIds: readonly string[],
): Promise<Publication[][]> {
  const where = { recognitionId: { in: [...recognitionIds] } };
  const rows = await db.prisma.publication.findMany({ where, orderBy: { id: 'desc' } });
  return groupRows(recognitionIds, rows, ({ recognitionId }) => recognitionId);
}

/** Videos of each recognition whose results are held. */
export async function countHeld(db: Database, recognitionIds: readonly string[]): Promise<number[]> {
  const rows = await db.prisma.recognitionVideo.groupBy({
    by: 'recognitionId',
    where: { recognitionId: { in: [...recognitionIds] }, isHeld: true, segmentsRemovedAt: null },
    _count: true,
  });
  const counts = new Map(rows.map(({ recognitionId, _count: count }) => [recognitionId, count]));
  return recognitionIds.map((id) => counts.get(id) ?? 0);
}
