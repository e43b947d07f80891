import { beforeAll, describe, expect, test } from '@jest/globals';
import { addVideos } from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVersion } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();

beforeAll(async () => {
  const { db } = server;
  await makeVersion(db, [
    { id: 'c', prefLabels: { ja: '締付け', en: 'Fasten' }, hiddenLabels: { 'ja-Hira': ['しめつけ'] } },
  ]);
  await makeRecipe(db);
  const { id } = await makeLibrary(db);
  await addVideos(db, id, [{ path: '日勤/シメツケ 1.mp4', sizeBytes: 1, modifiedAt: new Date(0) }]);
  await db.prisma.video.updateMany({ data: { externalId: 'REC-1', workOrder: 'WO_4711', serialNumber: 'Sn-0042' } });
});

type Found = { __typename: string; id: string } & Record<string, string>;

const SEARCH = `query ($text: String!, $first: Int) { found: search(text: $text, first: $first) {
  __typename
  ... on Node { id }
  ... on ConceptContent { label(language: "ja") version { vocabulary { id } } }
  ... on EquipmentNode { node: name }
  ... on Recipe { recipe: name }
  ... on Video { video: name }
  ... on VideoLibrary { library: name }
  ... on Vocabulary { vocabulary: name }
} }`;

async function find(text: string, first?: number): Promise<Found[]> {
  return (await server.ask<{ found: Found[] }>(SEARCH, { text, first })).found;
}

describe('search', () => {
  test('gives concepts and videos with what they are called', async () => {
    expect(await find('ｼﾒﾂｹ')).toEqual([
      expect.objectContaining({ __typename: 'ConceptContent', label: '締付け' }),
      expect.objectContaining({ __typename: 'Video', video: 'シメツケ 1.mp4' }),
    ]);
  });

  test.each([
    ['station', 'EquipmentNode', 'node'],
    ['recipe', 'Recipe', 'recipe'],
    ['videos', 'VideoLibrary', 'library'],
    ['vocabulary', 'Vocabulary', 'vocabulary'],
  ])('by %s gives a %s', async (text, type, field) => {
    const [found] = await find(text);
    expect(found?.['__typename']).toBe(type);
    expect(found?.[field]?.toLowerCase()).toContain(text);
  });

  test.each(['rec-1', 'WO_47', 'sn-0042'])('by %s of what an MES says gives the video', async (text) => {
    expect(await find(text)).toEqual([expect.objectContaining({ video: 'シメツケ 1.mp4' })]);
    const { videos } = await server.ask<{ videos: { nodes: Found[] } }>(
      'query ($filter: VideoFilter) { videos(filter: $filter) { nodes { name } } }',
      { filter: { text } },
    );
    expect(videos.nodes).toEqual([{ name: 'シメツケ 1.mp4' }]);
    expect(await find(text.replace('_', '-').replace('rec-', 'rec_').replace('sn-', 'sn_'))).toEqual([]);
  });

  test('gives objects that can be fetched again', async () => {
    const [found] = await find('しめつけ');
    const { node } = await server.ask<{ node: { id: string } }>('query ($id: ID!) { node(id: $id) { id } }', found);
    expect(node).toEqual({ id: found!.id });
  });

  test('finds nothing by nothing, and no more than is wanted', async () => {
    expect(await find(' \u3000\u0007 ')).toEqual([]);
    expect(await find('しめ', 1)).toHaveLength(1);
  });

  test.each([
    ['a text that is too long', 'x'.repeat(201), 20],
    ['a page that is too long', 'x', 101],
  ])('refuses %s', async (_, text, first) => {
    const { errors } = await server.send(SEARCH, { text, first });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});
