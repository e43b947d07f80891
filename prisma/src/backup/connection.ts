import type { Client } from 'pg';
import { connectToMigrate } from '../migrate.ts';

/**
 * Works with a connection of its own, which is cut when the work is to stop: whatever statement runs then ends, and the
 * server rolls back.
 * @throws {DatabaseError} where there is none; the signal's reason
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
    throw error;
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end();
  }
}
