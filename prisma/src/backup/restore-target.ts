import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { BackupError } from './backup-error.ts';
import { identifiers, listTables } from './stored-tables.ts';

const LEAVING_MS = 2000;

/**
 * @param isReplacing what Actionary has in the database may be thrown away
 * @throws {BackupError} IN_USE where others are connected; NOT_EMPTY
 */
export async function refuseIfUsed(client: Client, isReplacing: boolean): Promise<void> {
  const name = client.database!;
  await refuseOthers(client);
  const tables = (await listTables(client)).map((table) => table.name);
  const { rows } = await client.query<{ isOurs: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isOurs"`,
  );
  const elsewhere = 'set DATABASE_URL or ACTIONARY_DATA to an empty one';
  if (tables.length > 0 && !rows[0].isOurs) {
    const problem = `holds the table ${tables[0]}, which is not Actionary's`;
    throw new BackupError('NOT_EMPTY', `the database ${name} ${problem}; ${elsewhere}`);
  }
  const filled = isReplacing ? null : await firstWithRows(client, tables);
  if (filled === null) return;
  const remedy = `${elsewhere}, or give --replace to throw away what is there`;
  throw new BackupError('NOT_EMPTY', `the database ${name} is not empty (it has rows in ${filled}); ${remedy}`);
}

async function refuseOthers(client: Client): Promise<void> {
  let programs = await otherPrograms(client);
  // Who has just left is listed for a moment more.
  for (const deadline = performance.now() + LEAVING_MS; programs.length > 0 && performance.now() < deadline;) {
    await sleep(100);
    programs = await otherPrograms(client);
  }
  if (programs.length === 0) return;
  const remedy = 'stop Actionary and what else uses it';
  throw new BackupError('IN_USE', `the database ${client.database} is in use (${programs.join(', ')}); ${remedy}`);
}

/** What calls itself nothing is told by its process id. */
async function otherPrograms(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT coalesce(nullif(application_name, ''), 'process ' || pid) AS "name" FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

async function firstWithRows(client: Client, tables: readonly string[]): Promise<string | null> {
  for (const table of tables) {
    const { rows } = await client.query<{ isFilled: boolean }>(
      `SELECT EXISTS (SELECT FROM ${identifiers([table])}) AS "isFilled"`,
    );
    if (rows[0].isFilled) return table;
  }
  return null;
}

/** Drops what migrations have made, and the queue; within the transaction that is open. */
export async function dropEverything(client: Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    SELECT format('DROP %s IF EXISTS %s CASCADE', kind, object) AS "statement" FROM (
      SELECT 1 AS place, 'TABLE' AS kind, oid::regclass::text AS object, relnamespace AS namespace, oid
      FROM pg_class WHERE relkind = 'r'
      UNION ALL SELECT 2, 'ROUTINE', oid::regprocedure::text, pronamespace, oid FROM pg_proc
      UNION ALL SELECT 3, 'TYPE', oid::regtype::text, typnamespace, oid FROM pg_type WHERE typtype = 'e'
    ) AS made JOIN pg_namespace ON pg_namespace.oid = namespace
    WHERE nspname = current_schema()
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = made.oid AND deptype = 'e') ORDER BY place`);
  for (const { statement } of rows) await client.query(statement);
  await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
}

/**
 * Takes foreign keys away and keeps triggers from firing.
 * @returns puts both back, and checks all foreign keys
 */
export async function suspendChecks(client: Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    `
    SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS "name", pg_get_constraintdef(oid) AS "definition"
    FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass = ANY ($1::regclass[]) ORDER BY conname`,
    [tables.map((table) => identifiers([table]))],
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const table of tables) await client.query(`ALTER TABLE ${identifiers([table])} DISABLE TRIGGER USER`);
  return async () => {
    for (const { table, name, definition } of keys) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    }
    for (const table of tables) await client.query(`ALTER TABLE ${identifiers([table])} ENABLE TRIGGER USER`);
  };
}
