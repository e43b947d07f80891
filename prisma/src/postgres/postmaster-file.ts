import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './run-program.ts';

/** What a server notes about itself in its cluster's folder while it runs. */
export interface Postmaster {
  readonly pid: number;
  /** 0 where it has not got that far. */
  readonly port: number;
}

const FILE = 'postmaster.pid';

/**
 * The server that runs on a cluster. A note that a killed server or a stopped container has left behind is removed:
 * its process id may since have gone to another program, which PostgreSQL would take for a running server.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const file = path.join(cluster, FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const [pid = 0, , , port = 0] = text.split('\n').map(Number);
  if (pid > 0 && (await isPostgres(pid))) return { pid, port: port || 0 };
  await rm(file, { force: true });
  return null;
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return /postgres/i.test(await commandOf(pid));
}

/** The program that runs under a process id; empty where it has ended. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    // A zombie's command line is empty.
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.split('\0')[0];
  }
  if (process.platform === 'win32') {
    return (await runProgram('tasklist', ['/FI', `PID eq ${pid}`, '/NH'])).output;
  }
  return (await runProgram('ps', ['-p', `${pid}`, '-o', 'command='])).output;
}
