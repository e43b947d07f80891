import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { invite } from '../../../prisma/src/index.ts';
import { addEmbeddedDemo } from '../../../test/factories/embedded-demo.ts';
import { makeRecipe, makeVersion } from '../../../test/factories/records.ts';
import { useServer } from '../../../test/factories/server.ts';
import { startAdmin } from './admin.ts';
import { toGlobalId } from './shared/graphql/global-id.ts';
import type { RunningServer } from './shared/http/listen.ts';

const server = useServer();
const guarded = useServer({ signIn: { publicUrl: null, oidc: null } });
let admin: RunningServer;

/** Stands for the pages: what comes to them has not been passed on. */
const PAGES = {
  handle: async (_: unknown, response: { end: (text: string) => void }) => response.end('a page'),
  close: async () => {},
};

beforeAll(async () => {
  const settings = { host: '127.0.0.1', port: 0, apiUrl: server.url };
  admin = await startAdmin(PAGES, settings, pino({ level: 'silent' }));
});

afterAll(() => admin.stop());

const get = (path: string) => fetch(admin.url + path, { headers: { connection: 'close' } });

test('an admin without a server passes on whatever addresses the API tells', async () => {
  const { videos } = await addEmbeddedDemo(server.services, ['packing']);
  const version = await makeVersion(server.db);
  const encoderDigest = await server.services.encoders.use('workbench', async ({ image }) => image.identity.digest);
  const recipe = await makeRecipe(server.db, { versionId: version.id, encoderDigest });
  const query = `query ($video: ID!, $version: ID!, $recipe: ID!, $moments: FindMomentsInput!) {
    recipe: node(id: $recipe) { ... on Recipe { bundleUrl } }
    video: node(id: $video) { ... on Video { streamUrl posterUrl sprite { url } } }
    version: node(id: $version) { ... on VocabularyVersion { exports { url } } }
    findMoments(input: $moments) { moments { pictureUrl } }
  }`;
  const variables = {
    video: toGlobalId('Video', videos.get('packing')!.id),
    version: toGlobalId('VocabularyVersion', version.id),
    recipe: toGlobalId('Recipe', recipe.id),
    moments: { encoderId: toGlobalId('Encoder', 'workbench'), text: 'a worker tapes a box', first: 1 },
  };
  const told = JSON.stringify(await server.ask(query, variables));
  const addresses = [...told.matchAll(/"(\/[^"]+)"/g)].map(([, address]) => address!);
  expect(addresses).toHaveLength(9);
  for (const address of addresses) {
    const response = await get(address);
    expect([address, response.status]).toEqual([address, 200]);
    expect((await response.text()).startsWith('a page')).toBe(false);
  }
});

test.each(['/', '/videos/abc', '/vocabularies', '/vocabularies/abc/publish', '/recipes/abc'])(
  '%s is a page',
  async (path) => {
    expect(await (await get(path)).text()).toBe('a page');
  },
);

test('an admin without a server is where people sign in and ask, and other sites are not', async () => {
  const settings = { host: '127.0.0.1', port: 0, apiUrl: guarded.url };
  const entrance = await startAdmin(PAGES, settings, pino({ level: 'silent' }));
  const post = (path: string, body: object, headers: Record<string, string>) =>
    fetch(entrance.url + path, {
      method: 'POST',
      headers: { connection: 'close', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const person = { name: '田中', email: 'tanaka@example.com', password: 'correct horse battery' };
  const joined = await post('/auth/invitation', { key: await invite(guarded.db, null), ...person }, {});
  const cookie = joined.headers.getSetCookie().join('; ');
  const statusFrom = async (origin: string) =>
    (await post('/graphql', { query: '{ __typename }' }, { cookie, origin })).status;
  expect(await statusFrom(entrance.url)).toBe(200);
  expect(await statusFrom('http://elsewhere.example')).toBe(403);
  await entrance.stop();
});
