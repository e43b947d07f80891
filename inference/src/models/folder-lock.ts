import { readFile, rm, writeFile } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';

/**
 * Does work while no other process of this machine does it; a lock left behind by a dead process is taken over.
 * @param file exists as long as the work goes on
 * @param what for the message, e.g. `encoder "clip-vit-b32"`
 * @throws {ModelError} NOT_WRITTEN where another process is at it
 */
export async function withLock<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
  await acquire(file, what);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string, what: string): Promise<void> {
  if (await create(file)) return;
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!isAlive(owner)) {
    await rm(file, { force: true });
    if (await create(file)) return;
  }
  const remedy = `wait for it, or remove ${file}`;
  throw new ModelError('NOT_WRITTEN', `${what} is being installed by process ${owner || 'unknown'}; ${remedy}`);
}

async function create(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
