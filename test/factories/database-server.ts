import { Client } from 'pg';

/** Names the test run's server: set by start-database.ts, or by whoever wants another one used. */
export const SERVER_VARIABLE = 'ACTIONARY_TEST_SERVER';

/** The migrated, empty database that test databases are copies of. */
export const TEMPLATE = 'actionary_template';

/** The database of a product that has recognised its demo; made by the first test file that starts from a copy. */
export const DEMO_TEMPLATE = 'actionary_demo_template';

/** URL of a database of the test run's server. */
export function serverUrl(database?: string): string {
  const url = new URL(process.env[SERVER_VARIABLE] ?? '');
  if (database) url.pathname = `/${database}`;
  return url.href;
}

/** Does something with a connection to the test run's server. */
export async function onServer<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
