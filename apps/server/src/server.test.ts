import { describe, expect, test } from '@jest/globals';
import { createRecognition, finishRecognitionVideo, startRecognitionVideo } from '../../../prisma/src/index.ts';
import { breakMethod } from '../../../test/factories/break-method.ts';
import { statementsOf } from '../../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../test/factories/records.ts';
import { useServer } from '../../../test/factories/server.ts';
import { toGlobalId } from './shared/graphql/global-id.ts';

const server = useServer();
const secret = new Error('password=hunter2');

/** Videos that are all recognised: two segments each, of two concepts. */
async function makeRecognized(count: number): Promise<void> {
  const { db } = server;
  const library = await makeLibrary(db);
  const videoIds = await makeVideos(db, library.id, count);
  const recipe = await makeRecipe(db);
  const concepts = await db.prisma.conceptContent.findMany({ where: { versionId: recipe.vocabularyVersionId } });
  const [first, second] = concepts.map(({ conceptId }) => conceptId);
  const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  for (const video of await db.prisma.recognitionVideo.findMany({ where: { recognitionId: id } })) {
    await startRecognitionVideo(db, video.id);
    await finishRecognitionVideo(db, video.id, [
      {
        startMs: 0,
        endMs: 4000,
        conceptId: first!,
        score: 30,
        probability: 0.9,
        runnersUp: [{ conceptId: second!, probability: 0.1 }],
      },
      {
        startMs: 4000,
        endMs: 10_000,
        conceptId: null,
        score: 20,
        probability: 0.5,
        runnersUp: [{ conceptId: second!, probability: 0.5 }],
      },
    ]);
  }
}

const NESTED = (first: number) => `{ videos(first: ${first}) { nodes {
  id name library { name equipmentNode { path { name } } }
  recognitions(first: 5) { nodes { isCurrent recognition { recipe { name vocabularyVersion { number conceptCount vocabulary { name } } } }
    segments { startMs endMs concept { externalId vocabulary { name } } content { label(language: "ja") } runnersUp { probability concept { externalId } } }
  } }
} } }`;

const GRID = (first: number) => `{ videos(first: ${first}, filter: { text: "mp4" }, orderBy: { field: name }) {
  totalCount
  nodes {
    id name status durationMs posterUrl sprite { url } library { name equipmentNode { path { name } } }
    currentRecognitions { segmentCount finishedAt recognition { recipe { name } } }
  }
} }`;

interface Videos {
  videos: { nodes: { recognitions: { nodes: { segments: { content: { label: string } | null }[] }[] } }[] };
}

interface Grid {
  videos: { totalCount: number; nodes: { name: string; currentRecognitions: { segmentCount: number }[] }[] };
}

describe('the API', () => {
  test('asks as few statements for 100 nested videos as for 2', async () => {
    await makeRecognized(100);
    let answer: Videos | undefined;
    // Opens the connections that the two share.
    await server.ask(NESTED(1));
    const few = await statementsOf(server.db, () => server.ask(NESTED(2)));
    const many = await statementsOf(server.db, async () => (answer = await server.ask<Videos>(NESTED(100))));
    expect(answer?.videos.nodes).toHaveLength(100);
    const labels = answer?.videos.nodes.flatMap(({ recognitions }) =>
      recognitions.nodes.flatMap(({ segments }) => segments.map(({ content }) => content?.label ?? null)),
    );
    expect(labels).toHaveLength(200);
    expect(labels?.slice(0, 2)).toEqual(['締付け', null]);
    expect(many).toHaveLength(few.length);
    expect(many.length).toBeLessThan(25);
  });

  test('asks as few statements for a grid of 100 videos as for one of 2', async () => {
    await server.ask(GRID(1));
    const few = await statementsOf(server.db, () => server.ask(GRID(2)));
    let answer: Grid | undefined;
    const many = await statementsOf(server.db, async () => (answer = await server.ask<Grid>(GRID(100))));
    expect(answer?.videos.totalCount).toBe(100);
    expect(answer?.videos.nodes.map(({ currentRecognitions: [current] }) => current?.segmentCount)).toEqual(
      Array.from({ length: 100 }, () => 2),
    );
    expect(answer?.videos.nodes[99]).toMatchObject({ name: '100.mp4', posterUrl: expect.any(String) });
    expect(many).toHaveLength(few.length);
    expect(many.length).toBeLessThan(12);
  });

  test('hides what went wrong inside, and gives the request an id', async () => {
    const mend = breakMethod(server.db.prisma.vocabulary, 'findMany', secret);
    const { errors } = await server.send('{ vocabularies { nodes { name } } }');
    mend();
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(errors)).not.toContain('hunter2');
  });

  test('hides what went wrong inside a route, too, and tells what was wrong with a request', async () => {
    const mend = breakMethod(server.db.prisma.video, 'findMany', secret);
    const id = toGlobalId('Video', crypto.randomUUID());
    const failed = await fetch(`${server.url}/videos/${id}/stream`, { headers: { connection: 'close' } });
    mend();
    expect([failed.status, await failed.text()]).toEqual([500, expect.stringMatching(/^something went wrong here/)]);
    const refused = await fetch(`${server.url}/videos/%zz/stream`, { headers: { connection: 'close' } });
    expect([refused.status, await refused.text()]).toEqual([400, "Failed to decode param '%zz'\n"]);
  });

  test('tells after each change of an operation what is true then', async () => {
    const { made } = await server.ask<{ made: { vocabulary: { id: string; draft: { id: string } } } }>(
      'mutation { made: createVocabulary(input: { name: "Changing" }) { vocabulary { id draft { id } } } }',
    );
    const put = (revision: number) => `changeVocabularyDraft(input: {
      versionId: "${made.vocabulary.draft.id}", expectedRevision: ${revision},
      operations: [{ put: { externalId: "c${revision}", prefLabels: [{ language: "en", text: "act ${revision}" }] } }]
    }) { version { conceptCount contents { nodes { label } } } }`;
    const { one, other } = await server.ask<Record<'one' | 'other', { version: object }>>(
      `mutation { one: ${put(0)} other: ${put(1)} }`,
    );
    expect(one.version).toEqual({ conceptCount: 1, contents: { nodes: [{ label: 'act 0' }] } });
    expect(other.version).toEqual({ conceptCount: 2, contents: { nodes: [{ label: 'act 0' }, { label: 'act 1' }] } });
  });

  const deep = (levels: number): string => (levels === 0 ? '{ name }' : `{ parent ${deep(levels - 1)} }`);
  const wide = Array.from({ length: 31 }, (_, index) => `a${index}: jobs(first: 1) { nodes { id } }`).join(' ');
  test.each([
    ['too deep', `{ equipmentNodes ${deep(20)} }`, 'deep'],
    ['with too many aliases', `{ ${wide} }`, 'aliases'],
    [
      'too dear',
      '{ videos(first: 100) { nodes { library { videos(first: 100) { nodes { library { videos(first: 100) { nodes { id } } } } } } } } }',
      'smaller pages',
    ],
    ['too long', `{ ${'jobs { nodes { id } } '.repeat(1000)} }`, 'token'],
    [
      'in circles',
      '{ jobs { nodes { ...a } } } fragment a on Job { recognition { ...b } } fragment b on Recognition { recipe { id } videos { nodes { recognition { ...b } } } }',
      'itself',
    ],
    ['with a page that is too long', '{ jobs(first: 101) { nodes { id } } }', '1 … 100'],
  ])('refuses an operation that is %s', async (_, query, reason) => {
    const { errors, data } = await server.send<unknown>(query);
    expect(errors?.map(({ message }) => message).join()).toContain(reason);
    expect(data ?? null).toBeNull();
  });

  test('takes an operation that is as deep as the limit', async () => {
    const { errors } = await server.send(`{ equipmentNodes ${deep(14)} }`);
    expect(errors).toBeUndefined();
  });

  test('takes a page for as long as it may be where a variable says how long', async () => {
    const videos = (inner: string) => `videos(first: $first) { nodes { library { ${inner} } } }`;
    const query = `query ($first: Int) { ${videos(videos(videos('id')))} }`;
    const { errors } = await server.send(query, { first: 1 });
    expect(errors?.[0]?.message).toContain('smaller pages');
  });

  test('counts what a fragment asks for as often as it is spread', async () => {
    const aliases = Array.from({ length: 16 }, (_, index) => `a${index}: id`).join(' ');
    const query = `{ jobs { nodes { ...a ...a } } } fragment a on Job { ${aliases} }`;
    expect((await server.send(query)).errors?.[0]?.message).toContain('32 aliases');
  });

  test('reads lists with different arguments apart', async () => {
    const { videos } = await server.ask<{
      videos: { nodes: { recognitions: { nodes: Record<'all' | 'late', { startMs: number }[]>[] } }[] };
    }>(`{ videos(first: 1) { nodes { recognitions(first: 1) { nodes {
      all: segments { startMs } late: segments(fromMs: 4000) { startMs }
    } } } } }`);
    expect(videos.nodes[0]?.recognitions.nodes).toEqual([
      { all: [{ startMs: 0 }, { startMs: 4000 }], late: [{ startMs: 4000 }] },
    ]);
  });

  test('takes no link of another site for a request', async () => {
    const response = await fetch(`${server.url}/graphql?query=%7B__typename%7D`, { headers: { connection: 'close' } });
    expect(response.status).toBe(400);
  });

  test('takes no form of another site for a request', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', connection: 'close' },
      body: '{"query":"{ __typename }"}',
    });
    expect(response.status).toBe(400);
  });

  test.each([
    ['that is no JSON', '{ "query": ', {}, 400, /^the body is no JSON: /],
    ['in a charset that nobody knows', '{}', { 'content-type': 'application/json; charset=klingon' }, 415, /charset/],
    ['that is not packed as it says', '{}', { 'content-encoding': 'gzip' }, 400, /./],
  ])('says in errors what is wrong with a body %s', async (_, body, others, status, message) => {
    const headers = { 'content-type': 'application/json', connection: 'close', ...others };
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    const { errors } = (await response.json()) as { errors: readonly object[] };
    expect(errors).toEqual([{ message: expect.stringMatching(message), extensions: { code: 'BAD_REQUEST' } }]);
  });

  test.each([
    ['a NUL character', 'a\u0000b', 'variables.input.name: leave out the NUL character'],
    [
      'half of a surrogate pair',
      'a\uD800b',
      'variables.input.name: half of a surrogate pair is no character; leave it out',
    ],
  ])('refuses a text with %s, in a variable or in the operation', async (_, name, message) => {
    const create =
      'mutation ($input: CreateVocabularyInput!) { createVocabulary(input: $input) { userErrors { code } } }';
    const [sent] = (await server.send(create, { input: { name } })).errors ?? [];
    expect(sent).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    const [written] = (await server.send(`{ search(text: ${JSON.stringify(name)}) { __typename } }`)).errors ?? [];
    // Half of a pair is against the language's own grammar.
    expect(written?.message).toMatch(/^line 1: leave out the NUL character$|^Syntax Error: Invalid Unicode/);
  });

  test('answers to those who watch over it', async () => {
    for (const [route, content] of [
      ['healthz', 'ok'],
      ['readyz', 'ready'],
      ['metrics', 'actionary_graphql_operations_total'],
    ] as const) {
      const response = await fetch(`${server.url}/${route}`, { headers: { connection: 'close' } });
      expect(await response.text()).toContain(content);
    }
  });

  test('counts what nobody has thought of under one name', async () => {
    await fetch(`${server.url}/made-up-${'x'.repeat(20)}`, { headers: { connection: 'close' } });
    const counted = await (await fetch(`${server.url}/metrics`, { headers: { connection: 'close' } })).text();
    expect(counted).toContain('route="other"');
    expect(counted).not.toContain('made-up');
  });

  test('has an explorer that asks no other server for anything', async () => {
    const page = await (await fetch(`${server.url}/explorer`, { headers: { connection: 'close' } })).text();
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(files).toHaveLength(6);
    for (const file of files) {
      expect(file).toMatch(/^\/explorer\//);
      expect((await fetch(server.url + file, { headers: { connection: 'close' } })).status).toBe(200);
    }
  });
});
