import { constants, copyFile, link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { numberedName } from './safe-file-name.ts';

/** Files of the same name that one folder may hold. */
const MAX_NUMBER = 10_000;

/** What file systems without hard links answer, such as FAT and some network shares. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Gives a file a name in a folder. It appears there whole or not at all, and never in place of another: where the name is
 * taken, it gets a number. Asked again, or by two processes at once, it finds the name that the file has got already. The
 * source stays, for who dies in between to try again; `forgetSource` removes it.
 *
 * @param name safe
 * @returns the name it has got
 * @throws {Error} of node:fs; `ENOENT`: the source is gone
 */
export async function placeFile(source: string, folder: string, name: string): Promise<string> {
  await flush(source);
  try {
    return await nameFile(source, folder, name);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    return nameFile(await copyInto(source, folder), folder, name);
  }
}

/** Removes what `placeFile` has left: the source, and copies of it that no video is. */
export async function forgetSource(source: string, folder: string): Promise<void> {
  await rm(source, { force: true });
  const start = copyName(source);
  const copies = (await readdir(folder)).filter((name) => name.startsWith(start));
  await Promise.all(copies.map((name) => rm(path.join(folder, name), { force: true })));
}

/** @throws {Error} `EXDEV` where the folder lies on another device */
async function nameFile(source: string, folder: string, name: string): Promise<string> {
  for (let number = 1; number < MAX_NUMBER; number++) {
    const candidate = number === 1 ? name : numberedName(name, number);
    if (await takeName(source, path.join(folder, candidate))) return candidate;
  }
  throw new Error(`${folder} has too many files that are called ${name}`);
}

/** @returns whether the target is the source now, or was already */
async function takeName(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return isSameFile(source, target);
    if (code !== undefined && NO_LINKS.has(code)) return moveTo(source, target);
    throw error;
  }
}

/** Without hard links: an empty file takes the name first, so that nothing else is overwritten. */
async function moveTo(source: string, target: string): Promise<boolean> {
  const handle = await open(target, 'wx').catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  });
  if (!handle) return false;
  await handle.close();
  try {
    await rename(source, target);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
  return true;
}

/**
 * From another device: a whole copy in the folder, under a hidden name, which scans pass over. Who comes second takes the
 * copy of the first, so that there is only one to be named.
 */
async function copyInto(source: string, folder: string): Promise<string> {
  const whole = path.join(folder, copyName(source));
  if (await stat(whole).catch(() => null)) return whole;
  const part = `${whole}-${randomUUID()}`;
  try {
    await copyFile(source, part, constants.COPYFILE_EXCL);
    await flush(part);
    // Gone by now: somebody else was faster, and is done.
    await stat(source);
    await takeName(part, whole);
  } finally {
    await rm(part, { force: true });
  }
  return whole;
}

function copyName(source: string): string {
  return `.${path.basename(source)}.part`;
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((file) => stat(file, { bigint: true })));
  return first!.ino === second!.ino && first!.dev === second!.dev;
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

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
