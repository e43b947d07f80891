import { defineConfig } from 'prisma/config';

// `generate` and `validate` need no engine, but the CLI looks for one and would download it: any existing file satisfies it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= import.meta.filename;

export default defineConfig({ schema: 'schema.prisma', migrations: { path: 'migrations' } });
