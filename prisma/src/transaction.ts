import type { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';

export type Transaction = Prisma.TransactionClient;

/** What may be read from: a database, or within a transaction `{ prisma: tx }`. */
export interface Reader {
  readonly prisma: Transaction;
}

/** Large vocabularies and many thousand videos are written in one transaction. */
const LIMITS = { timeout: 60_000, maxWait: 15_000 };

/** Runs statements that take effect together, or not at all where one of them fails. */
export function inTransaction<T>({ prisma }: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return prisma.$transaction(work, LIMITS);
}
