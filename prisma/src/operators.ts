/** Who works in videos, known by pseudonyms: a name is hashed under the installation's own key, and forgotten. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Operator } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';
import { isChosen } from './video-selection.ts';
import type { VideoSelection } from './video-selection.ts';

const KEY_BYTES = 32;

/** By a name or a badge number, which is not kept, or as an operator that is known already. */
export type NamedOperator = { readonly name: string } | { readonly id: string };

/** How an operator is called, in the order of appearance: `OP-01`. */
export function pseudonymOf({ number }: Pick<Operator, 'number'>): string {
  return `OP-${String(number).padStart(2, '0')}`;
}

/**
 * HMAC-SHA-256 (hex) of what names somebody. Width, letter case and spaces do not matter.
 * @param key of the installation: without it nobody can try names
 */
export function hashOfName(name: string, key: Uint8Array): string {
  const folded = name.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');
  return createHmac('sha256', key).update(folded).digest('hex');
}

/** What was changed. */
export interface VideosOfOperator {
  readonly operator: Operator | null;
  readonly videoCount: number;
}

/**
 * Says who works in videos. Whoever was not known by that name gets the next pseudonym.
 * @param operator `null`: nobody is known to
 * Problems: INVALID (no video is chosen), NOT_FOUND (`operatorId`).
 */
export function setVideosOperator(
  db: Database,
  { selection, operator }: { readonly selection: VideoSelection; readonly operator: NamedOperator | null },
): Promise<Outcome<VideosOfOperator>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const chosen = isChosen(selection) ?? refuse('INVALID', 'videoIds', 'no video is chosen', 'noVideos');
      const known = operator && (await findOrAdd(tx, operator));
      const videoCount = await tx.$executeRaw`
        UPDATE "Video" SET "operatorId" = ${known?.id ?? null}::uuid, "updatedAt" = now() WHERE ${chosen}`;
      return { operator: known, videoCount };
    }),
  );
}

async function findOrAdd(tx: Transaction, named: NamedOperator): Promise<Operator> {
  if ('name' in named) return byName(tx, named.name);
  const found = await tx.operator.findUnique({ where: { id: named.id } });
  return (
    found ?? refuse('NOT_FOUND', 'operatorId', 'there is no such operator; others may have been told to forget it')
  );
}

async function byName(tx: Transaction, name: string): Promise<Operator> {
  await tx.$executeRaw`
    INSERT INTO "OperatorRegister" ("hashKey") VALUES (${randomBytes(KEY_BYTES)}) ON CONFLICT DO NOTHING`;
  // Two at a time would give the same person two pseudonyms, or two persons one.
  const [register] = await tx.$queryRaw<[{ hashKey: Uint8Array }]>`SELECT "hashKey" FROM "OperatorRegister" FOR UPDATE`;
  const nameHash = hashOfName(name, register.hashKey);
  const known = await tx.operator.findUnique({ where: { nameHash } });
  if (known) return known;
  const { lastNumber } = await tx.operatorRegister.update({ where: { id: 1 }, data: { lastNumber: { increment: 1 } } });
  return tx.operator.create({ data: { nameHash, number: lastNumber } });
}

/**
 * Forgets an operator: its videos stay, and are of nobody. Cannot be taken back; who is given the same name later gets
 * another pseudonym. Problem: NOT_FOUND.
 * @returns how many videos were of it
 */
export function forgetOperator(db: Database, id: string): Promise<Outcome<number>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      const { count: videoCount } = await tx.video.updateMany({
        where: { operatorId: id },
        data: { operatorId: null },
      });
      const { count } = await tx.operator.deleteMany({ where: { id } });
      return count === 0
        ? refuse('NOT_FOUND', 'id', 'there is no such operator, or it is forgotten already')
        : videoCount;
    }),
  );
}

/** In the order of appearance. */
export function listOperators(db: Database): Promise<Operator[]> {
  return db.prisma.operator.findMany({ orderBy: { number: 'asc' } });
}

export async function getOperators(db: Database, ids: readonly string[]): Promise<(Operator | null)[]> {
  const rows = await db.prisma.operator.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

/** How many videos each has, missing ones included. */
export async function countVideosOfOperators(db: Database, ids: readonly string[]): Promise<number[]> {
  const rows = await db.prisma.video.groupBy({
    by: ['operatorId'],
    where: { operatorId: { in: [...ids] } },
    _count: true,
  });
  const counts = new Map(rows.map(({ operatorId, _count: count }) => [operatorId, count]));
  return ids.map((id) => counts.get(id) ?? 0);
}
