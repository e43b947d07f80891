import { copyFile, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { numberedName } from './safe-file-name.ts';

/** Files of the same name that one folder may hold. */
const MAX_NUMBER = 10_000;

/**
 * Moves a file into a folder. It appears there whole or not at all, and never in place of another: where the name is
 * taken, it gets a number.
 *
 * @param name safe
 * @returns the name it has got
 * @throws {Error} of node:fs; the file is then still where it was
 */
export async function placeFile(source: string, folder: string, name: string): Promise<string> {
  const taken = await takeName(folder, name);
  const target = path.join(folder, taken);
  try {
    await moveOver(source, target);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
  return taken;
}

/** An empty file under the first name that is free: who looks for a free name at the same time finds another one. */
async function takeName(folder: string, name: string): Promise<string> {
  for (let number = 1; number < MAX_NUMBER; number++) {
    const candidate = number === 1 ? name : numberedName(name, number);
    const handle = await open(path.join(folder, candidate), 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (!handle) continue;
    await handle.close();
    return candidate;
  }
  throw new Error(`${folder} has too many files that are called ${name}`);
}

async function moveOver(source: string, target: string): Promise<void> {
  await flush(source);
  try {
    await rename(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyOver(source, target);
  }
}

/** From another device: beside the target first, under a hidden name, which scans pass over. */
async function copyOver(source: string, target: string): Promise<void> {
  const part = path.join(path.dirname(target), `.${path.basename(source)}.part`);
  try {
    await copyFile(source, part);
    await flush(part);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  await rm(source);
}

/** To the disk, so that a power cut leaves no name without its bytes. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
