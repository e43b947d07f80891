import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';

/** A table whose rows are backed up. */
export interface ProductTable {
  readonly name: string;
  /** Those that are stored, not generated. */
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[];
  /** On the server's disk, without indexes. */
  readonly sizeBytes: number;
}

/** @see listTables */
export const NOT_KEPT: readonly string[] = ['_prisma_migrations', 'IdempotencyKey', 'Session', 'Verification'];

/**
 * All tables of the product, by name, as the catalogue has them; but the notes on migrations; who is signed in: whoever had
 * a copy of a backup could go on as them; and answers that are given again: what they tell of may not be in it any more. The queue lies in a schema of its own: what is open is queued again at the
 * start.
 */
export async function listTables(client: Client): Promise<ProductTable[]> {
  const { rows } = await client.query<ProductTable>(
    `
    SELECT relation.relname AS "name", pg_table_size(relation.oid)::float8 AS "sizeBytes",
      ARRAY(
        SELECT attname::text FROM pg_attribute
        WHERE attrelid = relation.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
      ) AS "columns",
      ARRAY(
        SELECT attname::text FROM pg_index CROSS JOIN unnest(indkey) WITH ORDINALITY AS key (attnum, place)
        JOIN pg_attribute USING (attnum)
        WHERE indrelid = relation.oid AND indisprimary AND attrelid = relation.oid ORDER BY place
      ) AS "keyColumns"
    FROM pg_class AS relation JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
    WHERE nspname = current_schema() AND relkind = 'r' AND relname <> ALL ($1) ORDER BY relname`,
    [NOT_KEPT],
  );
  return rows;
}

/** Identifiers as SQL has them, with commas. */
export function identifiers(names: readonly string[]): string {
  return names.map(escapeIdentifier).join(', ');
}
