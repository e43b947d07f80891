import path from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface DatabaseServerOptions {
  /** A database to use; then none is started. Default: the environment's `DATABASE_URL`. */
  readonly databaseUrl?: string | undefined;
  /** Where everything is kept, the server's data in `postgres` below it. Default: the environment's `ACTIONARY_DATA`, else `.actionary`. */
  readonly dataFolder?: string | undefined;
  /** As of `startEmbeddedPostgres`. */
  readonly isShared?: boolean;
}

/** The database that the product works with. */
export interface DatabaseServer {
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Resolves when an embedded server has gone; never for another's. */
  readonly closed: Promise<void>;
  /** Stops an embedded server; leaves another's alone. */
  stop(): Promise<void>;
}

const DATABASE = 'actionary';

/**
 * Uses the server that `DATABASE_URL` names, else starts one.
 * @throws {DatabaseError} naming the folder and the remedy
 */
export async function startDatabaseServer(options: DatabaseServerOptions = {}): Promise<DatabaseServer> {
  const { databaseUrl = process.env['DATABASE_URL'], dataFolder = process.env['ACTIONARY_DATA'], isShared } = options;
  if (databaseUrl) {
    return { url: databaseUrl, isEmbedded: false, closed: new Promise(() => {}), stop: async () => {} };
  }
  const server = await startEmbeddedPostgres({
    folder: path.join(dataFolder || '.actionary', 'postgres'),
    isShared: isShared ?? false,
  });
  try {
    await createDatabase(server.url());
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url(DATABASE), isEmbedded: true, closed: server.closed, stop: () => server.stop() };
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
}
