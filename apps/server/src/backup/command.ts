import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DatabaseError, startDatabaseServer } from '@actionary/database';
import { BackupError } from '@actionary/database/backup';
import type { RestoreBackupOptions } from '@actionary/database/backup';
import { ModelError, modelsFolder, ProgressBar } from '@actionary/inference';
import { DatabaseError as PostgresError } from 'pg';
import { ConfigError, readConfig } from '../config.ts';

/** What a command works with. */
interface Work extends Pick<RestoreBackupOptions, 'dataFolder' | 'modelsFolder' | 'onProgress'> {
  readonly databaseUrl: string;
  /** The folder that the command names, absolute. */
  readonly folder: string;
  readonly isReplacing: boolean;
  readonly signal: AbortSignal;
}

interface Command {
  readonly usage: string;
  /** Whether it may use an embedded server beside the product that runs; then one has to be there. */
  readonly isShared: boolean;
  /** @returns what to say when it is done */
  run(work: Work): Promise<string>;
}

class UsageError extends Error {}

/** Runs a command as a process: arguments, database, progress, Ctrl-C, exit code. */
export async function runCommand(command: Command): Promise<void> {
  const stopping = new AbortController();
  // Comes twice from a terminal: from it, and from npm, which passes it on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort(new Error('stopped')));
  const bar = new ProgressBar(process.stderr);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  try {
    const done = await run(command, stopping.signal, (step, share) => bar.show(step, share));
    bar.clear();
    process.stdout.write(`${done}\n`);
  } catch (error) {
    bar.clear();
    process.exitCode = stopping.signal.aborted ? 130 : error instanceof UsageError ? 2 : 1;
    say(stopping.signal.aborted ? 'Stopped; the database is as it was.' : explain(error, command));
  }
}

async function run(
  command: Command,
  signal: AbortSignal,
  onProgress: NonNullable<Work['onProgress']>,
): Promise<string> {
  const given = readArguments();
  const { databaseUrl, dataFolder } = readConfig();
  if (command.isShared && databaseUrl === null) await refuseMissing(dataFolder);
  const { isShared } = command;
  const server = await startDatabaseServer({ databaseUrl: databaseUrl ?? '', dataFolder, isShared });
  try {
    return await command.run({ ...given, databaseUrl: server.url, dataFolder, onProgress, signal });
  } finally {
    await server.stop();
  }
}

/** @throws {UsageError} */
function readArguments(): Pick<Work, 'folder' | 'isReplacing' | 'modelsFolder'> {
  const options = { replace: { type: 'boolean' }, 'without-models': { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length !== 1 || positionals[0] === '') throw new Error('give exactly one folder');
    return {
      // npm runs scripts in the product's folder, whichever it was called in.
      folder: path.resolve(process.env['INIT_CWD'] ?? '', positionals[0]),
      isReplacing: values.replace ?? false,
      modelsFolder: values['without-models'] ? null : modelsFolder(),
    };
  } catch (cause) {
    throw new UsageError((cause as Error).message.split('. ', 1)[0], { cause });
  }
}

/** A folder with a typing error should not become an empty database. */
async function refuseMissing(dataFolder: string): Promise<void> {
  const cluster = path.join(dataFolder, 'postgres', 'cluster');
  if (await stat(cluster).catch(() => null)) return;
  throw new ConfigError(`there is no database in ${dataFolder}; set ACTIONARY_DATA or DATABASE_URL as for npm start`);
}

/** One line for what people can mend; everything for what they cannot. */
function explain(error: unknown, { usage }: Command): string {
  const { message, stack, code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError) return `${message}\nUsage: ${usage}`;
  if (error instanceof PostgresError) return `PostgreSQL says: ${message}; the database is as it was`;
  const isExpected = [BackupError, ConfigError, DatabaseError, ModelError].some((type) => error instanceof type);
  return isExpected || /^E[A-Z]+$/.test(code) ? message : (stack ?? message);
}
