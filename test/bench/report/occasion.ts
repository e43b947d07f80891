import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import type { Machine, Occasion } from './report.ts';

/** This machine. */
function thisMachine(): Machine {
  const cpus = os.cpus();
  return {
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    coreCount: cpus.length,
    memoryBytes: os.totalmem(),
    platform: `${os.type()} ${os.arch()}`,
    node: process.version,
  };
}

/** What stands in the folder of this file: a commit, `+` where files differ from it; null without git. */
async function commitHere(): Promise<string | null> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: import.meta.dirname })).stdout.trim();
  try {
    const commit = await git('rev-parse', '--short=12', 'HEAD');
    return (await git('status', '--porcelain', '--untracked-files=no')) === '' ? commit : `${commit}+`;
  } catch {
    return null;
  }
}

/** Does something, and tells when, where and how long. */
export async function noted<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly occasion: Occasion }> {
  const date = new Date().toISOString();
  const commit = await commitHere();
  const startedAt = performance.now();
  const value = await work();
  return { value, occasion: { date, commit, machine: thisMachine(), seconds: (performance.now() - startedAt) / 1000 } };
}
