import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { migrate } from '../prisma/src/migrate.ts';
import { startEmbeddedPostgres } from '../prisma/src/postgres/embedded-postgres.ts';
import { SERVER_VARIABLE, serverUrl, TEMPLATE } from './factories/database-server.ts';
import stopDatabase, { rememberServer } from './stop-database.ts';

/**
 * Once per test run with database tests: a server, and in it the migrated database that every test file gets a copy of.
 * `ACTIONARY_TEST_SERVER` names another server to use; its user has to be allowed to create databases.
 */
export default async function startDatabase(): Promise<void> {
  if (process.env[SERVER_VARIABLE]) return createTemplate();
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-test-'));
  const server = await startEmbeddedPostgres({ folder, isTemporary: true, maxConnectionCount: 300 });
  rememberServer(server, folder);
  process.env[SERVER_VARIABLE] = server.url();
  // Where the setup fails, jest does not call the teardown.
  await createTemplate().catch(async (error: unknown) => {
    await stopDatabase();
    throw error;
  });
}

async function createTemplate(): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate(serverUrl(TEMPLATE));
}
