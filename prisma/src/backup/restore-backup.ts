import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { applyWithin, CREATE_NOTES, MIGRATE_LOCK, migrate, readMigrations } from '../migrate.ts';
import type { Migration } from '../migrate.ts';
import { BackupError } from './backup-error.ts';
import { withConnection } from './connection.ts';
import { restoreEncoders } from './encoders.ts';
import { damagedError, filesOf, readManifest } from './manifest.ts';
import type { Manifest, StoredFile, StoredTable } from './manifest.ts';
import { shareOf } from './progress.ts';
import type { BackupProgress, BytesDone } from './progress.ts';
import { dropEverything, refuseIfUsed, suspendChecks } from './restore-target.ts';
import { loadCompressed, verifyFile } from './stored-file.ts';
import { identifiers, listTables } from './stored-tables.ts';

export interface RestoreBackupOptions {
  /** Folder that {@link createBackup} has written. */
  readonly source: string;
  /** Where the product keeps its data from now on. */
  readonly dataFolder: string;
  /** Where encoders of the backup are installed; `null`: they are not. */
  readonly modelsFolder: string | null;
  /** Throw away what the database holds; default false: refuse. */
  readonly isReplacing?: boolean;
  readonly onProgress?: BackupProgress;
  readonly signal?: AbortSignal;
}

/**
 * Restores a backup into a database: in one transaction the tables as they were then, with their rows; then the migrations
 * that have come since. Nothing is touched before all files have been read and found whole.
 *
 * @param url of the database; has to exist
 * @throws {BackupError} NOT_A_BACKUP, DAMAGED, UNKNOWN_VERSION, NOT_EMPTY, IN_USE
 * @throws {DatabaseError} UNREACHABLE, MIGRATION_FAILED
 */
export async function restoreBackup(url: string, options: RestoreBackupOptions): Promise<Manifest> {
  const { source, modelsFolder, signal } = options;
  const manifest = await readManifest(source);
  const migrations = migrationsOf(manifest, await readMigrations());
  await verifyFiles(manifest, options);
  await withConnection(url, signal, async (client) => {
    await refuseIfUsed(client, options.isReplacing ?? false);
    if (modelsFolder !== null) await restoreEncoders(source, manifest.encoders, modelsFolder, options);
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATE_LOCK]);
    await dropEverything(client);
    await client.query(CREATE_NOTES);
    for (const migration of migrations) await applyWithin(client, migration);
    await loadRows(client, manifest, options);
    await moveFolders(client, manifest.dataFolder, options.dataFolder);
    await client.query('COMMIT');
  });
  // What is missing of this, the next start would do, too.
  await migrate(url);
  return manifest;
}

/** @throws {BackupError} UNKNOWN_VERSION where this program does not know one of the backup's */
function migrationsOf({ migrations, productVersion }: Manifest, known: readonly Migration[]): Migration[] {
  return migrations.map(({ name, checksum }) => {
    const migration = known.find((candidate) => candidate.name === name);
    if (migration?.checksum === checksum) return migration;
    const problem = migration ? 'has other contents here' : 'is not known here';
    const remedy = `restore with the version that made it (${productVersion}) or a newer one`;
    throw new BackupError('UNKNOWN_VERSION', `the backup's migration ${name} ${problem}; ${remedy}`);
  });
}

const sizeOf = (files: readonly StoredFile[]) => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

async function verifyFiles(manifest: Manifest, { source, signal, onProgress }: RestoreBackupOptions): Promise<void> {
  const files = filesOf(manifest);
  const onBytes = shareOf('checksums', sizeOf(files), onProgress);
  for (const file of files) await verifyFile(source, file, { signal, onBytes });
}

/** Triggers do not fire; foreign keys are checked at the end, all rows at once. */
async function loadRows(client: Client, manifest: Manifest, options: RestoreBackupOptions): Promise<void> {
  const { source, signal, onProgress } = options;
  const tables = await listTables(client);
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).toSorted();
  if (String(names(tables)) !== String(names(manifest.tables))) {
    const problem = 'lists other tables than its migrations make';
    throw damagedError(`${source}/manifest.json`, problem);
  }
  const resumeChecks = await suspendChecks(client, names(tables));
  const onBytes = shareOf('rows', sizeOf(manifest.tables.map(({ file }) => file)), onProgress);
  for (const table of manifest.tables) await loadTable(client, table, source, { signal, onBytes });
  onProgress?.('foreign keys', 0);
  await resumeChecks();
  await continueSequences(client);
  await client.query(`ANALYZE ${identifiers(names(tables))}`);
}

/** What counts up by itself goes on behind the rows that are there. */
async function continueSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    SELECT quote_ident(table_name) AS "table", quote_ident(column_name) AS "column",
      pg_get_serial_sequence(quote_ident(table_name), column_name) AS "sequence"
    FROM information_schema.columns WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%'`);
  for (const { table, column, sequence } of rows)
    await client.query(`SELECT setval($1, greatest(1, max(${column})), max(${column}) IS NOT NULL) FROM ${table}`, [
      sequence,
    ]);
}

async function loadTable(
  client: Client,
  { name, columns, rowCount, file }: StoredTable,
  source: string,
  options: { readonly signal: AbortSignal | undefined; readonly onBytes: BytesDone },
): Promise<void> {
  // Frozen: the rows need not be written a second time by VACUUM.
  const copy = client.query(
    from(`COPY ${identifiers([name])} (${identifiers(columns)}) FROM STDIN (FORMAT binary, FREEZE)`),
  );
  await loadCompressed(source, file, copy, options);
  if (copy.rowCount !== rowCount) throw damagedError(file.path, `holds ${copy.rowCount} rows, not ${rowCount}`);
}

/** Libraries in the product's data folder move with it. */
async function moveFolders(client: Client, old: string, now: string): Promise<void> {
  if (old === now) return;
  await client.query(
    `UPDATE "VideoLibrary" SET "folder" = $2 || substr("folder", length($1) + 1)
     WHERE starts_with("folder", $1 || '/') OR starts_with("folder", $1 || '\\')`,
    [old, now],
  );
}
