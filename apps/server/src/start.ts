/** `npm start`: from nothing to a running product, in one process. */
import { setPriority } from 'node:os';
import path from 'node:path';
import { DatabaseError, makeFolder } from '@actionary/database';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { ConfigError, readConfig } from './config.ts';
import type { Config } from './config.ts';
import { say } from './say.ts';
import { traceOfLog } from './shared/tracing/tracing.ts';
import { startProduct } from './start-product.ts';
import { Stoppers } from './stoppers.ts';

/** How long stopping may take once the database has gone. */
const LOSS_TIMEOUT_MS = 500;
const REPEATED_SIGNAL_MS = 300;

/** Logs are for machines: they go to stderr, or into a file where a person sits there. */
async function createLog({ dataFolder, logLevel: level, tracing }: Config): Promise<Logger> {
  const options = { level, ...(tracing ? { mixin: traceOfLog } : {}) };
  if (!process.stderr.isTTY) return pino(options, pino.destination({ dest: 2, sync: true }));
  await makeFolder(dataFolder);
  return pino(options, pino.destination({ dest: path.join(dataFolder, 'actionary.log'), sync: true }));
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
    await startProduct(config, log, stoppers, onDatabaseGone).catch(async (error: unknown) => {
      process.stderr.write(`${explain(error, config)}\n`);
      await stop(1);
    });
  } catch (error) {
    process.stderr.write(`${explain(error, config)}\n`);
    process.exit(1);
  }
}

await main();
