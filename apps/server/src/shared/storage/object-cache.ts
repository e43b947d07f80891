import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, stat, statfs, utimes } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StorageError } from './storage-error.ts';

/** What is kept under a name: always the same bytes. */
export interface Copied {
  /** A file's name; its ending is kept for who reads the copy. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Writes all of them into an empty file; calls `onPart` every now and then. */
  readonly write: (file: FileHandle, onPart: () => void) => Promise<void>;
}

/** What has to stay free on the disk. */
const RESERVE_BYTES = 64 * 1024 ** 2;
/** How full it is after room was made; that is done whenever so much of it is new. */
const FULL_SHARE = 0.9;
const NEW_SHARE = 0.05;
/** Who brings a copy shows so often that it is still at it; after the longer time another one begins anew. */
const SIGN_MS = 5000;
const SILENCE_MS = 60_000;
const WAIT_MS = 200;
/** No copy is used, and none is brought, for so long: a process has died. */
const LEFT_MS = 24 * 60 * 60 * 1000;

/**
 * Copies of objects in a folder, of which those that were not used for longest are removed. Any number of processes may share
 * it: a copy appears whole or not at all, and who uses one has a name of its own for it (a hard link), which no other takes away.
 */
export class ObjectCache {
  readonly #kept: string;
  readonly #used: string;
  readonly #coming: string;
  /** What comes: files without content, as long as that will be. */
  readonly #signs: string;
  readonly #maxBytes: number;
  /** Since room was last made. */
  #newBytes = Infinity;

  /** @param maxBytes of all copies; one that is larger is there as long as it is used */
  constructor(folder: string, maxBytes: number) {
    this.#kept = path.join(folder, 'kept');
    this.#used = path.join(folder, 'used');
    this.#coming = path.join(folder, 'coming');
    this.#signs = path.join(folder, 'signs');
    this.#maxBytes = maxBytes;
  }

  /** Runs `work` with a copy, which is brought where there is none. @throws {StorageError} DISK_FULL; what `write` throws */
  async use<T>(copied: Copied, signal: AbortSignal, work: (file: string) => Promise<T>): Promise<T> {
    const used = path.join(this.#used, `${randomUUID()}${path.extname(copied.name)}`);
    await this.#take(copied, used, signal);
    try {
      return await work(used);
    } finally {
      await rm(used, { force: true });
    }
  }

  async #take(copied: Copied, used: string, signal: AbortSignal): Promise<void> {
    const kept = path.join(this.#kept, copied.name);
    while (!(await isLinked(kept, used))) {
      signal.throwIfAborted();
      await this.#bring(copied, kept, signal);
    }
    const now = new Date();
    await utimes(kept, now, now).catch(ignoreGone);
  }

  /** Brings a copy, or waits a moment where another one is at it. */
  async #bring(copied: Copied, kept: string, signal: AbortSignal): Promise<void> {
    for (const folder of [this.#kept, this.#used, this.#coming, this.#signs]) await mkdir(folder, { recursive: true });
    const sign = path.join(this.#signs, copied.name);
    if (!(await isMade(sign, copied.sizeBytes))) {
      if (await isOlder(sign, SILENCE_MS)) await rm(sign, { force: true });
      else await sleep(WAIT_MS, undefined, { signal });
      return;
    }
    // Whatever becomes of the sign, nobody else writes into this file.
    const part = path.join(this.#coming, randomUUID());
    try {
      // It may have come just before.
      if (await stat(kept).catch(ignoreGone)) return;
      await this.#makeRoom(copied.sizeBytes);
      await writePart(part, copied, sign);
      await rename(part, kept);
    } catch (error) {
      throw isFull(error) ? this.#full(copied, error) : error;
    } finally {
      await rm(part, { force: true });
      await rm(sign, { force: true });
    }
  }

  async #makeRoom(sizeBytes: number): Promise<void> {
    this.#newBytes += sizeBytes;
    if (this.#newBytes >= NEW_SHARE * this.#maxBytes) {
      await this.#removeLeft();
      await this.#removeBeyond(FULL_SHARE * this.#maxBytes);
      this.#newBytes = sizeBytes;
    }
    if ((await freeBytes(this.#kept)) >= sizeBytes) return;
    await this.#removeBeyond(0);
    if ((await freeBytes(this.#kept)) < sizeBytes) throw this.#full({ sizeBytes });
  }

  /** Removes copies that nobody uses, those first that were not used for longest, for the rest of them and for what comes. */
  async #removeBeyond(maxBytes: number): Promise<void> {
    const copies = await filesOf(this.#kept);
    const all = [...copies, ...(await filesOf(this.#signs))];
    let sumBytes = all.reduce((sum, { size }) => sum + size, 0);
    for (const { file, size, nlink } of copies.toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (sumBytes <= maxBytes) return;
      if (nlink > 1) continue;
      await rm(file, { force: true });
      sumBytes -= size;
    }
  }

  /** What processes that died have left. */
  async #removeLeft(): Promise<void> {
    const files = await Promise.all([this.#used, this.#coming, this.#signs].map(filesOf));
    for (const { file, mtimeMs } of files.flat()) if (Date.now() - mtimeMs > LEFT_MS) await rm(file, { force: true });
  }

  #full({ sizeBytes }: Pick<Copied, 'sizeBytes'>, cause?: unknown): StorageError {
    const problem = `the disk of ${path.dirname(this.#kept)} has no room for ${sizeBytes} bytes`;
    return new StorageError('DISK_FULL', `${problem}; make room there, then start this again`, { cause });
  }
}

async function writePart(part: string, copied: Copied, sign: string): Promise<void> {
  const file = await open(part, 'wx');
  try {
    let shownMs = performance.now();
    await copied.write(file, () => {
      if (performance.now() - shownMs < SIGN_MS) return;
      shownMs = performance.now();
      const now = new Date();
      void utimes(sign, now, now).catch(() => {});
    });
    const { size } = await file.stat();
    if (size !== copied.sizeBytes) throw new Error(`${size} of ${copied.sizeBytes} bytes were written`);
  } finally {
    await file.close();
  }
}

/** @returns whether there is something to link to */
async function isLinked(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch (error) {
    ignoreGone(error);
    return false;
  }
}

/** @returns whether it was not there before */
async function isMade(file: string, sizeBytes: number): Promise<boolean> {
  try {
    const made = await open(file, 'wx');
    await made.truncate(sizeBytes).finally(() => made.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isOlder(file: string, ageMs: number): Promise<boolean> {
  const found = await stat(file).catch(ignoreGone);
  return found !== undefined && Date.now() - found.mtimeMs > ageMs;
}

async function filesOf(folder: string) {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const stats = await stat(file).catch(ignoreGone);
      return stats ? [{ file, size: stats.size, nlink: stats.nlink, mtimeMs: stats.mtimeMs }] : [];
    }),
  );
  return found.flat();
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize - RESERVE_BYTES;
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function ignoreGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
}
