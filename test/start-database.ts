import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '../prisma/src/migrate.ts';
import { startEmbeddedPostgres } from '../prisma/src/postgres/embedded-postgres.ts';
import { DEMO_TEMPLATE, onServer, SERVER_VARIABLE, serverUrl, TEMPLATE } from './factories/database-server.ts';
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
  await onServer(async (client) => {
    for (const name of [TEMPLATE, DEMO_TEMPLATE]) await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
  });
  await migrate(serverUrl(TEMPLATE));
}
