import type { Pool } from 'pg';
import { NOT_KEPT } from '../../prisma/src/backup/stored-tables.ts';
import { escapeIdentifier } from 'pg';

/** Of each table of the product that a backup keeps its rows, told by their number and a hash over all columns, generated ones too. */
export async function tableHashes(
  pool: Pool,
): Promise<Record<string, { readonly count: number; readonly hash: string }>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS "name" FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY tablename`,
    [NOT_KEPT],
  );
  const hashes: Record<string, { count: number; hash: string }> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ count: number; hash: string }>(
      `SELECT count(*)::int AS "count", md5(string_agg(row::text, E'\\n' ORDER BY row::text)) AS "hash"
       FROM ${escapeIdentifier(name)} AS row`,
    );
    hashes[name] = rows[0]!;
  }
  return hashes;
}
