import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool } from 'pg';

const wasmPath = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
  'schema_engine_bg.wasm',
);

interface Instance {
  readonly exports: Readonly<Record<string, () => void>>;
}

/** Only the browser's type declarations know it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<Instance>;
};

/** The bindings' entry, which their type declarations leave out. */
interface Bindings {
  ['__wbg_set_wasm'](exports: Instance['exports']): void;
}

/**
 * The SQL with which Prisma's own schema engine (compiled to WebAssembly) would create the tables of a schema.
 * @param schemaPath a `schema.prisma`
 * @param url any database
 */
export function sqlOfSchema(schemaPath: string, url: string): Promise<string> {
  return withEngine(schemaPath, url, async (engine) => {
    const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }];
    const to = { tag: 'schemaDatamodel', files } as const;
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to,
      script: true,
      exitCode: null,
      filters: FILTERS,
    });
    return stdout ?? '';
  });
}

/** What Prisma Migrate thinks of a database's migrations: edited, failed, missing ones. */
export function diagnoseMigrations(schemaPath: string, url: string) {
  return withEngine(schemaPath, url, async (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList: await readMigrationList(path.join(path.dirname(schemaPath), 'migrations')),
      optInToShadowDatabase: false,
      filters: FILTERS,
    }),
  );
}

const FILTERS = { externalTables: [], externalEnums: [] };

async function readMigrationList(baseDir: string): Promise<glue.MigrationList> {
  const read = (file: string) => readFile(path.join(baseDir, file), 'utf8');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const migrationDirectories = names.toSorted().map(async (name) => {
    const value = await read(`${name}/migration.sql`);
    return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } as const } };
  });
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await read('migration_lock.toml') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(migrationDirectories),
  };
}

async function withEngine<T>(
  schemaPath: string,
  url: string,
  use: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  await (engineStart ??= startEngine());
  const pool = new Pool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const datamodels: [string, string][] = [[schemaPath, await readFile(schemaPath, 'utf8')]];
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, adapter);
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** Once: the bindings know one instance. */
let engineStart: Promise<void> | undefined;

async function startEngine(): Promise<void> {
  const module = await WebAssembly.compile(await readFile(wasmPath));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
  (glue as unknown as Bindings)['__wbg_set_wasm'](instance.exports);
  instance.exports['__wbindgen_start']();
}
