import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { makeRecipe } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();

interface Payload {
  readonly outcome: string | null;
  readonly job: { readonly kind: string } | null;
  readonly videoLibrary: { readonly id: string; readonly name: string; readonly folder: string } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[];
    readonly message: string;
  }[];
}

async function upsert(input: object): Promise<Payload> {
  const { done } = await server.ask<{ done: Payload }>(
    `mutation ($input: UpsertVideoLibraryInput!) { done: upsertVideoLibrary(input: $input) {
      outcome job { kind } userErrors { code field message }
      videoLibrary { id name folder timeZone watchRecipe { externalId } equipmentNode { externalId } }
    } }`,
    { input },
  );
  return done;
}

beforeAll(async () => {
  const { node } = await server.ask<{ node: { outcome: string } }>(
    `mutation { node: upsertEquipmentNode(input: { externalId: " CELL-1 ", level: WorkCell, name: "Cell 1" }) { outcome } }`,
  );
  expect(node.outcome).toBe('created');
});

const refusalOf = ({ videoLibrary, outcome, userErrors }: Payload) => [
  videoLibrary,
  outcome,
  userErrors.map(({ code, field }) => [code, ...field]),
];

test('a library is added with its station, changed where it differs, and found by its id', async () => {
  const recipe = await makeRecipe(server.db);
  const folder = path.join(server.folder, 'cell-1');
  await mkdir(folder);
  const input = { externalId: 'LIB-1', equipmentExternalId: 'CELL-1', name: 'Camera', folder };
  const created = await upsert(input);
  expect(created).toMatchObject({
    outcome: 'created',
    job: { kind: 'scan' },
    videoLibrary: { name: 'Camera', folder, equipmentNode: { externalId: 'CELL-1' }, watchRecipe: null },
    userErrors: [],
  });
  expect(await upsert(input)).toEqual({ ...created, outcome: 'unchanged', job: null });
  const watched = await upsert({ ...input, watchRecipeExternalId: recipe.externalId, timeZone: 'Asia/Tokyo' });
  expect(watched).toMatchObject({
    outcome: 'updated',
    job: null,
    videoLibrary: { timeZone: 'Asia/Tokyo', watchRecipe: { externalId: recipe.externalId } },
  });
  expect(await upsert(input)).toMatchObject({ outcome: 'unchanged', videoLibrary: { timeZone: 'Asia/Tokyo' } });
  expect(await upsert({ ...input, watchRecipeExternalId: null })).toMatchObject({ outcome: 'updated' });
  const found = await server.ask(
    `{ videoLibrary(externalId: "LIB-1") { name } none: videoLibrary(externalId: "x") { name }
       equipmentNode(externalId: "CELL-1") { name } nowhere: equipmentNode(externalId: "x") { name } }`,
  );
  expect(found).toEqual({
    videoLibrary: { name: 'Camera' },
    none: null,
    equipmentNode: { name: 'Cell 1' },
    nowhere: null,
  });
});

test('what cannot be is refused, by the field that it is about', async () => {
  const input = { externalId: 'LIB-2', equipmentExternalId: 'CELL-1', name: 'Second' };
  await upsert(input);
  const refused = async (changes: object) => refusalOf(await upsert({ ...input, ...changes }));
  expect(await refused({ folder: '/elsewhere' })).toEqual([null, null, [['CONFLICT', 'folder']]]);
  expect(await refused({ externalId: 'LIB-3' })).toEqual([null, null, [['TAKEN', 'name']]]);
  expect(await refused({ equipmentExternalId: 'x' })).toEqual([null, null, [['NOT_FOUND', 'equipmentExternalId']]]);
  expect(await refused({ watchRecipeExternalId: 'x' })).toEqual([null, null, [['NOT_FOUND', 'watchRecipeExternalId']]]);
  expect(await refused({ externalId: ' ' })).toEqual([null, null, [['INVALID', 'externalId']]]);
  expect(await refused({ externalId: 'x'.repeat(201) })).toEqual([null, null, [['INVALID', 'externalId']]]);
  expect(await refused({ externalId: 'LIB\n2' })).toEqual([null, null, [['INVALID', 'externalId']]]);
  expect(await refused({ timeZone: 'Moon/Base' })).toEqual([null, null, [['INVALID', 'timeZone']]]);
  expect(await refused({ externalId: 'LIB-4', name: 'Fourth', folder: '/not/there' })).toEqual([
    null,
    null,
    [['FOLDER', 'folder']],
  ]);
});

test('one of many that ask at a time adds it, and no folder is left over', async () => {
  const folders = path.join(server.services.dataFolder, 'libraries');
  const before = await readdir(folders);
  const input = { externalId: 'LIB-ONE', equipmentExternalId: 'CELL-1', name: 'The one' };
  const payloads = await Promise.all(Array.from({ length: 10 }, () => upsert(input)));
  expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  expect(new Set(payloads.map(({ videoLibrary }) => videoLibrary!.id)).size).toBe(1);
  expect(payloads.map(({ outcome }) => outcome).toSorted()).toEqual(['created', ...Array<string>(9).fill('unchanged')]);
  expect(await readdir(folders)).toHaveLength(before.length + 1);
});
