import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withLock } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const lock = (): string => path.join(folder, 'x.lock');

describe('withLock', () => {
  test('lets one in at a time and removes the lock, also after an error', async () => {
    const inside = withLock(lock(), 'encoder "x"', async () => {
      await expect(withLock(lock(), 'encoder "x"', async () => 1)).rejects.toThrow(
        `encoder "x" is being installed by process ${process.pid}; wait for it, or remove ${lock()}`,
      );
      throw new Error('broken');
    });
    await expect(inside).rejects.toThrow('broken');
    expect(await readdir(folder)).toEqual([]);
  });

  test('takes over from a dead process', async () => {
    await writeFile(lock(), '999999999');
    expect(await withLock(lock(), 'encoder "x"', async () => 'done')).toBe('done');
  });
});
