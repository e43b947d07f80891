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
}

/** Opens a migrated database. Connects when first used. */
export function openDatabase(
  url: string,
  { connectionCount = 10, statementTimeoutMs = 0 }: OpenDatabaseOptions = {},
): Database {
  const pool = new Pool({
    connectionString: url,
    max: connectionCount,
    connectionTimeoutMillis: 15_000,
    statement_timeout: statementTimeoutMs,
  });
  // An idle connection that breaks is replaced when the next one is needed; the query then tells.
  pool.on('error', () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
}
