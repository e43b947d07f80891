import { link, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ObjectCache } from './object-cache.ts';
import type { Copied } from './object-cache.ts';

let folder: string;
let broughtCount: number;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-cache-'));
  broughtCount = 0;
});
afterEach(() => rm(folder, { recursive: true }));

const { signal } = new AbortController();

/** Hundred bytes. */
function copied(name: string, write: Copied['write'] = () => Promise.resolve()): Copied {
  return {
    name,
    sizeBytes: 100,
    write: async (file, onPart) => {
      broughtCount++;
      await write(file, onPart);
      await file.writeFile(name.padEnd(100));
    },
  };
}

const kept = async () => (await readdir(path.join(folder, 'kept'))).toSorted();
const left = async () =>
  (await Promise.all(['used', 'coming', 'signs'].map((name) => readdir(path.join(folder, name))))).flat();
const read = (cache: ObjectCache, name: string) =>
  cache.use(copied(name), signal, async (file) => (await readFile(file, 'utf8')).trim());

/** Two uses are not of the same millisecond. */
async function readInOrder(cache: ObjectCache, ...names: string[]) {
  for (const name of names) {
    expect(await read(cache, name)).toBe(name);
    await sleep(5);
  }
}

describe('a cache of objects', () => {
  test('brings an object once, however many ask for it in however many processes', async () => {
    const caches = [new ObjectCache(folder, 1000), new ObjectCache(folder, 1000)];
    const slow = copied('a.mp4', () => sleep(300));
    const names = await Promise.all(
      [0, 1, 0, 1].map((index) => caches[index]!.use(slow, signal, async (file) => path.extname(file))),
    );
    expect(names).toEqual(['.mp4', '.mp4', '.mp4', '.mp4']);
    expect([broughtCount, await kept(), await left()]).toEqual([1, ['a.mp4'], []]);
  });

  test('removes what was not used for longest, to stay within its size', async () => {
    const cache = new ObjectCache(folder, 350);
    await readInOrder(cache, 'a', 'b', 'c', 'a', 'd');
    expect(await kept()).toEqual(['a', 'c', 'd']);
    await readInOrder(cache, 'e');
    expect(await kept()).toEqual(['a', 'd', 'e']);
  });

  test('removes nothing that is used, by whichever process', async () => {
    const [one, other] = [new ObjectCache(folder, 250), new ObjectCache(folder, 250)];
    await one.use(copied('a'), signal, async (file) => {
      await readInOrder(other, 'b', 'c', 'd');
      expect(await kept()).toEqual(['a', 'd']);
      expect((await readFile(file, 'utf8')).trim()).toBe('a');
    });
    await readInOrder(one, 'e');
    await readInOrder(other, 'f');
    expect(await kept()).not.toContain('a');
  });

  test('makes room for all that comes at the same time', async () => {
    const cache = new ObjectCache(folder, 350);
    await readInOrder(cache, 'a', 'b', 'c');
    await Promise.all(
      ['d', 'e'].map((name) =>
        cache.use(
          copied(name, () => sleep(100)),
          signal,
          () => sleep(100),
        ),
      ),
    );
    expect(await kept()).toEqual(['c', 'd', 'e']);
  });

  test('holds an object that is larger than it may be, until the next one comes', async () => {
    const cache = new ObjectCache(folder, 50);
    await readInOrder(cache, 'a', 'b');
    expect(await kept()).toEqual(['b']);
  });

  test('keeps nothing of what broke off, and tries again', async () => {
    const cache = new ObjectCache(folder, 1000);
    const broken = copied('a', async (file) => {
      await file.writeFile('half');
      throw new Error('broken');
    });
    await expect(cache.use(broken, signal, () => Promise.resolve())).rejects.toThrow('broken');
    expect([await kept(), await left()]).toEqual([[], []]);
    const short = { ...copied('a'), sizeBytes: 101 };
    await expect(cache.use(short, signal, () => Promise.resolve())).rejects.toThrow('100 of 101 bytes');
    await readInOrder(cache, 'a');
  });

  test('takes over from a process that died, and clears up after it', async () => {
    const cache = new ObjectCache(folder, 100);
    await readInOrder(cache, 'old');
    const at = (...names: string[]) => path.join(folder, ...names);
    const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await writeFile(at('signs', 'a'), '');
    await writeFile(at('coming', 'half'), 'half of it');
    await link(at('kept', 'old'), at('used', 'old'));
    for (const file of [at('signs', 'a'), at('coming', 'half'), at('used', 'old')])
      await utimes(file, longAgo, longAgo);
    await readInOrder(cache, 'a');
    expect([await kept(), await left()]).toEqual([['a'], []]);
  });

  test('tells that the disk is full, with what to do', async () => {
    const cache = new ObjectCache(folder, 1000);
    const huge = { ...copied('a'), sizeBytes: 2 ** 42 };
    const full = { name: 'StorageError', code: 'DISK_FULL', message: expect.stringContaining('make room there') };
    await expect(cache.use(huge, signal, () => Promise.resolve())).rejects.toMatchObject(full);
    const noSpace = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const written = copied('b', () => Promise.reject(noSpace));
    await expect(cache.use(written, signal, () => Promise.resolve())).rejects.toMatchObject(full);
    expect(await left()).toEqual([]);
  });

  test('stops waiting for another one when it is asked to', async () => {
    const cache = new ObjectCache(folder, 1000);
    const stopping = new AbortController();
    const slow = copied('a', async () => {
      const waiting = new ObjectCache(folder, 1000).use(copied('a'), stopping.signal, () => Promise.resolve());
      stopping.abort(new Error('stopped'));
      await expect(waiting).rejects.toThrow();
    });
    await cache.use(slow, signal, async (file) => expect((await stat(file)).size).toBe(100));
  });
});
