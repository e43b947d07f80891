/**
 * What has changed, in an order that everybody reads it in. Triggers write the rows in the transactions of the changes; these
 * commit in any order. So a row gets its place, the next `sequence`, only once it is committed, from one sequencer at a time:
 * whoever reads sees what came before a place for good. Rows of one subject come in its own order, since a transaction writes
 * them, and takes their ids, while it holds the subject's row.
 */
import type { Change } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { CursorError, pageSize } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { inTransaction } from './transaction.ts';

/** What changes are of. */
export const CHANGE_TYPES = [
  'equipment.changed',
  'job.failed',
  'publication.switched',
  'recipe.created',
  'recognition.cancelled',
  'recognition.failed',
  'recognition.succeeded',
  'video.added',
  'video.changed',
  'video.recognized',
  'video.removed',
  'vocabulary.published',
] as const;

/** A change that has its place. */
export interface SequencedChange extends Change {
  readonly sequence: bigint;
}

export interface ChangeFilter {
  /** Default: all. */
  readonly types?: readonly string[] | null;
  readonly subjectId?: string | null;
}

export interface ChangePage extends Page<SequencedChange> {
  /** Everything up to here has been looked at: where to go on, also after an empty page. */
  readonly endCursor: string;
}

/** Changes behind a cursor are not here (any more): whoever reads has to read the state anew. */
export class LostChangesError extends Error {
  override readonly name = 'LostChangesError';
}

/** Rows that a statement touches at most. */
const BATCH = 5000;
const PREFIX = 'change:';

export function cursorOfChange(sequence: bigint): string {
  return Buffer.from(PREFIX + sequence).toString('base64url');
}

/** @throws {CursorError} */
export function sequenceOfCursor(cursor: string): bigint {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, digits] = /^change:(\d{1,18})$/.exec(text) ?? [];
  if (!digits) throw new CursorError(`invalid cursor: ${cursor}`);
  return BigInt(digits);
}

/** Gives what has been committed its place. */
export async function sequenceChanges(db: Database): Promise<void> {
  const { prisma } = db;
  const isBehind = async () =>
    (await prisma.$queryRaw<{ id: bigint }[]>`SELECT "id" FROM "Change" WHERE "sequence" IS NULL LIMIT 1`).length > 0;
  while (await isBehind()) await sequenceBatch(db);
}

function sequenceBatch(db: Database): Promise<void> {
  return inTransaction(db, async (tx) => {
    await tx.$executeRaw`INSERT INTO "ChangeLog" DEFAULT VALUES ON CONFLICT DO NOTHING`;
    // One after the other: what the one before has placed, and all that was committed until then, is seen from here on.
    await tx.$queryRaw`SELECT "id" FROM "ChangeLog" FOR UPDATE`;
    await tx.$executeRaw`
      WITH waiting AS (
        SELECT "id", row_number() OVER (ORDER BY "id") AS "place" FROM (
          SELECT "id" FROM "Change" WHERE "sequence" IS NULL ORDER BY "id" LIMIT ${BATCH}
        ) AS next
      ), placed AS (
        UPDATE "Change" AS change SET "sequence" = log."lastSequence" + waiting."place"
        FROM waiting, "ChangeLog" AS log WHERE change."id" = waiting."id" RETURNING change."id"
      )
      UPDATE "ChangeLog" SET "lastSequence" = "lastSequence" + (SELECT count(*) FROM placed)`;
  });
}

/** Where the latest change stands; 0 before the first. */
export async function latestSequence(db: Database): Promise<bigint> {
  await sequenceChanges(db);
  return (await db.prisma.changeLog.findFirst())?.lastSequence ?? 0n;
}

interface FoundRow extends SequencedChange {
  readonly lastSequence: bigint;
  readonly forgottenSequence: bigint;
  /** Null where nothing was found. */
  readonly id: bigint;
}

/**
 * Changes behind a cursor, oldest first; without one, from the oldest that is kept. A page may be empty though there is a
 * next one: of rare types, it has looked through some thousands then.
 *
 * @throws {LostChangesError} where some behind the cursor have been forgotten, or it is of another database's changes
 * @throws {CursorError | RangeError}
 */
export async function listChanges(
  db: Database,
  { types, subjectId }: ChangeFilter,
  { first, after }: PageRequest = {},
): Promise<ChangePage> {
  const count = pageSize({ first: first ?? null });
  const given = after ? sequenceOfCursor(after) : null;
  await sequenceChanges(db);
  const rows = await db.prisma.$queryRaw<FoundRow[]>`
    SELECT log."lastSequence", log."forgottenSequence", change.* FROM "ChangeLog" AS log LEFT JOIN LATERAL (
      SELECT * FROM "Change" AS change
      WHERE "sequence" > greatest(${given ?? 0n}, log."forgottenSequence")
        ${subjectId ? Prisma.sql`AND "subjectId" = ${subjectId}::uuid` : Prisma.sql`AND "sequence" <= greatest(${given ?? 0n}, log."forgottenSequence") + ${BATCH}`}
        ${types ? Prisma.sql`AND "type" = ANY (${[...types]}::text[])` : Prisma.empty}
      ORDER BY "sequence" LIMIT ${count + 1}
    ) AS change ON TRUE ORDER BY change."sequence"`;
  const { lastSequence = 0n, forgottenSequence = 0n } = rows.at(0) ?? {};
  if (given !== null) refuseLost(given, lastSequence, forgottenSequence);
  const found = rows
    .filter(({ id }) => id !== null)
    .map(({ lastSequence: _, forgottenSequence: __, ...change }) => change);
  const nodes = found.slice(0, count);
  if (found.length > count) return { nodes, hasNextPage: true, endCursor: cursorOfChange(nodes.at(-1)!.sequence) };
  const from = given !== null && given > forgottenSequence ? given : forgottenSequence;
  const lookedAt = subjectId ? lastSequence : from + BigInt(BATCH);
  if (lookedAt < lastSequence) return { nodes, hasNextPage: true, endCursor: cursorOfChange(lookedAt) };
  return { nodes, hasNextPage: false, endCursor: cursorOfChange(lastSequence) };
}

/** @throws {LostChangesError} */
function refuseLost(given: bigint, last: bigint, forgotten: bigint): void {
  const remedy = 'read changeCursor, then what you need of the state, then go on from that cursor';
  if (given < forgotten) throw new LostChangesError(`changes behind this cursor are not kept any more: ${remedy}`);
  if (given > last)
    throw new LostChangesError(`this cursor is ahead of all changes, as after a backup was restored: ${remedy}`);
}

/** @param ids as decimals */
export async function getChanges({ prisma }: Database, ids: readonly string[]): Promise<(SequencedChange | null)[]> {
  const rows = await prisma.change.findMany({ where: { id: { in: ids.map(BigInt) }, sequence: { not: null } } });
  return alignRows(ids, rows as SequencedChange[], ({ id }) => String(id));
}

/** Forgets, with their deliveries, the oldest changes up to the first that occurred after a time. @returns how many */
export async function forgetChanges({ prisma }: Database, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const [{ count }] = await prisma.$queryRaw<[{ count: number }]>`
      WITH log AS (SELECT "forgottenSequence" AS "forgotten" FROM "ChangeLog"), oldest AS (
        SELECT "sequence", "occurredAt" FROM "Change"
        WHERE "sequence" > (SELECT "forgotten" FROM log) AND "sequence" <= (SELECT "forgotten" + ${BATCH} FROM log)
      ), gone AS (
        DELETE FROM "Change" WHERE "sequence" > (SELECT "forgotten" FROM log) AND "sequence" < (
          SELECT coalesce(min("sequence") FILTER (WHERE "occurredAt" >= ${before}), max("sequence") + 1) FROM oldest
        ) RETURNING "sequence"
      ), noted AS (
        UPDATE "ChangeLog" SET "forgottenSequence" = (SELECT max("sequence") FROM gone) WHERE EXISTS (SELECT FROM gone)
      )
      SELECT count(*)::int AS "count" FROM gone`;
    total += count;
    if (count < BATCH) return total;
  }
}
