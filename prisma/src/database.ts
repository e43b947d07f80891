import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from '../generated/client.ts';

/** An open database; what stores take. */
export interface Database {
  readonly prisma: PrismaClient;
  /** The same connections, for what Prisma is too slow for. */
  readonly pool: Pool;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** Connections at most; default 10. */
  readonly connectionCount?: number;
  /** A statement that takes longer is cancelled; default: as long as it takes. */
  readonly statementTimeoutMs?: number;
  /** Is given every statement to carry out; default: nobody watches. */
  readonly trace?: StatementTrace;
}

/** Carries out a statement, whose text it is told. */
export type StatementTrace = <T>(text: string, run: () => Promise<T>) => Promise<T>;

/** Opens a migrated database. Connects when first used. */
export function openDatabase(
  url: string,
  { connectionCount = 10, statementTimeoutMs = 0, trace }: OpenDatabaseOptions = {},
): Database {
  const pool = new Pool({
    connectionString: url,
    max: connectionCount,
    connectionTimeoutMillis: 15_000,
    statement_timeout: statementTimeoutMs,
  });
  // An idle connection that breaks is replaced when the next one is needed; the query then tells.
  pool.on('error', () => {});
  if (trace) traceStatements(pool, trace);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
}

type Query = (...given: unknown[]) => unknown;

/** A statement is the pool's own, which hands it to a connection with a callback, or one of a connection that was taken. */
function traceStatements(pool: Pool, trace: StatementTrace): void {
  const watch = (owner: { query: unknown }) => {
    const query = (owner.query as Query).bind(owner);
    owner.query = (...given: unknown[]) => {
      const text = textOf(given[0]);
      const isPromised = typeof given.at(-1) !== 'function';
      return text !== null && isPromised ? trace(text, () => query(...given) as Promise<unknown>) : query(...given);
    };
  };
  watch(pool);
  pool.on('connect', watch);
}

/** Null: a stream, as of COPY. */
function textOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  const { text, submit } = asked as { readonly text?: string; readonly submit?: unknown };
  return submit === undefined ? (text ?? null) : null;
}
