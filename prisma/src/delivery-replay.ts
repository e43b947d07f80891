/** Telling endpoints again what they may have been told already. */
import { Prisma } from '../generated/client.ts';
import { sequenceOfCursor } from './changes.ts';
import type { Database } from './database.ts';
import { newIdAt } from './id.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';

const MAX_REPLAYED = 100_000;

/** What is sent again; both ends are part of it, but a cursor's own change at the beginning. */
export interface ReplayRange {
  readonly fromTime?: Date | null;
  readonly toTime?: Date | null;
  readonly afterCursor?: string | null;
  readonly toCursor?: string | null;
}

/**
 * Makes new deliveries of changes that an endpoint may have been told of already, as far as they are of its types. Problems:
 * NOT_FOUND, INVALID (no beginning, one that is later than the end, or too many).
 * @returns how many
 * @throws {CursorError}
 */
export function replayDeliveries(db: Database, endpointId: string, range: ReplayRange): Promise<Outcome<number>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const held = await tx.$queryRaw<{ queuedSequence: bigint }[]>`
        SELECT "queuedSequence" FROM "WebhookEndpoint" WHERE "id" = ${endpointId}::uuid FOR NO KEY UPDATE`;
      if (held.length === 0) refuse('NOT_FOUND', 'endpointId', 'there is no such endpoint');
      const { from, changes } = changesToReplay(held[0].queuedSequence, endpointId, range);
      const count = await tx.$executeRaw`
        INSERT INTO "Delivery" ("id", "endpointId", "changeId", "sequence", "type", "dueAt")
        SELECT ${newIdAt(Prisma.sql`(change."sequence" - ${from})`)}, endpoint."id", change."id", change."sequence",
          change."type", date_trunc('milliseconds', clock_timestamp())
        ${changes} ORDER BY change."sequence" LIMIT ${MAX_REPLAYED + 1}`;
      return notTooMany(count);
    }),
  );
}

/** How many {@link replayDeliveries} would make. Problems: as there. @throws {CursorError} */
export function countReplayed({ prisma }: Database, endpointId: string, range: ReplayRange): Promise<Outcome<number>> {
  return attempt(async () => {
    const { queuedSequence } = await prisma.webhookEndpoint.findUniqueOrThrow({ where: { id: endpointId } });
    const { changes } = changesToReplay(queuedSequence, endpointId, range);
    const [counted] = await prisma.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS "count" FROM (SELECT ${changes} LIMIT ${MAX_REPLAYED + 1}) AS replayed`;
    return notTooMany(counted.count);
  });
}

/** @returns the sequence after which they begin, and they, from FROM on */
function changesToReplay(queued: bigint, endpointId: string, range: ReplayRange) {
  const { fromTime, toTime, afterCursor, toCursor } = range;
  if (!fromTime && !afterCursor) refuse('INVALID', null, 'a beginning is needed: a time or a cursor', 'required');
  if (fromTime && toTime && fromTime > toTime)
    refuse('INVALID', 'fromTime', 'must not be later than toTime', 'reversed');
  const from = afterCursor ? sequenceOfCursor(afterCursor) : 0n;
  const wanted = toCursor ? sequenceOfCursor(toCursor) : queued;
  if (from > wanted && toCursor) refuse('INVALID', 'afterCursor', 'must not be later than toCursor', 'reversed');
  // What is behind is sent anyhow.
  const to = wanted < queued ? wanted : queued;
  const changes = Prisma.sql`
    FROM "WebhookEndpoint" AS endpoint JOIN "Change" AS change ON change."sequence" > ${from} AND change."sequence" <= ${to}
    WHERE endpoint."id" = ${endpointId}::uuid
      ${fromTime ? Prisma.sql`AND change."occurredAt" >= ${fromTime}` : Prisma.empty}
      ${toTime ? Prisma.sql`AND change."occurredAt" <= ${toTime}` : Prisma.empty}
      AND (cardinality(endpoint."types") = 0 OR change."type" = ANY (endpoint."types"))`;
  return { from, changes };
}

function notTooMany(count: number): number {
  if (count > MAX_REPLAYED)
    refuse('INVALID', null, `more than ${MAX_REPLAYED} changes: replay less at a time`, {
      reason: 'tooManyChanges',
      most: MAX_REPLAYED,
    });
  return count;
}
