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
