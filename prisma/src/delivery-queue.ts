/** What has to be sent to endpoints, and what came of sending it. Times are the database's: servers' clocks may differ. */
import { Prisma } from '../generated/client.ts';
import type { Delivery, DeliveryState, WebhookEndpoint } from '../generated/client.ts';
import type { SequencedChange } from './changes.ts';
import type { Database } from './database.ts';
import { newIdAt } from './id.ts';
import { attempt } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

/** Changes that are looked through at once for what an endpoint is told. */
const QUEUE_BATCH = 500;
const MAX_EXCERPT = 1000;
const MAX_ERROR = 500;

/** A delivery that is to be sent, and all that sending takes. */
export interface TakenDelivery extends Delivery {
  readonly endpoint: WebhookEndpoint;
  /** Null: a ping. */
  readonly change: SequencedChange | null;
}

/** What was taken, and whether there are more changes to look through. */
export interface TakenDeliveries {
  readonly deliveries: readonly TakenDelivery[];
  readonly isBehind: boolean;
}

/** Whether there is something to do for an endpoint, and when. */
export interface EndpointWork {
  readonly id: string;
  /** There are changes to look through, or something is due. */
  readonly isDue: boolean;
  /** Until the next delivery is due; null: none waits. */
  readonly dueInMs: number | null;
}

/** Of each endpoint that is enabled. */
export function workOfEndpoints({ prisma }: Database): Promise<EndpointWork[]> {
  return prisma.$queryRaw<EndpointWork[]>`
    SELECT endpoint."id"::text,
      coalesce(endpoint."queuedSequence" < log."lastSequence" OR next."dueAt" <= now(), FALSE) AS "isDue",
      (1000 * extract(epoch FROM next."dueAt" - now()))::float8 AS "dueInMs"
    FROM "WebhookEndpoint" AS endpoint LEFT JOIN "ChangeLog" AS log ON TRUE LEFT JOIN LATERAL (
      SELECT "dueAt" FROM "Delivery" WHERE "endpointId" = endpoint."id" AND "dueAt" IS NOT NULL ORDER BY "dueAt" LIMIT 1
    ) AS next ON TRUE WHERE endpoint."disabledReason" IS NULL`;
}

/**
 * Makes deliveries of what has changed, and takes what is due of an endpoint, in the order of the changes. What is taken is
 * due again after `leaseMs`, for the case that the server that took it dies.
 *
 * @param options `most` that may be under way, from all servers together
 */
export function takeDeliveries(
  db: Database,
  endpointId: string,
  { most, leaseMs }: { readonly most: number; readonly leaseMs: number },
): Promise<TakenDeliveries> {
  return inTransaction(db, async (tx) => {
    // Servers take one endpoint's one after the other; who comes second has nothing to do here.
    const held = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id"::text FROM "WebhookEndpoint" WHERE "id" = ${endpointId}::uuid AND "disabledReason" IS NULL
      FOR NO KEY UPDATE SKIP LOCKED`;
    if (held.length === 0) return { deliveries: [], isBehind: false };
    const isBehind = await queueChanges(tx, endpointId);
    // Chosen in a step of its own: within the UPDATE's condition, some plans choose anew for every row, and take more.
    const taken = await tx.$queryRaw<{ id: string }[]>`
      WITH due AS MATERIALIZED (
        SELECT "id" FROM "Delivery" WHERE "endpointId" = ${endpointId}::uuid AND "dueAt" <= clock_timestamp()
        ORDER BY "dueAt", "sequence" NULLS FIRST LIMIT greatest(0, ${most} - (
          SELECT count(*)::int FROM "Delivery"
          WHERE "endpointId" = ${endpointId}::uuid AND "state" = 'sending' AND "dueAt" > clock_timestamp()
        )) FOR NO KEY UPDATE SKIP LOCKED
      )
      UPDATE "Delivery" AS taken
      SET "state" = 'sending', "dueAt" = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
      FROM due WHERE taken."id" = due."id" RETURNING taken."id"::text`;
    const rows = await tx.delivery.findMany({
      where: { id: { in: taken.map(({ id }) => id) } },
      include: { endpoint: true, change: true },
      orderBy: [{ sequence: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    });
    return { deliveries: rows as TakenDelivery[], isBehind };
  });
}

/** @returns whether there may be more */
async function queueChanges(tx: Transaction, endpointId: string): Promise<boolean> {
  const [moved] = await tx.$queryRaw<{ count: number }[]>`
    WITH endpoint AS (
      SELECT held."id", "types", "queuedSequence" AS "from",
        least("queuedSequence" + ${QUEUE_BATCH}, greatest("queuedSequence", "lastSequence")) AS "to"
      FROM "WebhookEndpoint" AS held CROSS JOIN "ChangeLog" WHERE held."id" = ${endpointId}::uuid
    ), queued AS (
      INSERT INTO "Delivery" ("id", "endpointId", "changeId", "sequence", "type", "dueAt")
      SELECT ${newIdAt(Prisma.sql`(change."sequence" - endpoint."from")`)}, endpoint."id", change."id", change."sequence",
        change."type", date_trunc('milliseconds', clock_timestamp())
      FROM endpoint JOIN "Change" AS change ON change."sequence" > endpoint."from" AND change."sequence" <= endpoint."to"
      WHERE cardinality(endpoint."types") = 0 OR change."type" = ANY (endpoint."types")
      ORDER BY change."sequence"
    )
    UPDATE "WebhookEndpoint" SET "queuedSequence" = endpoint."to" FROM endpoint
    WHERE "WebhookEndpoint"."id" = endpoint."id" AND endpoint."to" > endpoint."from"
    RETURNING (endpoint."to" - endpoint."from")::int AS "count"`;
  return moved?.count === QUEUE_BATCH;
}

/** A ping, taken already. Problem: NOT_FOUND. */
export function createPing(
  { prisma }: Database,
  endpointId: string,
  { leaseMs }: { readonly leaseMs: number },
): Promise<Outcome<TakenDelivery>> {
  return attempt(async () => {
    const data = { endpointId, type: 'ping', state: 'sending', dueAt: new Date(Date.now() + leaseMs) } as const;
    const ping = await prisma.delivery.create({ data, include: { endpoint: true } });
    return { ...ping, change: null };
  });
}

/** What came of an attempt. */
export type AttemptInput = Omit<Prisma.DeliveryAttemptUncheckedCreateInput, 'id' | 'deliveryId'>;

/** How it goes on with a delivery. */
export type DeliveryNext =
  | { readonly state: 'succeeded' | 'failed' }
  /** It is sent again. */
  | { readonly state: 'waiting'; readonly inMs: number };

/**
 * Notes an attempt. Where two servers were at one delivery, since the first seemed to have died, a success stays one.
 * @param isGone the endpoint does not want anything any more
 */
export async function noteAttempt(
  db: Database,
  { id, endpointId }: Pick<Delivery, 'id' | 'endpointId'>,
  { error = null, responseExcerpt = null, ...made }: AttemptInput,
  next: DeliveryNext,
  { isGone }: { readonly isGone: boolean },
): Promise<void> {
  const hasSucceeded = next.state === 'succeeded';
  await inTransaction(db, async (tx) => {
    // The endpoint first, as those do who take.
    await tx.webhookEndpoint.updateMany({
      where: { id: endpointId },
      data: {
        ...(hasSucceeded ? { failureCount: 0, lastSucceededAt: new Date() } : { failureCount: { increment: 1 } }),
        ...(isGone ? { disabledReason: 'gone' as const } : {}),
      },
    });
    const isThere = await tx.$executeRaw`
      UPDATE "Delivery" SET "attemptCount" = "attemptCount" + 1 WHERE "id" = ${id}::uuid`;
    if (!isThere) return;
    const told = {
      error: error && plain(error, MAX_ERROR),
      responseExcerpt: responseExcerpt && plain(responseExcerpt, MAX_EXCERPT),
    };
    await tx.deliveryAttempt.create({ data: { ...made, ...told, deliveryId: id } });
    const states: DeliveryState[] = hasSucceeded ? ['waiting', 'sending', 'failed'] : ['sending'];
    await tx.$executeRaw`
      UPDATE "Delivery" SET "state" = ${next.state}::"DeliveryState",
        "dueAt" = CASE ${next.state}::text WHEN 'waiting' THEN clock_timestamp() + ${'inMs' in next ? next.inMs : 0} * interval '1 millisecond' END,
        "finishedAt" = CASE ${next.state}::text WHEN 'waiting' THEN NULL ELSE clock_timestamp() END
      WHERE "id" = ${id}::uuid AND "state" = ANY (${states}::"DeliveryState"[])`;
  });
}

/** Gives back what was taken and not sent. */
export async function giveBackDelivery({ prisma }: Database, id: string): Promise<void> {
  await prisma.delivery.updateMany({ where: { id, state: 'sending' }, data: { state: 'waiting', dueAt: new Date() } });
}

/** PostgreSQL's texts have no NUL, and no half of a character. */
function plain(text: string, most: number): string {
  return text.replaceAll('\0', '').slice(0, most).toWellFormed();
}
