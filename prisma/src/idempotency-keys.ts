import type { Database } from './database.ts';
import { newId } from './id.ts';

/** A request that its caller has given a name. */
export interface KeyedRequest {
  readonly caller: string;
  readonly key: string;
  /** sha256 (hex). */
  readonly requestHash: string;
}

/** An answer of HTTP. */
export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type IdempotencyClaim =
  /** It is to be carried out, and answered under this id. */
  | { readonly state: 'claimed'; readonly id: string }
  | { readonly state: 'answered'; readonly answer: KeptAnswer }
  /** It is being carried out, for so long; or nobody is at it any more, which nobody knows yet. */
  | { readonly state: 'busy'; readonly sinceMs: number }
  /** The key stands for another request. */
  | { readonly state: 'other' };

/** How long it is known that somebody is at a request; renewed by {@link keepIdempotencyKey}. */
const LEASE = '60 seconds';
const KEPT = '24 hours';
/** Rows that a statement touches at most. */
const BATCH = 500;

/**
 * Takes a request up, unless it was or is carried out. Of several at a time, one takes it up. Where the server has died that
 * was at it, it is taken up again.
 */
export async function claimIdempotencyKey(
  { prisma }: Database,
  { caller, key, requestHash }: KeyedRequest,
): Promise<IdempotencyClaim> {
  const id = newId();
  const claimed = await prisma.$executeRaw`
    INSERT INTO "IdempotencyKey" AS known ("id", "caller", "key", "requestHash", "leaseUntil")
    VALUES (${id}::uuid, ${caller}, ${key}, ${requestHash}, now() + ${LEASE}::interval)
    ON CONFLICT ("caller", "key") DO UPDATE SET "id" = excluded."id", "requestHash" = excluded."requestHash",
      "leaseUntil" = excluded."leaseUntil", "status" = NULL, "contentType" = NULL, "body" = NULL, "createdAt" = now()
    WHERE known."createdAt" < now() - ${KEPT}::interval
      OR (known."requestHash" = excluded."requestHash" AND known."leaseUntil" < now())`;
  if (claimed === 1) return { state: 'claimed', id };
  const known = await prisma.idempotencyKey.findUnique({ where: { caller_key: { caller, key } } });
  // Whoever was at it has just given up.
  if (!known) return { state: 'busy', sinceMs: 0 };
  if (known.requestHash !== requestHash) return { state: 'other' };
  const { status, contentType, body, createdAt } = known;
  if (status === null || contentType === null || body === null)
    return { state: 'busy', sinceMs: Math.max(0, Date.now() - createdAt.getTime()) };
  return { state: 'answered', answer: { status, contentType, body } };
}

/** Says that somebody is still at it. */
export async function keepIdempotencyKey({ prisma }: Database, id: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "IdempotencyKey" SET "leaseUntil" = now() + ${LEASE}::interval
    WHERE "id" = ${id}::uuid AND "leaseUntil" IS NOT NULL`;
}

/** Keeps the answer of what was carried out. */
export async function answerIdempotencyKey({ prisma }: Database, id: string, answer: KeptAnswer): Promise<void> {
  await prisma.idempotencyKey.updateMany({ where: { id }, data: { ...answer, leaseUntil: null } });
}

/** Nothing was carried out: whoever asks again begins anew. */
export async function releaseIdempotencyKey({ prisma }: Database, id: string): Promise<void> {
  await prisma.idempotencyKey.deleteMany({ where: { id, leaseUntil: { not: null } } });
}

/** Forgets some of the keys that are older than a day. */
export async function forgetIdempotencyKeys({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`
    DELETE FROM "IdempotencyKey" WHERE "id" IN (
      SELECT "id" FROM "IdempotencyKey" WHERE "createdAt" < now() - ${KEPT}::interval ORDER BY "createdAt" LIMIT ${BATCH}
    )`;
}
