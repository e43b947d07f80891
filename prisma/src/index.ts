/** The database as a package: start or find a server, migrate, open, and a store per noun. */
export { DatabaseError } from './database-error.ts';
export type { DatabaseErrorCode } from './database-error.ts';
export { openDatabase } from './database.ts';
export type { Database, OpenDatabaseOptions } from './database.ts';
export { migrate } from './migrate.ts';
export type { MigrateOptions } from './migrate.ts';
export { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './postgres/embedded-postgres.ts';
