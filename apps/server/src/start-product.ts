import { BlockList } from 'node:net';
import { openAdmin } from '@actionary/admin/serve';
import type { Admin } from '@actionary/admin/serve';
import { hasAccounts, invite, openDatabase } from '@actionary/database';
import type { Logger } from 'pino';
import { startAdmin } from './admin.ts';
import type { Config } from './config.ts';
import type { Services } from './context.ts';
import { invitationPath } from './features/accounts/accounts.service.ts';
import { keepAudit } from './features/audit/keep-audit.ts';
import { watchLibraries } from './features/video-libraries/watch/watch-libraries.ts';
import { dispatchWebhooks } from './features/webhooks/dispatch-webhooks.ts';
import { say } from './say.ts';
import { startServer } from './server.ts';
import { readTrustedDocuments } from './shared/graphql/trusted-documents.ts';
import type { RunningServer } from './shared/http/listen.ts';
import { queueVideos } from './shared/queue/queue-videos.ts';
import type { OtlpSettings } from './shared/tracing/otlp.ts';
import { startTracing } from './shared/tracing/tracing.ts';
import { startServices, tracedStatements } from './start-services.ts';
import type { StartedServices } from './start-services.ts';
import type { Stoppers } from './stoppers.ts';
import { startWorker } from './worker.ts';

/** As long as a transaction may take. */
const STATEMENT_TIMEOUT_MS = 60_000;

/** Starts what this process is for, and says where it is. What has been started is in `stoppers`, also where it fails. */
export async function startProduct(
  config: Config,
  log: Logger,
  stoppers: Stoppers,
  onDatabaseGone: () => void,
): Promise<void> {
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
