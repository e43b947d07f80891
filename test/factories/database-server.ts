/** Names the test run's server: set by start-database.ts, or by whoever wants another one used. */
export const SERVER_VARIABLE = 'ACTIONARY_TEST_SERVER';

/** The migrated, empty database that test databases are copies of. */
export const TEMPLATE = 'actionary_template';

/** URL of a database of the test run's server. */
export function serverUrl(database?: string): string {
  const url = new URL(process.env[SERVER_VARIABLE] ?? '');
  if (database) url.pathname = `/${database}`;
  return url.href;
}
