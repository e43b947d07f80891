import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findInstalled, installEncoder, readCatalogue } from '@actionary/inference';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { useDatabase } from '../../../test/factories/database.ts';
import { sha256 } from '../../../test/factories/records.ts';
import { createBackup } from './create-backup.ts';
import { restoreBackup } from './restore-backup.ts';

const source = useDatabase();
const target = useDatabase({ template: 'template0' });

let folder: string;
const inFolder = (name: string) => path.join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'actionary-encoders-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An encoder whose files are texts. */
async function install(id: string, models: string) {
  const like = readCatalogue().find((entry) => entry.id === 'clip-vit-b32')!;
  const from = inFolder(`of ${id}`);
  await mkdir(from);
  const files = like.files.map(({ name }) => ({ name, sizeBytes: name.length, sha256: sha256(name) }));
  for (const { name } of files) await writeFile(path.join(from, name), name);
  const { quantization, acceptanceTolerance, ...entry } = like;
  await installEncoder({ ...entry, id, source: null, files }, { folder: models, from });
  return files;
}

test('installed encoders are backed up and installed again, a damaged one is refused', async () => {
  const files = await install('mine', inFolder('models'));
  const backup = inFolder('backup');
  const made = await createBackup(source.url, {
    target: backup,
    dataFolder: '/data',
    modelsFolder: inFolder('models'),
  });
  expect(made.encoders).toMatchObject([{ id: 'mine' }]);
  const options = { source: backup, dataFolder: '/data', modelsFolder: inFolder('restored') };
  await restoreBackup(target.url, options);
  const { entry, folder: home } = await findInstalled('mine', inFolder('restored'));
  expect(entry).toEqual((await findInstalled('mine', inFolder('models'))).entry);
  for (const { name } of files) expect(await readFile(path.join(home, name), 'utf8')).toBe(name);

  const damaged = path.join(backup, 'models/mine', files[0]!.name);
  await writeFile(damaged, files[0]!.name.toUpperCase());
  const told = { code: 'DAMAGED', message: expect.stringContaining(damaged) };
  await expect(restoreBackup(target.url, { ...options, isReplacing: true })).rejects.toMatchObject(told);
});
