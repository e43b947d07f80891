import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { useDatabase } from '../../test/factories/database.ts';
import { diagnoseMigrations, sqlOfSchema } from '../../test/factories/schema-engine.ts';

const SCHEMA = path.join(import.meta.dirname, '../schema.prisma');

/** Tables with their columns, keys, indexes and enums, as the catalogue tells them. */
const CATALOGUE = {
  columns: `
    SELECT table_name, column_name, udt_name, is_nullable, column_default, character_maximum_length, datetime_precision
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    ORDER BY table_name, column_name`,
  keys: `
    SELECT conrelid::regclass::text AS "table", conname, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype IN ('p', 'f', 'u') AND conrelid::regclass::text <> '_prisma_migrations'
      AND connamespace = 'public'::regnamespace
    ORDER BY 1, 2`,
  indexes: `
    SELECT indexname, replace(indexdef, ' NULLS NOT DISTINCT', '') AS definition
    FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '% WHERE %'
    ORDER BY indexname`,
  enums: `
    SELECT typname, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
    FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid GROUP BY typname ORDER BY typname`,
} as const;

describe('the migrated database', () => {
  const migrated = useDatabase();
  const emitted = useDatabase({ template: 'template0' });

  beforeAll(async () => {
    await emitted.db.pool.query(await sqlOfSchema(SCHEMA, emitted.url));
  });

  test.each(Object.keys(CATALOGUE) as (keyof typeof CATALOGUE)[])('has the %s of schema.prisma', async (aspect) => {
    const read = async (pool: Pool) => (await pool.query(CATALOGUE[aspect])).rows;
    const expected = await read(emitted.db.pool);
    expect(expected.length).toBeGreaterThan(3);
    expect(await read(migrated.db.pool)).toEqual(expected);
  });

  test('is up to date in the eyes of Prisma Migrate', async () => {
    expect(await diagnoseMigrations(SCHEMA, migrated.url)).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  });
});
