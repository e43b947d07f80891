import type { Client } from 'pg';
import { DatabaseError } from '../database-error.ts';
import { connectToMigrate, describeDatabase } from '../migrate.ts';

/** What pg and PostgreSQL say when a server that was there ends. */
const LOST = /^Connection terminated|^terminating connection/;

/**
 * Works with a connection of its own, which is cut when the work is to stop: whatever statement runs then ends, and the
 * server rolls back.
 * @throws {DatabaseError} UNREACHABLE where there is no server, or none any more; the signal's reason
 */
export async function withConnection<T>(
  url: string,
  signal: AbortSignal | undefined,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const client = await connectToMigrate(url);
  // The statement that runs tells, too.
  client.on('error', () => {});
  const cut = () => void client.end();
  signal?.addEventListener('abort', cut);
  try {
    return await work(client);
  } catch (error) {
    signal?.throwIfAborted();
    if (!LOST.test((error as Error).message)) throw error;
    const message = `${describeDatabase(url)} has gone; see that it runs, and try again`;
    throw new DatabaseError('UNREACHABLE', message, { cause: error });
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end();
  }
}
