import path from 'node:path';
import { DatabaseError } from '../database-error.ts';
import { createClient, createCluster, preparePlace, urlOf } from './place.ts';
import type { Place } from './place.ts';
import { runningPort, startServer, stopServer } from './server-process.ts';
import type { ServerOptions } from './server-process.ts';

export interface EmbeddedPostgresOptions extends ServerOptions {
  /** Holds the cluster, its password and its log. Default `.actionary/postgres` in the working directory. */
  readonly folder?: string;
  /** Where another process owns the server, use it beside that process, and leave it running. Default false: refuse. */
  readonly isShared?: boolean;
}

/** A PostgreSQL server of our own, on 127.0.0.1 and a free port. */
export interface EmbeddedPostgres {
  /** Connection URL of a database; default `postgres`. */
  url(database?: string): string;
  readonly port: number;
  /** Resolves when the server has gone, whether stopped or crashed. */
  readonly closed: Promise<void>;
  /** Stops the server and waits for it; may be repeated. */
  stop(): Promise<void>;
}

/** Whoever holds this advisory lock in the database `postgres` owns the server; it goes with the owner's process. */
const OWNER_LOCK = 1_094_931_780;
/**
 * Starts PostgreSQL on a folder, creating the cluster the first time. A server that a killed process has left running is
 * taken over; what it left on the disk is recovered.
 *
 * @throws {DatabaseError} naming the folder and the remedy
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const place = await preparePlace(path.resolve(options.folder ?? '.actionary/postgres'));
  await createCluster(place, options.isTemporary ?? false);
  const port = (await runningPort(place)) ?? (await startServer(place, options));
  return own(place, port, options.isShared ?? false);
}

/** @throws {DatabaseError} IN_USE where a living process owns the server and does not share it */
async function own(place: Place, port: number, isShared: boolean): Promise<EmbeddedPostgres> {
  const owner = createClient(place, port);
  const closed = new Promise<void>((resolve) => owner.once('end', resolve));
  // A server that goes away is told by `closed`.
  owner.on('error', () => {});
  await owner.connect();
  const { rows } = await owner.query<{ isOwned: boolean }>('SELECT pg_try_advisory_lock($1) AS "isOwned"', [
    OWNER_LOCK,
  ]);
  const [{ isOwned }] = rows;
  if (!isOwned && !isShared) {
    await owner.end();
    const remedy = 'stop it, or set ACTIONARY_DATA to another folder';
    throw new DatabaseError('IN_USE', `another process uses the data folder ${place.folder}; ${remedy}`);
  }
  let stopping: Promise<void> | undefined;
  return {
    url: (database = 'postgres') => urlOf(place, port, database),
    port,
    closed,
    stop: () => (stopping ??= owner.end().then(() => (isOwned ? stopServer(place) : undefined))),
  };
}
