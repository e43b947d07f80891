import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../prisma/src/postgres/embedded-postgres.ts';

interface Started {
  readonly server: EmbeddedPostgres;
  readonly folder: string;
}

// Setup and teardown are loaded as separate modules: what they share hangs on the process.
const holder = globalThis as typeof globalThis & { actionaryTestServer?: Started };

export function rememberServer(server: EmbeddedPostgres, folder: string): void {
  holder.actionaryTestServer = { server, folder };
}

/** Stops the server that the run has started and deletes its data. */
export default async function stopDatabase(): Promise<void> {
  const started = holder.actionaryTestServer;
  if (!started) return;
  await started.server.stop();
  await rm(started.folder, { recursive: true, force: true });
}
