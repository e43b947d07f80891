import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { narrowingStatements } from '../../test/factories/narrowing.ts';
import { readUpgradeNotes } from '../../test/factories/upgrade-notes.ts';
import type { UpgradeNote } from '../../test/factories/upgrade-notes.ts';
import { readMigrations } from './migrate.ts';
import type { Migration } from './migrate.ts';

describe('docs/upgrades.md', () => {
  let migrations: Migration[];
  let notes: UpgradeNote[];
  beforeAll(async () => {
    migrations = await readMigrations();
    notes = await readUpgradeNotes();
  });

  test('has a line for each migration, in order', () => {
    expect(notes.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  });

  test('says whether older programs may go on, and of what takes something from them why', () => {
    const unexplained = migrations.flatMap(({ name, sql }, index) => {
      const { meanwhile } = notes[index]!;
      const needed =
        narrowingStatements(sql).length > 0 ? /^(go on|stop them first): .{15,}/ : /^(go on|stop them first)/;
      return needed.test(meanwhile) ? [] : [{ name, meanwhile, because: narrowingStatements(sql) }];
    });
    expect(unexplained).toEqual([]);
  });
});

describe('narrowingStatements', () => {
  test.each([
    'ALTER TABLE "Video" DROP COLUMN "sizeBytes";',
    'ALTER TABLE "Video" RENAME COLUMN "path" TO "file";',
    'ALTER TABLE "Video" RENAME TO "File";',
    'ALTER TABLE "Video" ADD COLUMN "a" INTEGER, ALTER COLUMN "path" SET NOT NULL;',
    'ALTER TABLE "Video" ADD COLUMN "a" INTEGER NOT NULL;',
    'ALTER TABLE "Video" ALTER COLUMN "sizeBytes" TYPE TEXT;',
    'ALTER TABLE "Video" ALTER COLUMN "status" DROP DEFAULT;',
    'ALTER TABLE "Video"\n  ADD CONSTRAINT "Video_check" CHECK ("a" > 0);',
    'CREATE UNIQUE INDEX "Video_key" ON "Video" ("a");',
    'DROP TABLE "Video";',
    `ALTER TYPE "JobKind" ADD VALUE 'dream';`,
  ])('finds %s', (sql) => expect(narrowingStatements(sql)).toHaveLength(1));

  test.each([
    `ALTER TABLE "Video" ADD COLUMN "a" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "b" TEXT;`,
    'ALTER TABLE "Video" ADD COLUMN "c" TEXT NOT NULL GENERATED ALWAYS AS (lower("path")) STORED;',
    'CREATE INDEX "Video_a_idx" ON "Video" ("a"); DROP INDEX "Video_b_idx";',
    'CREATE TABLE "New" ("id" UUID NOT NULL); ALTER TABLE "New" ADD CONSTRAINT "New_check" CHECK ("id" IS NOT NULL);',
    'CREATE TABLE "New" ("id" UUID NOT NULL); CREATE UNIQUE INDEX "New_key" ON "New" ("id");',
    '-- DROP TABLE "Video";\nSELECT 1;',
    'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE "Video"; END $$;',
    `ALTER TABLE "Video" DROP CONSTRAINT "Video_check";`,
  ])('lets pass %s', (sql) => expect(narrowingStatements(sql)).toEqual([]));

  test('reads what the migrations say', async () => {
    const [first] = await readMigrations();
    expect(narrowingStatements(first!.sql)).toEqual([]);
    const folder = path.join(import.meta.dirname, '../migrations/20261129020000_inspection/migration.sql');
    expect(narrowingStatements(await readFile(folder, 'utf8')).length).toBeGreaterThan(40);
  });
});
