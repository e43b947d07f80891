import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DatabaseError } from './database-error.ts';

/** One folder of `prisma/migrations`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** sha256 (hex) of `sql`, as Prisma Migrate notes it. */
  readonly checksum: string;
}

export interface MigrateOptions {
  /** Folder of the migrations; default: the ones that come along. */
  readonly folder?: string;
  /** How long it waits for tables that others are at before it lets them pass and tries again; default 3 s. */
  readonly lockTimeoutMs?: number;
}

/** Others who want a table wait behind a migration that waits for it. */
const LOCK_TIMEOUT_MS = 3000;
const LOCK_PAUSE_MS = 500;
const MAX_ATTEMPTS = 200;
/** PostgreSQL's `lock_not_available`. */
const IS_LOCKED = '55P03';

const MIGRATIONS = path.join(import.meta.dirname, '../migrations');
/** The advisory lock that Prisma Migrate itself takes. */
export const MIGRATE_LOCK = 72_707_369;
/** The first with NULLS NOT DISTINCT. */
const MIN_VERSION = 15;
/** Where it is noted what was applied. */
export const CREATE_NOTES = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies what is missing of the migrations, each in a transaction of its own, and notes it as `prisma migrate deploy`
 * does, which therefore agrees. Several processes may call it at once: the others wait for the first.
 *
 * @param url of the database; has to exist
 * @returns names of the migrations applied now, in order
 * @throws {DatabaseError} UNREACHABLE; MIGRATION_FAILED where one fails, has been changed since, or is not known here
 */
export async function migrate(
  url: string,
  { folder = MIGRATIONS, lockTimeoutMs = LOCK_TIMEOUT_MS }: MigrateOptions = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await connectToMigrate(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATE_LOCK]);
    await client.query(CREATE_NOTES);
    const missing = await findMissing(client, migrations);
    for (const migration of missing) await apply(client, migration, lockTimeoutMs);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Those in a folder, in the order in which they are applied. */
export async function readMigrations(folder: string = MIGRATIONS): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** @throws {DatabaseError} UNREACHABLE; MIGRATION_FAILED where the server is too old */
export async function connectToMigrate(url: string): Promise<Client> {
  const client = await connect(url);
  try {
    await refuseOldServer(client);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** @throws {DatabaseError} UNREACHABLE, naming the address without user and password */
async function connect(url: string): Promise<Client> {
  try {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
    await client.connect();
    return client;
  } catch (cause) {
    const { message } = cause as Error;
    throw new DatabaseError('UNREACHABLE', `${describeDatabase(url)} cannot be connected to: ${message}`, { cause });
  }
}

/** The address without user and password. */
export function describeDatabase(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL is no URL; the database';
  const { host, pathname } = new URL(url);
  return `the database ${host}${pathname}`;
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS "version"`);
  if (Number.parseInt(rows[0].version, 10) >= MIN_VERSION) return;
  const problem = `PostgreSQL ${rows[0].version} is too old; version ${MIN_VERSION} or later is needed`;
  throw new DatabaseError('MIGRATION_FAILED', problem);
}

async function findMissing(client: Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string; isFinished: boolean }>(
    `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "isFinished"
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "started_at"`,
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFinished } of rows) {
    const migration = known.get(name);
    if (!migration) fail(name, 'the database is newer than this program; install the newer version');
    if (!isFinished) fail(name, 'began and did not finish; restore the backup from before it');
    if (migration?.checksum !== checksum) fail(name, 'was applied with other contents; restore its file');
  }
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

function fail(name: string, problem: string, options?: ErrorOptions): never {
  throw new DatabaseError('MIGRATION_FAILED', `migration ${name}: ${problem}`, options);
}

async function apply(client: Client, migration: Migration, lockTimeoutMs: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await client.query('BEGIN');
    try {
      await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      await applyWithin(client, migration);
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK');
      const { code } = ((error as Error).cause ?? {}) as { readonly code?: string };
      if (code !== IS_LOCKED || attempt === MAX_ATTEMPTS) throw error;
      await sleep(LOCK_PAUSE_MS);
    }
  }
}

/**
 * Applies a migration within the transaction that is open, and notes it.
 * @throws {DatabaseError} MIGRATION_FAILED
 */
export async function applyWithin(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
  } catch (cause) {
    fail(name, (cause as Error).message, { cause });
  }
}
