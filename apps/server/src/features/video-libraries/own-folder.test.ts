import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createEquipmentNode } from '../../../../../prisma/src/index.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
let equipmentNodeId: string;

beforeAll(async () => {
  const node = valueOf(await createEquipmentNode(server.db, { level: 'Unit', name: 'Cell' }));
  equipmentNodeId = toGlobalId('EquipmentNode', node.id);
});

interface Created {
  created: {
    videoLibrary: { id: string; folder: string; isOwnFolder: boolean } | null;
    userErrors: { code: string; field: string[] }[];
  };
}

async function create(name: string, folder?: string): Promise<Created['created']> {
  const answer = await server.ask<Created>(
    `mutation ($input: CreateVideoLibraryInput!) {
      created: createVideoLibrary(input: $input) { videoLibrary { id folder isOwnFolder } userErrors { code field } }
    }`,
    { input: { equipmentNodeId, name, folder } },
  );
  return answer.created;
}

async function remove(id: string, deleteFiles: boolean) {
  const { deleted } = await server.ask<{ deleted: { deletedId: string | null; userErrors: { code: string }[] } }>(
    `mutation ($id: ID!, $deleteFiles: Boolean) {
      deleted: deleteVideoLibrary(id: $id, deleteFiles: $deleteFiles) { deletedId userErrors { code } }
    }`,
    { id, deleteFiles },
  );
  return deleted;
}

const ownFolders = () => readdir(path.join(server.services.dataFolder, 'libraries'));

describe('a library without a folder of one’s own', () => {
  test('gets one, and leaves its files there when it is deleted', async () => {
    const { videoLibrary } = await create('Kept');
    const { id, folder, isOwnFolder } = videoLibrary!;
    expect([path.dirname(folder), isOwnFolder]).toEqual([path.join(server.services.dataFolder, 'libraries'), true]);
    await writeFile(path.join(folder, 'a.mp4'), 'a');
    expect(await remove(id, false)).toEqual({ deletedId: id, userErrors: [] });
    expect(await readdir(folder)).toEqual(['a.mp4']);
  });

  test('takes them along where that is wanted', async () => {
    const { videoLibrary } = await create('Gone');
    const { id, folder } = videoLibrary!;
    await writeFile(path.join(folder, 'a.mp4'), 'a');
    expect(await remove(id, true)).toEqual({ deletedId: id, userErrors: [] });
    await expect(access(folder)).rejects.toThrow('ENOENT');
  });

  test('leaves no folder where it is refused', async () => {
    await create('Twice');
    const before = await ownFolders();
    expect((await create('Twice')).userErrors).toEqual([{ code: 'TAKEN', field: ['name'] }]);
    expect(await ownFolders()).toEqual(before);
  });
});

describe('a library with a folder of one’s own', () => {
  test('never takes the files along', async () => {
    const folder = path.join(server.folder, 'mine');
    await mkdir(folder);
    await writeFile(path.join(folder, 'a.mp4'), 'a');
    const { videoLibrary } = await create('Mine', folder);
    expect(videoLibrary).toMatchObject({ folder, isOwnFolder: false });
    expect(await remove(videoLibrary!.id, true)).toEqual({ deletedId: null, userErrors: [{ code: 'INVALID' }] });
    expect(await remove(videoLibrary!.id, false)).toMatchObject({ userErrors: [] });
    expect(await readdir(folder)).toEqual(['a.mp4']);
  });

  test('needs one that is there', async () => {
    expect((await create('Nowhere', '/nowhere')).userErrors).toEqual([{ code: 'FOLDER', field: ['folder'] }]);
  });
});
