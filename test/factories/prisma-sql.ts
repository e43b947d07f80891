import { readFile } from 'node:fs/promises';
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
export async function sqlOfSchema(schemaPath: string, url: string): Promise<string> {
  await startEngine();
  const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }];
  // The engine asks the server for its dialect.
  const pool = new Pool({ connectionString: url });
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
  const engine = await glue.SchemaEngine.new({ datamodels: [[schemaPath, files[0].content]] }, () => {}, adapter);
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  await pool.end();
  return stdout ?? '';
}

async function startEngine(): Promise<void> {
  const module = await WebAssembly.compile(await readFile(wasmPath));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
  (glue as unknown as Bindings)['__wbg_set_wasm'](instance.exports);
  instance.exports['__wbindgen_start']();
}
