import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError } from '../database-error.ts';
import { createClient, giveTo, lastLines } from './place.ts';
import type { Place } from './place.ts';
import { findPostmaster } from './postmaster-file.ts';
import { postgresEnvironment, runProgram } from './run-program.ts';

export interface ServerOptions {
  /** For tests: does not wait for the disk, and Ctrl-C in the terminal stops it, too. Default false. */
  readonly isTemporary?: boolean;
  /** Connections that the server takes; default 100. */
  readonly maxConnectionCount?: number;
  /** Where it listens; default a port that is free. */
  readonly port?: number;
}

const START_TIMEOUT_MS = 60_000;
const START_ATTEMPTS = 3;

/** The port of the server that already runs on the cluster, once it answers; `null` where there is none. */
export async function runningPort(place: Place): Promise<number | null> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const postmaster = await findPostmaster(place.cluster);
    if (!postmaster) return null;
    if (postmaster.port > 0 && (await answers(place, postmaster.port))) return postmaster.port;
    if (performance.now() > deadline) throw unansweredError(place, postmaster.pid);
    await sleep(100);
  }
}

function unansweredError({ folder }: Place, pid: number): DatabaseError {
  const message = `PostgreSQL (process ${pid}) runs on ${folder} but does not answer; end that process and start again`;
  return new DatabaseError('IN_USE', message);
}

async function answers(place: Place, port: number): Promise<boolean> {
  const client = createClient(place, port);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Starts a server on a free port.
 * @returns the port, once it answers
 * @throws {DatabaseError} START_FAILED
 */
export async function startServer(place: Place, options: ServerOptions): Promise<number> {
  let reason = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const port = options.port ?? (await freePort());
    const failure = await tryStart(place, port, options);
    if (failure === null) return port;
    reason = failure;
    // Another process may have started one at the same time, or this one's children may not have ended yet.
    const other = await runningPort(place);
    if (other !== null) return other;
    await sleep(500);
  }
  throw new DatabaseError('START_FAILED', `PostgreSQL does not start on ${place.folder}: ${reason}`);
}

/** @returns `null` once the server answers, else why it has ended */
async function tryStart(place: Place, port: number, options: ServerOptions): Promise<string | null> {
  const logPath = path.join(place.folder, 'postgres.log');
  const log = await open(logPath, 'w');
  await giveTo(logPath, place.runAs);
  // In a process group of its own: Ctrl-C in the terminal reaches its owner, who stops it when its users have gone.
  const child = spawn(place.binaries.postgres, serverArguments(place, port, options), {
    ...place.runAs,
    env: postgresEnvironment(),
    cwd: place.folder,
    stdio: ['ignore', log.fd, log.fd],
    detached: !options.isTemporary,
    windowsHide: true,
  });
  await log.close();
  child.unref();
  // A program that cannot be run has no process id.
  child.on('error', () => {});
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (isRunning(child) && performance.now() < deadline) {
    if (await answers(place, port)) return null;
    await sleep(50);
  }
  child.kill();
  return lastLines(await readFile(logPath, 'utf8'));
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

function serverArguments(place: Place, port: number, options: ServerOptions): string[] {
  const { isTemporary = false, maxConnectionCount = 100 } = options;
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: maxConnectionCount,
    ...(isTemporary ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return ['-D', place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Stops the server on the cluster, if one runs, and waits for it. */
export async function stopServer({ folder, cluster, binaries, runAs }: Place): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    const { code } = await runProgram(binaries.pg_ctl, ['stop', '-D', cluster, '-m', mode, '-w', '-t', '60'], runAs);
    if (code === 0 || !(await findPostmaster(cluster))) return;
  }
  throw new DatabaseError('START_FAILED', `PostgreSQL on ${folder} does not stop; end its processes`);
}
