/** `npm start`: from nothing to a running product, in one process. */
import { BlockList } from 'node:net';
import { setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAdmin } from '@actionary/admin/serve';
import type { Admin } from '@actionary/admin/serve';
import {
  createRecognition,
  hasAccounts,
  invite,
  DatabaseError,
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
import { pino } from 'pino';
import type { Logger } from 'pino';
import { startAdmin } from './admin.ts';
import type { Services } from './context.ts';
import { keepAudit } from './features/audit/keep-audit.ts';
import { queueVideos } from './shared/queue/queue-videos.ts';
import { dispatchWebhooks } from './features/webhooks/dispatch-webhooks.ts';
import { watchLibraries } from './features/video-libraries/watch/watch-libraries.ts';
import { AuditDesk } from './shared/audit/audit-desk.ts';
import { createAccess, OPEN_ACCESS } from './shared/access/access.ts';
import { readSecret } from './shared/access/secret-file.ts';
import { invitationPath } from './features/accounts/accounts.service.ts';
import { readTrustedDocuments } from './shared/graphql/trusted-documents.ts';
import { startServer } from './server.ts';
import { ChangeFeed } from './shared/queue/changes.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { EncoderPool } from './shared/encoders/encoder-pool.ts';
import type { RunningServer } from './shared/http/listen.ts';
import { Queue } from './shared/queue/queue.ts';
import type { OtlpSettings } from './shared/tracing/otlp.ts';
import { startTracing, traceOfLog, traceStatement } from './shared/tracing/tracing.ts';
import { openLibraryFiles } from './shared/videos/open-library-files.ts';
import { unwrap } from './shared/graphql/result.ts';
import { startWorker } from './worker.ts';

/** How long stopping may take once the database has gone. */
const LOSS_TIMEOUT_MS = 500;
const REPEATED_SIGNAL_MS = 300;
/** As long as a transaction may take. */
const STATEMENT_TIMEOUT_MS = 60_000;

/** Has the folders of the demo's videos. */
const DEMO_FOLDER = path.join(import.meta.dirname, '../../../inference');

type StartedServices = Services & { readonly databaseUrl: string };

/** What has been started, to be stopped in reverse order. */
class Stoppers {
  readonly #stops: (() => Promise<unknown>)[] = [];
  #drain: (() => void) | null = null;
  #stopping: Promise<void> | null = null;

  get isStopping(): boolean {
    return this.#stopping !== null;
  }

  add(stop: () => Promise<unknown>): void {
    this.#stops.push(stop);
  }

  /** What tells others to stay away, before anything is stopped. */
  onStop(drain: () => void): void {
    this.#drain = drain;
  }

  /** Goes on where one of them fails. @param drainMs how long others have to learn of it */
  stop(log: Logger, drainMs = 0): Promise<void> {
    return (this.#stopping ??= this.#stopAll(log, drainMs));
  }

  async #stopAll(log: Logger, drainMs: number): Promise<void> {
    this.#drain?.();
    if (this.#drain) await sleep(drainMs);
    for (const stop of this.#stops.toReversed()) {
      await stop().catch((error: unknown) => log.error({ err: error }, 'stopping'));
    }
  }
}

async function start(config: Config, log: Logger, stoppers: Stoppers, onDatabaseGone: () => void): Promise<void> {
  const { roles } = config;
  if (config.tracing) await trace(config.tracing, log, stoppers);
  // Pages get ready while the database starts.
  const admin = roles.includes('admin') ? openAdmin({ isDevelopment: process.argv.includes('--dev') }) : null;
  if (admin) stoppers.add(async () => (await admin).close());
  admin?.catch(() => {});
  const needsDatabase = roles.some((role) => role !== 'admin');
  const services = needsDatabase ? await startServices(config, log, stoppers, onDatabaseGone) : null;
  // Listens before it takes tasks: where the port is in use, nothing has been begun.
  const web = await startWeb(config, services, log, await admin, stoppers);
  if (web) {
    stoppers.add(() => web.stop());
    stoppers.onStop(() => web.drain());
  }
  if (services && roles.includes('server')) {
    const { changeDays, webhookNetworks: networks = new BlockList() } = config;
    const dispatcher = dispatchWebhooks(services, { changeDays, networks });
    stoppers.add(() => dispatcher.stop());
    keepAudit(services, config);
    stoppers.add(() => services.audit.tellRest());
  }
  if (services && roles.includes('worker')) {
    await startWorker(services, { videoCount: config.workerVideos });
    const queue = (recognitionId: string) => queueVideos(services, recognitionId);
    const watcher = watchLibraries(services, { queueVideos: queue, pollMs: config.watchPollMs });
    stoppers.add(() => watcher.stop());
  }
  if (!web) return say('Actionary works. Ctrl-C stops it.');
  if (services && config.roles.includes('server')) await sayFirstAccount(services, config.publicUrl ?? web.url);
  say(`Actionary runs at ${web.url}${admin ? '' : config.isProduction ? '/graphql' : '/explorer'}. Ctrl-C stops it.`);
}

/** Stopped last, so that nothing is missing. */
async function trace(settings: OtlpSettings, log: Logger, stoppers: Stoppers): Promise<void> {
  const { openOtlp } = await import('./shared/tracing/otlp.ts');
  const collector = openOtlp(settings, log);
  const stop = startTracing(collector);
  stoppers.add(async () => {
    stop();
    await collector.close();
  });
}

/** As long as nobody has an account, whoever starts the product is told how to make one. */
async function sayFirstAccount({ db, access }: Services, url: string): Promise<void> {
  if (!access.signIn || (await hasAccounts(db))) return;
  say(`Make the first account, once: ${url}${invitationPath(await invite(db, null))}`);
}

/** What listens: the API and the admin, one of them, or nothing. */
function startWeb(
  config: Config,
  services: StartedServices | null,
  log: Logger,
  admin: Admin | null,
  stoppers: Stoppers,
): Promise<RunningServer> | null {
  if (services && config.roles.includes('server')) return startApi(config, services, admin, stoppers);
  return admin && config.apiUrl ? startAdmin(admin, { ...config, apiUrl: config.apiUrl }, log) : null;
}

/** Requests have connections of their own, on which no statement goes on for ever. */
async function startApi(
  config: Config,
  { databaseUrl, ...services }: StartedServices,
  admin: Admin | null,
  stoppers: Stoppers,
): Promise<RunningServer> {
  const statements = { statementTimeoutMs: STATEMENT_TIMEOUT_MS, ...tracedStatements(config) };
  const db = openDatabase(databaseUrl, statements);
  stoppers.add(() => db.close());
  const { trustedDocumentsFolder: folder } = config;
  const trustedDocuments = folder === null ? null : await readTrustedDocuments(folder);
  return startServer({ ...services, db }, { ...config, trustedDocuments }, admin?.handle);
}

async function startServices(
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

function tracedStatements({ tracing }: Config): Pick<OpenDatabaseOptions, 'trace'> {
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

/** Logs are for machines: they go to stderr, or into a file where a person sits there. */
async function createLog({ dataFolder, logLevel: level, tracing }: Config): Promise<Logger> {
  const options = { level, ...(tracing ? { mixin: traceOfLog } : {}) };
  if (!process.stderr.isTTY) return pino(options, pino.destination({ dest: 2, sync: true }));
  await makeFolder(dataFolder);
  return pino(options, pino.destination({ dest: path.join(dataFolder, 'actionary.log'), sync: true }));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line for what people can mend; everything for what they cannot. */
function explain(error: unknown, { port }: { port?: number } = {}): string {
  if (error instanceof ConfigError || error instanceof DatabaseError) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `port ${port} is in use; stop what uses it, or set PORT to another one`;
  if (code === 'EACCES') return `${message}; choose a folder, or a PORT, that may be used`;
  return stack ?? message;
}

/** Stops at the first signal, ends at once at the second. */
function stopOnSignals(stop: () => Promise<void>): void {
  let firstAt: number | null = null;
  const onSignal = () => {
    // One Ctrl-C comes twice: from the terminal, and from npm, which passes it on.
    if (firstAt !== null && performance.now() - firstAt > REPEATED_SIGNAL_MS) process.exit(130);
    if (firstAt !== null) return;
    firstAt = performance.now();
    say('Stopping … (Ctrl-C again ends at once)');
    void stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
}

function describeLoss({ databaseUrl, dataFolder }: Config): string {
  if (databaseUrl === null) return `PostgreSQL has ended; its log is in ${dataFolder}/postgres. Start again.`;
  return `The database ${new URL(databaseUrl).host} has gone. Start again once it is back.`;
}

const SECRETS = ['S3_SECRET_ACCESS_KEY', 'ACTIONARY_SECRET', 'OIDC_CLIENT_SECRET', 'OTEL_EXPORTER_OTLP_HEADERS'];

async function main(): Promise<void> {
  let config: Config | undefined;
  try {
    config = readConfig();
    for (const warning of config.warnings) process.stderr.write(`${warning}\n`);
    // Not for programs that are started from here: decoders read what strangers have made.
    for (const name of SECRETS) delete process.env[name];
    // Before there are threads: only later ones follow.
    if (config.workerNice > 0) setPriority(config.workerNice);
    const log = await createLog(config);
    const stoppers = new Stoppers();
    const stop = async (code: number, drainMs = 0) => {
      await stoppers.stop(log, drainMs);
      process.exit(code);
    };
    const settings = config;
    stopOnSignals(() => stop(0, settings.drainMs));
    const onDatabaseGone = () => {
      if (stoppers.isStopping) return;
      process.stderr.write(`${describeLoss(settings)}\n`);
      // Without its database, nothing can be given back or finished.
      setTimeout(() => process.exit(1), LOSS_TIMEOUT_MS);
      void stop(1);
    };
    await start(config, log, stoppers, onDatabaseGone).catch(async (error: unknown) => {
      process.stderr.write(`${explain(error, config)}\n`);
      await stop(1);
    });
  } catch (error) {
    process.stderr.write(`${explain(error, config)}\n`);
    process.exit(1);
  }
}

await main();
