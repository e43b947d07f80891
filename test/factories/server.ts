import type { BlockList } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { pino } from 'pino';
import type { Services } from '../../apps/server/src/context.ts';
import { createAccess, OPEN_ACCESS } from '../../apps/server/src/shared/access/access.ts';
import { AuditDesk } from '../../apps/server/src/shared/audit/audit-desk.ts';
import type { SignInSettings } from '../../apps/server/src/shared/access/sign-in.ts';
import { startServer } from '../../apps/server/src/server.ts';
import type { RunningServer } from '../../apps/server/src/shared/http/listen.ts';
import { toNetworks } from '../../apps/server/src/shared/http/networks.ts';
import { ChangeFeed } from '../../apps/server/src/shared/queue/changes.ts';
import { EncoderPool } from '../../apps/server/src/shared/encoders/encoder-pool.ts';
import { Queue } from '../../apps/server/src/shared/queue/queue.ts';
import { openLibraryFiles } from '../../apps/server/src/shared/videos/open-library-files.ts';
import type { BucketSettings } from '../../apps/server/src/shared/videos/open-library-files.ts';
import { startWorker } from '../../apps/server/src/worker.ts';
import type { Database } from '../../prisma/src/database.ts';
import { useDatabase } from './database.ts';

interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

/** An answer of the API. The caller says what it expects: the contract's types are the server's own. */
interface Answer<T> {
  readonly data: T;
  readonly errors?: readonly GraphqlError[];
}

/** The whole product but the admin, on a database of the test file's own; valid within tests. */
export interface TestServer {
  readonly db: Database;
  readonly url: string;
  readonly services: Services;
  /** An empty folder. */
  readonly folder: string;
  send<T>(query: string, variables?: object): Promise<Answer<T>>;
  /** @throws {Error} where there are errors */
  ask<T>(query: string, variables?: object): Promise<T>;
}

export interface UseServerOptions {
  /** Also take tasks; default false. */
  readonly isWorker?: boolean;
  readonly isProduction?: boolean;
  /** Who asks has to sign in; default: everybody may do everything. */
  readonly signIn?: Omit<SignInSettings, 'secret'>;
  /** Default: none. */
  readonly trustedProxies?: BlockList;
  /** Default: it is not written down who is shown a video. */
  readonly notesVideoReads?: boolean;
  /** Default 1 GiB. */
  readonly uploadMaxBytes?: number;
  /** Called before it starts; default: libraries are folders. */
  readonly buckets?: () => Promise<BucketSettings>;
}

/** Registers hooks that start the server before the file's tests and stop it after them. */
export function useServer({
  isWorker = false,
  isProduction = false,
  signIn,
  trustedProxies,
  notesVideoReads = false,
  uploadMaxBytes = 1024 ** 3,
  buckets,
}: UseServerOptions = {}): TestServer {
  let running: { server: RunningServer; services: Services; folder: string } | undefined;
  const current = () => running ?? fail();
  // Before the database's own, which insists that nobody is connected.
  afterAll(async () => running && stop(running));
  const database = useDatabase();
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'actionary-server-'));
    const opened = await openServices(
      database.url,
      database.db,
      path.join(folder, '.data'),
      uploadMaxBytes,
      (await buckets?.()) ?? null,
    );
    const { db, log } = opened;
    const audit = new AuditDesk(db, log, { notesVideoReads });
    const access = signIn ? createAccess(db, audit, { ...signIn, secret: SECRET }, log) : OPEN_ACCESS;
    const services = { ...opened, access, audit };
    if (isWorker) await startWorker(services);
    const settings = { host: '127.0.0.1', port: 0, isProduction, trustedProxies };
    running = { services, folder, server: await startServer(services, settings) };
  });
  const send = <T>(query: string, variables: object = {}) =>
    post<T>(`${current().server.url}/graphql`, { query, variables });
  return {
    get db() {
      return database.db;
    },
    get url() {
      return current().server.url;
    },
    get services() {
      return current().services;
    },
    get folder() {
      return current().folder;
    },
    send,
    async ask<T>(query: string, variables: object = {}) {
      const { data, errors } = await send<T>(query, variables);
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
      return data;
    },
  };
}

const SECRET = 'signs the cookies of the tests: 0123456789';

function fail(): never {
  throw new Error('the server is there within tests only');
}

/** What the product works with, without anything that listens or takes tasks. */
export async function openServices(
  url: string,
  db: Database,
  dataFolder: string,
  uploadMaxBytes: number,
  buckets: BucketSettings | null = null,
): Promise<Services> {
  const log = pino({ level: 'silent' });
  const changes = new ChangeFeed(db);
  await changes.start();
  const queue = new Queue(url, log);
  await queue.start();
  const filesOf = openLibraryFiles({ buckets, folders: null }, path.join(dataFolder, 'objects'));
  const encoders = new EncoderPool();
  const access = OPEN_ACCESS;
  // Receivers of webhooks are on this machine.
  const webhookNetworks = toNetworks(['127.0.0.0/8']);
  const settings = { dataFolder, isRawVideoOpen: true, uploadMaxBytes, webhookNetworks };
  const audit = new AuditDesk(db, log, { notesVideoReads: false });
  return { db, queue, changes, encoders, filesOf, access, audit, ...settings, log };
}

/** Closes all but the database. */
export async function closeServices({ queue, changes, encoders }: Services): Promise<void> {
  await queue.stop();
  await changes.close();
  await encoders.close();
}

async function stop({ server, services, folder }: { server: RunningServer; services: Services; folder: string }) {
  await server.stop();
  await closeServices(services);
  await rm(folder, { recursive: true, force: true });
}

async function post<T>(url: string, body: object): Promise<Answer<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer<T>;
}
