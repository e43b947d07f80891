import { beforeAll, describe, expect, test } from '@jest/globals';
import { countStatements, useDatabase } from '../../test/factories/database.ts';
import { makeRecipe, makeRecognized, makeVersion, valueOf } from '../../test/factories/records.ts';
import { createEquipmentNode } from './equipment-nodes.ts';
import { CursorError } from './page.ts';
import { failRecognitionVideo } from './recognition-runs.ts';
import { createRecognition, videosOfRecognitions } from './recognitions.ts';
import { createVideoLibrary } from './video-libraries.ts';
import { countVideos, listVideos } from './video-pages.ts';
import type { VideoFilter, VideoOrder } from './video-pages.ts';
import { addVideos } from './videos.ts';

const target = useDatabase();
let rootId: string;
let leafId: string;
let otherId: string;
let libraryId: string;

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const file = (path: string, recordedAt: Date | null = null) => ({ path, recordedAt, sizeBytes: 1, modifiedAt: at(1) });

beforeAll(async () => {
  const { db } = target;
  const addNode = async (name: string, parentId: string | null) =>
    valueOf(await createEquipmentNode(db, { level: 'WorkCell', name, parentId })).id;
  const addLibrary = async (equipmentNodeId: string) =>
    valueOf(await createVideoLibrary(db, { equipmentNodeId, name: 'Videos', folder: '/videos' })).id;
  rootId = await addNode('Site', null);
  leafId = await addNode('Cell', await addNode('Line', rootId));
  otherId = await addNode('Other', null);
  libraryId = await addLibrary(leafId);
  const inOrder = [
    file('b/Ｂ.mp4', at(2)),
    file('c.mp4'),
    file('A.mp4', at(3)),
    file('a/う.mp4', at(2)),
    file('ア.mp4'),
  ];
  for (const one of inOrder) await addVideos(db, libraryId, [one]);
  await addVideos(db, await addLibrary(otherId), [file('elsewhere.mp4')]);
});

/** All pages of two. */
async function names(order: VideoOrder, filter: VideoFilter = { libraryId }): Promise<string[]> {
  const all: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await listVideos(target.db, filter, { first: 2, after }, order);
    all.push(...page.nodes.map(({ path }) => path));
    after = page.cursors.at(-1) ?? null;
    if (!page.hasNextPage) return all;
  }
}

describe('listVideos', () => {
  test.each([
    ['createdAt', 'asc', ['b/Ｂ.mp4', 'c.mp4', 'A.mp4', 'a/う.mp4', 'ア.mp4']],
    ['createdAt', 'desc', ['ア.mp4', 'a/う.mp4', 'A.mp4', 'c.mp4', 'b/Ｂ.mp4']],
    ['name', 'asc', ['A.mp4', 'b/Ｂ.mp4', 'c.mp4', 'ア.mp4', 'a/う.mp4']],
    ['name', 'desc', ['a/う.mp4', 'ア.mp4', 'c.mp4', 'b/Ｂ.mp4', 'A.mp4']],
    ['recordedAt', 'asc', ['b/Ｂ.mp4', 'a/う.mp4', 'A.mp4', 'c.mp4', 'ア.mp4']],
    ['recordedAt', 'desc', ['A.mp4', 'a/う.mp4', 'b/Ｂ.mp4', 'ア.mp4', 'c.mp4']],
  ] as const)('pages by %s %s', async (field, direction, expected) => {
    expect(await names({ field, direction })).toEqual(expected);
  });

  test('finds by equipment node, those below it included', async () => {
    const order = { field: 'name', direction: 'asc' } as const;
    expect(await names(order, { equipmentNodeId: rootId })).toHaveLength(5);
    expect(await names(order, { equipmentNodeId: leafId, text: 'あ' })).toEqual(['ア.mp4']);
    expect(await names(order, { equipmentNodeId: otherId })).toEqual(['elsewhere.mp4']);
    expect(await countVideos(target.db, { equipmentNodeId: rootId, status: 'pending' })).toBe(5);
    expect(await countVideos(target.db, { equipmentNodeId: rootId, status: 'ready' })).toBe(0);
  });

  test('finds by time of recording, from one time until before another', async () => {
    const order = { field: 'recordedAt', direction: 'asc' } as const;
    const [recordedFrom, recordedBefore] = [at(2), at(3)];
    expect(await names(order, { libraryId, recordedFrom, recordedBefore })).toEqual(['b/Ｂ.mp4', 'a/う.mp4']);
    expect(await names(order, { libraryId, recordedFrom: at(3) })).toEqual(['A.mp4']);
    expect(await names(order, { libraryId, recordedBefore: at(2) })).toEqual([]);
    expect(await countVideos(target.db, { libraryId, recordedFrom })).toBe(3);
  });

  test('finds what a recipe has not recognised yet', async () => {
    const { recipe, videoIds } = await makeRecognized(target.db, (await makeVersion(target.db)).id, [[null], [null]]);
    const other = await makeRecipe(target.db);
    const videos = await target.db.prisma.video.findMany({ where: { id: { in: videoIds } } });
    const recognised = { libraryId: videos[0]!.libraryId };
    const [left] = await addVideos(target.db, recognised.libraryId, [file('left.mp4')]);
    const failed = valueOf(await createRecognition(target.db, { recipeId: recipe.id, videoIds: [left!] }));
    const [{ nodes: runs }] = await videosOfRecognitions(target.db, [failed.id]);
    await failRecognitionVideo(target.db, runs[0]!.id, { code: 'DAMAGED', message: 'it is damaged' });
    const order = { field: 'name', direction: 'asc' } as const;
    expect(await names(order, { ...recognised, notRecognizedUnder: recipe.id })).toEqual(['left.mp4']);
    expect(await names(order, { ...recognised, notRecognizedUnder: other.id })).toHaveLength(3);
    expect(await countVideos(target.db, { ...recognised, notRecognizedUnder: recipe.id })).toBe(1);
  });

  test('neither repeats nor skips where videos come, go and change in between', async () => {
    const order = { field: 'name', direction: 'asc' } as const;
    const before = await names(order);
    const first = await listVideos(target.db, { libraryId }, { first: 2 }, order);
    await addVideos(target.db, libraryId, [file('0.mp4'), file('b2.mp4')]);
    await target.db.prisma.video.delete({ where: { id: first.nodes[1]!.id } });
    const rest = await listVideos(target.db, { libraryId }, { after: first.cursors[1]! }, order);
    expect(rest.nodes.map(({ path }) => path)).toEqual(['b2.mp4', ...before.slice(2)]);
  });

  test('takes two statements, whatever it is asked for', async () => {
    const filter = { equipmentNodeId: rootId, text: 'mp4', status: 'pending' } as const;
    const list = () => listVideos(target.db, filter, { first: 100 }, { field: 'recordedAt', direction: 'asc' });
    expect(await countStatements(target.db, list)).toBe(2);
  });

  test('refuses cursors of another order', async () => {
    const byName = { field: 'name', direction: 'asc' } as const;
    const { cursors } = await listVideos(target.db, { libraryId }, { first: 1 }, byName);
    const after = { after: cursors[0]! };
    await expect(listVideos(target.db, {}, after)).rejects.toThrow(CursorError);
    await expect(listVideos(target.db, {}, after, { field: 'recordedAt', direction: 'asc' })).rejects.toThrow(
      CursorError,
    );
    const byId = await listVideos(target.db, { libraryId }, { first: 1 });
    await expect(listVideos(target.db, {}, { after: byId.cursors[0]! }, byName)).rejects.toThrow(CursorError);
  });
});
