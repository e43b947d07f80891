/** Links that let somebody choose a password, once. Of their keys there are only hashes. */
import { createHash, randomBytes } from 'node:crypto';
import type { Account } from '../generated/client.ts';
import { writePassword } from './accounts.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const VALID_MS = 7 * DAY_MS;
const KEY_BYTES = 24;

/** Whom a link is for: an account, or nobody yet. */
export interface Invited {
  readonly id: string;
  /** Null: for the first account. */
  readonly account: Account | null;
}

/**
 * Makes the key of a link that is valid for seven days; of an account, the ones before are not any more.
 * @param accountId null: for the first account
 */
export async function invite({ prisma }: Database, accountId: string | null): Promise<string> {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  const expiresAt = new Date(Date.now() + VALID_MS);
  const stale = accountId === null ? { expiresAt: { lt: new Date() } } : { accountId };
  await prisma.$transaction([
    prisma.invitation.deleteMany({ where: stale }),
    prisma.invitation.create({ data: { keyHash: hashOf(key), accountId, expiresAt } }),
  ]);
  return key;
}

/** Whom a key is for; `null` where it was never made, is used, or has expired. */
export async function findInvited({ prisma }: Database, key: string): Promise<Invited | null> {
  return prisma.invitation.findFirst({
    where: { keyHash: hashOf(key), expiresAt: { gt: new Date() } },
    select: { id: true, account: true },
  });
}

/** Whether each account has a link that has not been used. */
export async function areInvited({ prisma }: Database, accountIds: readonly string[]): Promise<boolean[]> {
  const rows = await prisma.invitation.findMany({
    where: { accountId: { in: [...accountIds] }, expiresAt: { gt: new Date() } },
    select: { accountId: true },
  });
  const invited = new Set(rows.map(({ accountId }) => accountId));
  return accountIds.map((id) => invited.has(id));
}

/**
 * Its password is chosen; the link leads nowhere then.
 * @param passwordHash scrypt
 * @returns whether the link was still there: of two who use it at the same moment, one does
 */
export function useInvitation(db: Database, id: string, passwordHash: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const invitation = await tx.invitation.findUnique({ where: { id } });
    const { count } = await tx.invitation.deleteMany({ where: { id } });
    if (count === 0 || !invitation?.accountId) return false;
    await writePassword(tx, invitation.accountId, passwordHash);
    return true;
  });
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
