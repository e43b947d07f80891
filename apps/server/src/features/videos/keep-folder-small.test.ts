import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { keepFolderSmall } from './keep-folder-small.ts';

test('keepFolderSmall removes the oldest where there are too many, and then a tenth more', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
  for (let age = 0; age < 11; age++) {
    const file = path.join(folder, `${age}.jpg`);
    await writeFile(file, '');
    await utimes(file, 1000 - age, 1000 - age);
  }
  await keepFolderSmall(folder, 11);
  expect(await readdir(folder)).toHaveLength(11);
  await keepFolderSmall(folder, 10);
  expect((await readdir(folder)).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((age) => `${age}.jpg`));
  await rm(folder, { recursive: true });
});
