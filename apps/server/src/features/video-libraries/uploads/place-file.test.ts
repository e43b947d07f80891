import { existsSync, statSync } from 'node:fs';
import { copyFile, link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forgetSource, placeFile } from './place-file.ts';

let folder: string;
let source: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'place-'));
  source = path.join(await mkdtemp(path.join(tmpdir(), 'placed-')), 'bytes');
  await writeFile(source, 'new');
});
afterEach(() => Promise.all([folder, path.dirname(source)].map((one) => rm(one, { recursive: true }))));

/** A folder that lies on another device than the temporary one, where the machine has such. */
const OTHER_DEVICE = '/dev/shm';
const hasOtherDevice = existsSync(OTHER_DEVICE) && statSync(OTHER_DEVICE).dev !== statSync(tmpdir()).dev;

describe('placeFile', () => {
  test('numbers what is called like another file, and leaves that as it is', async () => {
    await writeFile(path.join(folder, 'a.mp4'), 'old');
    await writeFile(path.join(folder, 'a (2).mp4'), 'old');
    expect(await placeFile(source, folder, 'a.mp4')).toBe('a (3).mp4');
    expect(await readFile(path.join(folder, 'a (3).mp4'), 'utf8')).toBe('new');
    expect(await readFile(path.join(folder, 'a.mp4'), 'utf8')).toBe('old');
  });

  test('gives two files that come at a time two names', async () => {
    const other = `${source}-2`;
    await writeFile(other, 'other');
    const names = await Promise.all([placeFile(source, folder, 'a.mp4'), placeFile(other, folder, 'a.mp4')]);
    expect(names.toSorted()).toEqual(['a (2).mp4', 'a.mp4']);
    const contents = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    expect(contents).toEqual(['new', 'other']);
  });

  test('finds the name that the file has got, asked again or twice at a time', async () => {
    await writeFile(path.join(folder, 'a.mp4'), 'old');
    const names = await Promise.all([1, 2, 3].map(() => placeFile(source, folder, 'a.mp4')));
    expect(new Set(names)).toEqual(new Set(['a (2).mp4']));
    expect((await readdir(folder)).toSorted()).toEqual(['a (2).mp4', 'a.mp4']);
  });

  test('leaves no name where there is no file to move', async () => {
    await expect(placeFile(`${source}-gone`, folder, 'a.mp4')).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual([]);
  });

  describe('from another device', () => {
    const onTwo = hasOtherDevice ? test : test.skip;
    let far: string;
    beforeEach(async () => {
      far = await mkdtemp(path.join(hasOtherDevice ? OTHER_DEVICE : tmpdir(), 'place-'));
    });
    afterEach(() => rm(far, { recursive: true }));

    onTwo('copies, and leaves nothing else behind', async () => {
      expect(await placeFile(source, far, 'a.mp4')).toBe('a.mp4');
      expect(await readFile(path.join(far, 'a.mp4'), 'utf8')).toBe('new');
      await forgetSource(source, far);
      expect(await readdir(far)).toEqual(['a.mp4']);
      expect(existsSync(source)).toBe(false);
    });

    onTwo('gives one name, asked twice at a time and again', async () => {
      const names = await Promise.all([1, 2].map(() => placeFile(source, far, 'a.mp4')));
      expect([...names, await placeFile(source, far, 'a.mp4')]).toEqual(['a.mp4', 'a.mp4', 'a.mp4']);
      await forgetSource(source, far);
      expect(await readdir(far)).toEqual(['a.mp4']);
    });

    onTwo('goes on after a copy that somebody else left half or whole', async () => {
      const whole = path.join(far, `.${path.basename(source)}.part`);
      await writeFile(`${whole}-half`, 'n');
      await copyFile(source, whole);
      await link(whole, path.join(far, 'a.mp4'));
      expect(await placeFile(source, far, 'a.mp4')).toBe('a.mp4');
      await forgetSource(source, far);
      expect(await readdir(far)).toEqual(['a.mp4']);
    });
  });
});
