/** Who signs in. Passwords and sessions are the sign-in library's; it writes the same tables. */
import type { Account, Role } from '../generated/client.ts';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse, requireName } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';

export interface AccountInput {
  readonly name: string;
  /** Letter case does not matter. */
  readonly email: string;
  readonly role: Role;
  readonly seesVideos: boolean;
}

/** What is absent stays as it is. */
export type AccountChange = Partial<Pick<Account, 'name' | 'role' | 'seesVideos' | 'isDisabled'>>;

/** By name. */
export function listAccounts(db: Database): Promise<Account[]> {
  return db.prisma.account.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
}

export async function getAccounts(db: Database, ids: readonly string[]): Promise<(Account | null)[]> {
  const rows = await db.prisma.account.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

export async function hasAccounts(db: Database): Promise<boolean> {
  return (await db.prisma.account.findFirst({ select: { id: true } })) !== null;
}

/** When each was last seen in a session that goes on, to the day. */
export async function lastSeenOfAccounts({ prisma }: Database, ids: readonly string[]): Promise<(Date | null)[]> {
  const rows = await prisma.session.groupBy({
    by: ['accountId'],
    where: { accountId: { in: [...ids] } },
    _max: { updatedAt: true },
  });
  const times = new Map(rows.map(({ accountId, _max: { updatedAt } }) => [accountId, updatedAt]));
  return ids.map((id) => times.get(id) ?? null);
}

/** Without a password: an invitation lets its owner choose one. Problems: INVALID, TAKEN (`email`). */
export function createAccount(db: Database, input: AccountInput): Promise<Outcome<Account>> {
  return attempt(() => db.prisma.account.create({ data: checked(input) }));
}

/**
 * The first account: an administrator. Problem: IN_USE where there is one already, also made at the same moment.
 * @param passwordHash scrypt
 */
export function createFirstAccount(
  db: Database,
  { name, email }: Pick<AccountInput, 'name' | 'email'>,
  passwordHash: string,
): Promise<Outcome<Account>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await lockAccounts(tx);
      if (await tx.account.findFirst()) refuse('IN_USE', null, 'there is an account already: sign in with it');
      await tx.invitation.deleteMany({ where: { accountId: null } });
      const account = await tx.account.create({
        data: checked({ name, email, role: 'administrator', seesVideos: true }),
      });
      await writePassword(tx, account.id, passwordHash);
      return account;
    }),
  );
}

/** Whoever is disabled is signed out at once. Problems: NOT_FOUND; INVALID where nobody would be left to administer. */
export function updateAccount(db: Database, id: string, change: AccountChange): Promise<Outcome<Account>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await lockAccounts(tx);
      requireName(change.name);
      const account = await tx.account.update({ where: { id }, data: change });
      if (account.isDisabled) await tx.session.deleteMany({ where: { accountId: id } });
      await requireAdministrator(tx);
      return account;
    }),
  );
}

/** The password that an account signs in with from now on; whoever is signed in with it is signed out. @param hash scrypt */
export async function writePassword(tx: Transaction, accountId: string, hash: string): Promise<void> {
  const key = { providerId: 'credential', subject: accountId };
  await tx.session.deleteMany({ where: { accountId } });
  await tx.credential.upsert({
    where: { providerId_subject: key },
    create: { ...key, ownerId: accountId, password: hash },
    update: { password: hash },
  });
}

/** What it has done stays, under its name. Problems as those of {@link updateAccount}. */
export function deleteAccount(db: Database, id: string): Promise<Outcome<Account>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await lockAccounts(tx);
      const account = await tx.account.delete({ where: { id } });
      await requireAdministrator(tx);
      return account;
    }),
  );
}

function checked({ email, ...input }: AccountInput): AccountInput {
  requireName(input.name);
  const address = email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address))
    refuse('INVALID', 'email', 'an address such as tanaka@example.com is needed', 'notAnEmail');
  return { ...input, email: address };
}

/** Two administrators could disable each other, two first accounts be made. */
async function lockAccounts(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('accounts', 0))`;
}

async function requireAdministrator(tx: Transaction): Promise<void> {
  const left = await tx.account.findFirst({ where: { role: 'administrator', isDisabled: false } });
  if (!left)
    refuse(
      'INVALID',
      null,
      'nobody would be left to administer; make somebody else an administrator first',
      'lastAdministrator',
    );
}
