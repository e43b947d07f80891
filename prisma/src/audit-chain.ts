/**
 * The chain of what was done: entries that have ended get a place, and a hash of themselves and of the hash before, from one
 * sealer at a time. Who changes, moves or removes one breaks it, unless they write all later hashes anew: so hashes are told
 * outside as well, by exports and the log.
 */
import { Prisma } from '../generated/client.ts';
import type { AuditEntry, AuditLog } from '../generated/client.ts';
import { FIRST_HASH, hashOfEntry } from './audit-hash.ts';
import type { AuditRecord } from './audit-hash.ts';
import type { Database } from './database.ts';
import { leastIdAt, newId } from './id.ts';
import { inTransaction } from './transaction.ts';
import type { Reader, Transaction } from './transaction.ts';

/** An entry that has its place. */
export interface SealedEntry extends AuditEntry {
  readonly sequence: bigint;
  readonly hash: string;
}

/** A place, and the hash there. */
export interface AuditAnchor {
  readonly sequence: bigint;
  readonly hash: string;
}

export type AuditProblemKind =
  /** An entry is not what was sealed; or one before it, where all hashes behind it were written anew. */
  | 'changed'
  /** An entry is not there. */
  | 'missing'
  /** Entries at the beginning were removed otherwise than in time. */
  | 'beginning';

/** Whether the chain holds. */
export interface AuditCheck {
  readonly isIntact: boolean;
  /** Entries that were looked at. */
  readonly entryCount: number;
  /** When the oldest that is kept occurred; null: there is none. */
  readonly since: Date | null;
  /** Entries that are not kept any more: those at the beginning. */
  readonly forgottenCount: number;
  /** The end of the chain; sequence 0 where there is nothing. */
  readonly head: AuditAnchor;
  /** The first that is wrong. */
  readonly fault: { readonly kind: AuditProblemKind; readonly sequence: bigint } | null;
}

/** By whom old entries are removed. */
const FORGET = 'audit.forget';
const SEAL_BATCH = 500;
const FORGET_BATCH = 5000;
const VERIFY_BATCH = 2000;
/** No change takes longer: what has no outcome then was cut off. */
const LOST_AFTER_MS = 60 * 60 * 1000;

/** An entry as files have it, but for its own hash. */
export function toRecord({ hash: _, ...entry }: SealedEntry, previousHash: string): AuditRecord {
  return { ...entry, sequence: Number(entry.sequence), occurredAt: entry.occurredAt.toISOString(), previousHash };
}

/** Gives what has ended its place, and what was cut off as well. */
export async function sealAudit(db: Database): Promise<void> {
  const lostBefore = new Date(Date.now() - LOST_AFTER_MS);
  const isBehind = async () =>
    (
      await db.prisma.$queryRaw<unknown[]>`
        SELECT 1 AS "one" FROM "AuditEntry"
        WHERE "sequence" IS NULL AND ("outcome" IS NOT NULL OR "occurredAt" < ${lostBefore}) LIMIT 1`
    ).length > 0;
  while (await isBehind()) await inTransaction(db, (tx) => sealBatch(tx, lostBefore));
}

async function sealBatch(tx: Transaction, lostBefore: Date): Promise<void> {
  const log = await lockLog(tx);
  const waiting = await tx.$queryRaw<AuditEntry[]>`
    SELECT * FROM "AuditEntry"
    WHERE "sequence" IS NULL AND ("outcome" IS NOT NULL OR "occurredAt" < ${lostBefore})
    ORDER BY "id" LIMIT ${SEAL_BATCH} FOR UPDATE`;
  if (waiting.length === 0) return;
  const sealed = chain(log, waiting);
  await tx.$executeRaw`
    UPDATE "AuditEntry" AS entry
    SET "sequence" = sealed."sequence", "hash" = sealed."hash", "outcome" = coalesce(entry."outcome", 'unknown')
    FROM unnest(
      ${sealed.map(({ id }) => id)}::uuid[], ${sealed.map(({ sequence }) => sequence)}::bigint[],
      ${sealed.map(({ hash }) => hash)}::text[]
    ) AS sealed ("id", "sequence", "hash")
    WHERE entry."id" = sealed."id"`;
  await moveHead(tx, sealed.at(-1)!);
}

/** One after the other: what the one before has sealed is seen from here on. */
async function lockLog(tx: Transaction): Promise<AuditLog> {
  await tx.$executeRaw`
    INSERT INTO "AuditLog" ("lastHash", "forgottenHash") VALUES (${FIRST_HASH}, ${FIRST_HASH}) ON CONFLICT DO NOTHING`;
  const [log] = await tx.$queryRaw<[AuditLog]>`SELECT * FROM "AuditLog" FOR UPDATE`;
  return log;
}

function chain({ lastSequence, lastHash }: AuditLog, entries: readonly AuditEntry[]): SealedEntry[] {
  let last: AuditAnchor = { sequence: lastSequence, hash: lastHash };
  return entries.map((entry) => {
    const placed = { ...entry, outcome: entry.outcome ?? 'unknown', sequence: last.sequence + 1n, hash: '' };
    const sealed = { ...placed, hash: hashOfEntry(toRecord(placed, last.hash)) };
    last = sealed;
    return sealed;
  });
}

async function moveHead(tx: Transaction, { sequence, hash }: AuditAnchor): Promise<void> {
  await tx.$executeRaw`UPDATE "AuditLog" SET "lastSequence" = ${sequence}, "lastHash" = ${hash}`;
}

/** The end of the chain; `null` where there is none yet. */
export async function auditHead({ prisma }: Database): Promise<AuditAnchor | null> {
  const log = await prisma.auditLog.findFirst();
  return log && { sequence: log.lastSequence, hash: log.lastHash };
}

/** Sealed entries behind a place, in their order. @param to the last that is wanted */
export function sealedEntries(
  { prisma }: Reader,
  { after, to, most }: { readonly after: bigint; readonly to: bigint; readonly most: number },
): Promise<SealedEntry[]> {
  const where = { sequence: { gt: after, lte: to } };
  return prisma.auditEntry.findMany({ where, orderBy: { sequence: 'asc' }, take: most }) as Promise<SealedEntry[]>;
}

/** A part of the chain: what is behind `after`, up to the place `to`. */
export interface AuditRange {
  readonly after: AuditAnchor;
  readonly to: bigint;
}

/** The least part of the chain that holds what occurred in a time; `null` where nothing did. */
export async function auditRange(
  { prisma }: Database,
  { from, before }: { readonly from: Date | null; readonly before: Date | null },
): Promise<AuditRange | null> {
  const [{ first, last }] = await prisma.$queryRaw<[{ first: bigint | null; last: bigint | null }]>`
    SELECT min("sequence") AS "first", max("sequence") AS "last" FROM "AuditEntry"
    WHERE "sequence" IS NOT NULL
      ${from ? Prisma.sql`AND "id" >= ${leastIdAt(from)}::uuid` : Prisma.empty}
      ${before ? Prisma.sql`AND "id" < ${leastIdAt(before)}::uuid` : Prisma.empty}`;
  if (first === null || last === null) return null;
  const sequence = first - 1n;
  const [previous] = await sealedEntries({ prisma }, { after: sequence - 1n, to: sequence, most: 1 });
  const hash = previous?.hash ?? (await prisma.auditLog.findFirst())?.forgottenHash ?? FIRST_HASH;
  return { after: { sequence, hash }, to: last };
}

/**
 * Looks at every entry that is kept.
 * @param known an end of the chain that was told before: where the entry there has another hash, all behind it is new
 */
export async function verifyAudit(db: Database, known: AuditAnchor | null = null): Promise<AuditCheck> {
  await sealAudit(db);
  for (;;) {
    const log = await db.prisma.auditLog.findFirst();
    const check = await verifyUpTo(db, log, known);
    const moved = (await db.prisma.auditLog.findFirst())?.forgottenSequence;
    // Old entries were removed while it looked.
    if (moved === log?.forgottenSequence) return check;
  }
}

async function verifyUpTo(db: Database, log: AuditLog | null, known: AuditAnchor | null): Promise<AuditCheck> {
  const head = { sequence: log?.lastSequence ?? 0n, hash: log?.lastHash ?? FIRST_HASH };
  const start = { sequence: log?.forgottenSequence ?? 0n, hash: log?.forgottenHash ?? FIRST_HASH };
  let last: AuditAnchor = start;
  let since: Date | null = null;
  let forgotten: SealedEntry | null = null;
  const checked = (fault: AuditCheck['fault']): AuditCheck => ({
    isIntact: fault === null,
    entryCount: Number(last.sequence - start.sequence),
    since,
    forgottenCount: Number(start.sequence),
    head,
    fault,
  });
  for (;;) {
    const entries = await sealedEntries(db, { after: last.sequence, to: head.sequence, most: VERIFY_BATCH });
    for (const entry of entries) {
      const kind = brokenAt(entry, last) ?? (differs(entry, known) ? 'changed' : null);
      if (kind) return checked({ kind, sequence: last.sequence + 1n });
      since ??= entry.occurredAt;
      if (entry.action === FORGET) forgotten = entry;
      last = entry;
    }
    if (entries.length < VERIFY_BATCH) break;
  }
  const wanted = known && known.sequence > head.sequence ? known.sequence : head.sequence;
  if (last.sequence < wanted) return checked({ kind: 'missing', sequence: last.sequence + 1n });
  if (last.hash !== head.hash) return checked({ kind: 'changed', sequence: last.sequence });
  if (!tellsOf(forgotten, start)) return checked({ kind: 'beginning', sequence: start.sequence + 1n });
  return checked((await isBehindHead(db)) ? { kind: 'changed', sequence: head.sequence + 1n } : null);
}

function brokenAt(entry: SealedEntry, last: AuditAnchor): AuditProblemKind | null {
  if (entry.sequence !== last.sequence + 1n) return 'missing';
  return entry.hash === hashOfEntry(toRecord(entry, last.hash)) ? null : 'changed';
}

function differs(entry: SealedEntry, known: AuditAnchor | null): boolean {
  return entry.sequence === known?.sequence && entry.hash !== known.hash;
}

/** Whether the newest entry about removed ones says where the chain begins now. */
function tellsOf(forgotten: SealedEntry | null, { sequence, hash }: AuditAnchor): boolean {
  if (sequence === 0n) return forgotten === null;
  const { lastSequence, lastHash } = (forgotten?.details ?? {}) as { lastSequence?: number; lastHash?: string };
  return lastSequence === Number(sequence) && lastHash === hash;
}

/** Entries with a place behind the end; both are read at one moment, since others may be sealing. */
async function isBehindHead({ prisma }: Database): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`
    SELECT 1 AS "one" FROM "AuditEntry" WHERE "sequence" > coalesce((SELECT "lastSequence" FROM "AuditLog"), 0) LIMIT 1`;
  return rows.length > 0;
}

/**
 * Removes the oldest entries up to the first that occurred after a time. What was removed, and the last hash of it, is an entry
 * itself; so the rest still verifies. @returns how many
 */
export async function forgetAudit(db: Database, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await inTransaction(db, (tx) => forgetBatch(tx, before));
    total += count;
    if (count < FORGET_BATCH) return total;
  }
}

async function forgetBatch(tx: Transaction, before: Date): Promise<number> {
  const log = await lockLog(tx);
  const start = log.forgottenSequence;
  const [{ end }] = await tx.$queryRaw<[{ end: bigint | null }]>`
    SELECT coalesce(min("sequence") FILTER (WHERE "occurredAt" >= ${before}) - 1, max("sequence")) AS "end" FROM "AuditEntry"
    WHERE "sequence" > ${start} AND "sequence" <= ${start + BigInt(FORGET_BATCH)}`;
  if (end === null || end <= start) return 0;
  const [{ hash }] = await sealedEntries({ prisma: tx }, { after: end - 1n, to: end, most: 1 });
  const count = await tx.$executeRaw`DELETE FROM "AuditEntry" WHERE "sequence" > ${start} AND "sequence" <= ${end}`;
  const details = { entryCount: count, lastSequence: Number(end), lastHash: hash };
  const [entry] = chain(log, [{ ...BY_ITSELF, id: newId(), occurredAt: new Date(), details }]);
  await tx.auditEntry.create({ data: { ...entry!, details } });
  await moveHead(tx, entry!);
  await tx.$executeRaw`
    UPDATE "AuditLog" SET "forgottenSequence" = ${end}, "forgottenHash" = ${hash}, "forgottenAt" = now()`;
  return count;
}

const BY_ITSELF = {
  sequence: null,
  hash: null,
  actorKind: 'system',
  actorId: null,
  actorName: null,
  address: null,
  action: FORGET,
  subjectIds: [],
  outcome: 'succeeded',
  code: null,
  requestId: null,
};
