import { expect, test } from '@jest/globals';
import { makeLibrary, makeVideos } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

async function rename(id: string, externalId: string | null) {
  const { updateVideo } = await server.ask<{
    updateVideo: { video: { externalId: string | null } | null; userErrors: { code: string; message: string }[] };
  }>(
    `mutation ($input: UpdateVideoInput!) {
      updateVideo(input: $input) { video { externalId } userErrors { code message } }
    }`,
    { input: { id: toGlobalId('Video', id), externalId } },
  );
  return updateVideo;
}

async function find(externalId: string, libraryId?: string): Promise<string[]> {
  const { found } = await server.ask<{ found: { id: string }[] }>(
    'query ($externalId: String!, $libraryId: ID) { found: videosByExternalId(externalId: $externalId, libraryId: $libraryId) { id } }',
    { externalId, ...(libraryId ? { libraryId: toGlobalId('VideoLibrary', libraryId) } : {}) },
  );
  return found.map(({ id }) => id);
}

test('MES names videos, finds them by that, and takes the name away', async () => {
  const [one, other] = [await makeLibrary(server.db), await makeLibrary(server.db)];
  const [first, second] = (await makeVideos(server.db, one.id, 2)) as [string, string];
  const [third] = (await makeVideos(server.db, other.id, 1)) as [string];
  expect(await rename(first, ' ORDER-1 ')).toEqual({ video: { externalId: 'ORDER-1' }, userErrors: [] });
  expect(await rename(first, 'ORDER-1')).toEqual({ video: { externalId: 'ORDER-1' }, userErrors: [] });
  expect(await rename(second, 'ORDER-1')).toEqual({
    video: null,
    userErrors: [{ code: 'TAKEN', message: '001.mp4 is called ORDER-1; take it away from there first' }],
  });
  expect((await rename(third, 'ORDER-1')).userErrors).toEqual([]);
  const ids = [first, third].map((id) => toGlobalId('Video', id));
  expect(await find('ORDER-1')).toEqual(ids);
  expect(await find('ORDER-1', other.id)).toEqual([ids[1]]);
  expect(await find('ORDER')).toEqual([]);
  expect(await rename(first, null)).toEqual({ video: { externalId: null }, userErrors: [] });
  expect(await rename(second, 'ORDER-1')).toMatchObject({ video: { externalId: 'ORDER-1' } });
});

test('what does not exist or is endless is refused', async () => {
  expect(await rename(crypto.randomUUID(), 'A')).toMatchObject({ video: null, userErrors: [{ code: 'NOT_FOUND' }] });
  const [id] = (await makeVideos(server.db, (await makeLibrary(server.db)).id, 1)) as [string];
  expect(await rename(id, 'x'.repeat(201))).toMatchObject({ video: null, userErrors: [{ code: 'INVALID' }] });
});

test('the order and the piece of a video are kept, found by, told of, and taken away', async () => {
  const { changeCursor } = await server.ask<{ changeCursor: string }>('{ changeCursor }');
  const library = await makeLibrary(server.db);
  const [first, second] = (await makeVideos(server.db, library.id, 2)).toSorted() as [string, string];
  const say = async (id: string, said: object) => {
    const { updateVideo } = await server.ask<{ updateVideo: object }>(
      `mutation ($input: UpdateVideoInput!) {
        updateVideo(input: $input) { video { externalId workOrder serialNumber } userErrors { code field } }
      }`,
      { input: { id: toGlobalId('Video', id), ...said } },
    );
    return updateVideo;
  };
  const foundBy = async (filter: object) => {
    const { videos } = await server.ask<{ videos: { nodes: { id: string }[]; totalCount: number } }>(
      'query ($filter: VideoFilter) { videos(filter: $filter) { nodes { id } totalCount } }',
      { filter },
    );
    expect(videos.totalCount).toBe(videos.nodes.length);
    return videos.nodes.map(({ id }) => id);
  };
  expect(await say(first, { externalId: 'V-1' })).toMatchObject({ video: { workOrder: null, serialNumber: null } });
  expect(await say(first, { workOrder: ' 注文 4711 ', serialNumber: 'SN<&>"1' })).toEqual({
    video: { externalId: 'V-1', workOrder: '注文 4711', serialNumber: 'SN<&>"1' },
    userErrors: [],
  });
  await say(second, { workOrder: '注文 4711' });
  const ids = [first, second].map((id) => toGlobalId('Video', id));
  expect(await foundBy({ workOrder: '注文 4711 ' })).toEqual(ids);
  expect(await foundBy({ workOrder: '注文 4711', serialNumber: 'SN<&>"1' })).toEqual([ids[0]]);
  expect(await foundBy({ serialNumber: 'SN' })).toEqual([]);
  const { errors } = await server.send('{ videos(filter: { workOrder: " " }) { nodes { id } } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  for (const field of ['workOrder', 'serialNumber'])
    for (const text of ['x'.repeat(201), 'a\nb', 'a\u009fb'])
      expect(await say(first, { [field]: text })).toEqual({
        video: null,
        userErrors: [{ code: 'INVALID', field: [field] }],
      });
  expect(await say(first, { workOrder: null, serialNumber: '' })).toMatchObject({
    video: { externalId: 'V-1', workOrder: null, serialNumber: null },
  });
  const { changes } = await server.ask<{ changes: { nodes: { type: string; data: Record<string, unknown> }[] } }>(
    `query ($after: String, $id: ID) { changes(after: $after, subjectId: $id, types: ["video.changed"]) { nodes { type data } } }`,
    { after: changeCursor, id: ids[0] },
  );
  const told = changes.nodes.map(({ data }) => [data['workOrder'], data['serialNumber']]);
  expect(told.slice(-3)).toEqual([
    [undefined, undefined],
    ['注文 4711', 'SN<&>"1'],
    [undefined, undefined],
  ]);
});
