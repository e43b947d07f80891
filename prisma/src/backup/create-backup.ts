import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import type { Client } from 'pg';
import { to } from 'pg-copy-streams';
import product from '../../../package.json' with { type: 'json' };
import { describeDatabase, MIGRATE_LOCK } from '../migrate.ts';
import { BackupError } from './backup-error.ts';
import { withConnection } from './connection.ts';
import { storeEncoders } from './encoders.ts';
import { writeManifest } from './manifest.ts';
import type { Manifest, StoredTable } from './manifest.ts';
import { shareOf } from './progress.ts';
import type { BackupProgress, BytesDone } from './progress.ts';
import { storeCompressed } from './stored-file.ts';
import { identifiers, listTables } from './stored-tables.ts';
import type { ProductTable } from './stored-tables.ts';

export interface CreateBackupOptions {
  /** A folder that does not exist yet; appears when it is complete. */
  readonly target: string;
  /** The product's data folder: noted, so that libraries in it are found when it lies elsewhere after a restore. */
  readonly dataFolder: string;
  /** Holds installed encoders, which are backed up, too; `null`: they are not. */
  readonly modelsFolder: string | null;
  readonly onProgress?: BackupProgress;
  readonly signal?: AbortSignal;
}

/**
 * Writes all rows of a database, as they are at one moment, into a folder. The product may go on working meanwhile;
 * migrations have to wait.
 *
 * @throws {BackupError} NOTHING_THERE, NOT_WRITTEN
 * @throws {DatabaseError} UNREACHABLE
 */
export async function createBackup(url: string, options: CreateBackupOptions): Promise<Manifest> {
  const { dataFolder, modelsFolder } = options;
  return appearWhole(options.target, async (folder) => {
    const rows = await withConnection(url, options.signal, (client) => storeRows(client, url, folder, options));
    const encoders = modelsFolder === null ? [] : await storeEncoders(modelsFolder, folder, options);
    const createdAt = new Date().toISOString();
    return writeManifest(folder, { productVersion: product.version, createdAt, dataFolder, ...rows, encoders });
  });
}

/** Lets `fill` write into a folder beside the target, which gets the target's name at the end, or is removed. */
async function appearWhole<T>(target: string, fill: (folder: string) => Promise<T>): Promise<T> {
  if (await stat(target).catch(() => null)) {
    throw new BackupError('NOT_WRITTEN', `${target} exists already; name a new folder, or remove it first`);
  }
  let folder: string | undefined;
  try {
    folder = await mkdtemp(`${target}.partial-`);
    const result = await fill(folder);
    await rename(folder, target);
    return result;
  } catch (error) {
    if (folder) await rm(folder, { recursive: true, force: true });
    throw unwritten(target, error);
  }
}

/** What a file system says no with. */
const REFUSALS = ['EACCES', 'EDQUOT', 'EFBIG', 'EIO', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS'];

function unwritten(target: string, error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (!REFUSALS.includes(code)) return error;
  const remedy = code === 'ENOSPC' ? 'make room, or name a folder on another disk' : 'name another folder';
  return new BackupError('NOT_WRITTEN', `${target} cannot be written (${message}); ${remedy}`, { cause: error });
}

async function storeRows(
  client: Client,
  url: string,
  folder: string,
  { signal, onProgress }: CreateBackupOptions,
): Promise<Pick<Manifest, 'migrations' | 'tables'>> {
  const { migrations, tables } = await openSnapshot(client, url);
  const total = tables.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const onBytes = shareOf('rows', total, onProgress);
  const stored: StoredTable[] = [];
  for (const table of tables) stored.push(await storeTable(client, table, folder, { signal, onBytes }));
  await client.query('COMMIT');
  return { migrations, tables: stored };
}

/** From here on the connection sees one moment, and no table changes its shape. */
async function openSnapshot(client: Client, url: string) {
  // No migration may come between what the catalogue says and the locks.
  await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATE_LOCK]);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const migrations = await readNotes(client, url);
  const tables = await listTables(client);
  await client.query(`LOCK TABLE ${identifiers(tables.map(({ name }) => name))} IN ACCESS SHARE MODE`);
  await client.query('SELECT pg_advisory_unlock_shared($1)', [MIGRATE_LOCK]);
  return { migrations, tables };
}

async function readNotes(client: Client, url: string): Promise<Manifest['migrations']> {
  const { rows: found } = await client.query<{ isThere: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isThere"`,
  );
  if (!found[0].isThere) throw nothingError(url);
  const { rows } = await client.query<Manifest['migrations'][number]>(
    `SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  if (rows.length === 0) throw nothingError(url);
  return rows;
}

function nothingError(url: string): BackupError {
  const remedy = 'set DATABASE_URL or ACTIONARY_DATA as for npm start';
  return new BackupError('NOTHING_THERE', `${describeDatabase(url)} holds nothing of Actionary; ${remedy}`);
}

async function storeTable(
  client: Client,
  { name, columns, keyColumns }: ProductTable,
  folder: string,
  options: { readonly signal: AbortSignal | undefined; readonly onBytes: BytesDone },
): Promise<StoredTable> {
  const rows = `SELECT ${identifiers(columns)} FROM ${identifiers([name])} ORDER BY ${identifiers(keyColumns)}`;
  const copy = client.query(to(`COPY (${rows}) TO STDOUT (FORMAT binary)`));
  const file = await storeCompressed(folder, `tables/${name}.copy.zst`, copy, options);
  return { name, columns: [...columns], rowCount: copy.rowCount, file };
}
