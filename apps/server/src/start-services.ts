import path from 'node:path';
import {
  createRecognition,
  makeFolder,
  migrate,
  openDatabase,
  seedAlone,
  seedDemo,
  seedPromptSets,
  startDatabaseServer,
} from '@actionary/database';
import type { Database, OpenDatabaseOptions } from '@actionary/database';
import { encoderIdentity, findInstalled } from '@actionary/inference';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Services } from './context.ts';
import { createAccess, OPEN_ACCESS } from './shared/access/access.ts';
import { readSecret } from './shared/access/secret-file.ts';
import { AuditDesk } from './shared/audit/audit-desk.ts';
import { EncoderPool } from './shared/encoders/encoder-pool.ts';
import { unwrap } from './shared/graphql/result.ts';
import { ChangeFeed } from './shared/queue/changes.ts';
import { queueVideos } from './shared/queue/queue-videos.ts';
import { Queue } from './shared/queue/queue.ts';
import { traceStatement } from './shared/tracing/tracing.ts';
import { openLibraryFiles } from './shared/videos/open-library-files.ts';
import type { Stoppers } from './stoppers.ts';

/** Has the folders of the demo's videos. */
const DEMO_FOLDER = path.join(import.meta.dirname, '../../../inference');

export type StartedServices = Services & { readonly databaseUrl: string };

/** The database, brought up to date, and all that server and worker share. */
export async function startServices(
  config: Config,
  log: Logger,
  stoppers: Stoppers,
  onDatabaseGone: () => void,
): Promise<StartedServices> {
  const {
    databaseUrl,
    dataFolder,
    isRawVideoOpen,
    uploadMaxBytes,
    spanFrames,
    workerThreads,
    buckets,
    videoFolders,
    webhookNetworks,
  } = config;
  const postgres = await startDatabaseServer({ databaseUrl: databaseUrl ?? undefined, dataFolder });
  stoppers.add(() => postgres.stop());
  void postgres.closed.then(() => onDatabaseGone());
  const { url } = postgres;
  const applied = await migrate(url);
  if (applied.length > 0) log.info({ applied }, 'migrations');
  const db = openDatabase(url, tracedStatements(config));
  stoppers.add(() => db.close());
  const encoders = new EncoderPool({ threads: workerThreads });
  stoppers.add(() => encoders.close());
  const changes = new ChangeFeed(db);
  await changes.start();
  stoppers.add(() => changes.close());
  void changes.gone.then(() => onDatabaseGone());
  const queue = new Queue(url, log, { roles: config.roles });
  await queue.start();
  stoppers.add(() => queue.stop());
  // Uploads and the demo are the product's own.
  const folders = videoFolders && [...videoFolders, dataFolder, DEMO_FOLDER];
  const filesOf = openLibraryFiles({ buckets, folders }, path.join(dataFolder, 'objects'));
  const settings = { dataFolder, isRawVideoOpen, uploadMaxBytes, spanFrames, webhookNetworks };
  const audit = new AuditDesk(db, log, config);
  const access = await openAccess(db, audit, config, log);
  const services: Services = { db, queue, changes, encoders, filesOf, access, audit, ...settings, log };
  await seedAlone(db, () => seed(services));
  return { ...services, databaseUrl: url };
}

export function tracedStatements({ tracing }: Config): Pick<OpenDatabaseOptions, 'trace'> {
  return tracing ? { trace: traceStatement } : {};
}

async function openAccess(db: Database, audit: AuditDesk, config: Config, log: Logger) {
  const { isOpen, dataFolder, publicUrl, oidc } = config;
  if (isOpen) return OPEN_ACCESS;
  await makeFolder(dataFolder);
  const secret = config.secret ?? (await readSecret(dataFolder));
  return createAccess(db, audit, { secret, publicUrl, oidc }, log);
}

/** Presets and, the first time, the demo: its videos are recognised as soon as a worker comes to it. */
async function seed(services: Services): Promise<void> {
  const { db } = services;
  await seedPromptSets(db);
  const demo = await seedDemo(db, {
    folder: DEMO_FOLDER,
    encoder: encoderIdentity((await findInstalled('workbench')).entry),
  });
  if (!demo) return;
  const recognition = unwrap(await createRecognition(db, demo));
  await queueVideos(services, recognition.id);
}
