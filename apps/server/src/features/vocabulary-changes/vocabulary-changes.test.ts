import { describe, expect, test } from '@jest/globals';
import { useServer } from '../../../../../test/factories/server.ts';
import { makeLibrary, makeVideos, makeVersion, valueOf, sha256 } from '../../../../../test/factories/records.ts';
import { openDraft } from '@actionary/database';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

const label = (text: string) => [{ language: 'en', text }];
const concept = (externalId: string, more: object = {}) => ({ externalId, prefLabels: label(externalId), ...more });

interface Payload {
  version: { id: string; revision: number; canUndo: boolean; canRedo: boolean } | null;
  userErrors: { code: string; field: string[] | null; message: string }[];
}

const PAYLOAD = 'version { id revision canUndo canRedo } userErrors { code field message }';

async function mutate(call: string, variables: object = {}, types = ''): Promise<Payload> {
  const { done } = await server.ask<{ done: Payload }>(`mutation ${types} { done: ${call} { ${PAYLOAD} } }`, variables);
  return done;
}

const change = (versionId: string, expectedRevision: number, operations: object[], more: object = {}) =>
  mutate(
    'changeVocabularyDraft(input: $input)',
    { input: { versionId, expectedRevision, operations, ...more } },
    '($input: ChangeVocabularyDraftInput!)',
  );

const step = (name: 'undo' | 'redo', versionId: string, expectedRevision: number) =>
  mutate(`${name}VocabularyChange(versionId: "${versionId}", expectedRevision: ${expectedRevision})`);

async function makeDraft(...concepts: object[]): Promise<string> {
  const { vocabularyId } = await makeVersion(server.db, [
    { id: 'a', prefLabels: { en: 'a' } },
    { id: 'b', prefLabels: { en: 'b' }, position: 1 },
  ]);
  const id = toGlobalId('VocabularyVersion', valueOf(await openDraft(server.db, vocabularyId)).id);
  if (concepts.length > 0)
    await change(
      id,
      0,
      concepts.map((put) => ({ put })),
    );
  return id;
}

test('a step is by whom the request names', async () => {
  const versionId = await makeDraft();
  const rename = async (person: string, expectedRevision: number) => {
    const query =
      'mutation ($input: ChangeVocabularyDraftInput!) { changeVocabularyDraft(input: $input) { userErrors { code } } }';
    const operations = [{ put: concept('a', { notation: String(expectedRevision) }) }];
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close', 'x-actionary-person': person },
      body: JSON.stringify({ query, variables: { input: { versionId, expectedRevision, operations } } }),
    });
    expect(await response.json()).toEqual({ data: { changeVocabularyDraft: { userErrors: [] } } });
  };
  // URI-encoded; a name that is not is taken as it is.
  for (const [revision, person] of [encodeURIComponent('山田 花子'), '100%', ' '].entries())
    await rename(person, revision);
  const { version } = await server.ask<{ version: { changes: { nodes: { person: string | null }[] } } }>(
    'query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion { changes { nodes { person } } } } }',
    { id: versionId },
  );
  expect(version.changes.nodes.map(({ person }) => person)).toEqual([null, '100%', '山田 花子']);
});

describe('a draft', () => {
  test('tells what it says about a concept, relations both ways and examples with their video', async () => {
    const library = await makeLibrary(server.db);
    const [videoId] = await makeVideos(server.db, library.id, 1);
    const id = await makeDraft();
    const mapping = { relation: 'exactMatch', target: 'https://example.org/words#a' };
    const said = concept('a', {
      relatedExternalIds: ['b'],
      reviewedPromptLanguages: ['en'],
      prompts: [{ language: 'en', texts: ['x'] }],
      mappings: [mapping],
      examples: [
        { note: 'seen', videoId: toGlobalId('Video', videoId!), startMs: 0, endMs: 500 },
        { note: 'it turns a bolt' },
        // Of a video that has gone.
        { note: '', videoSha256: 'a'.repeat(64), startMs: 0, endMs: 1 },
      ],
    });
    const split = { externalId: 'b', into: [concept('c'), concept('d')] };
    expect((await change(id, 0, [{ put: said }, { split }])).userErrors).toEqual([]);
    const { version } = await server.ask<{ version: { contents: { nodes: object[] } } }>(
      `query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion { contents { nodes {
        concept { externalId } status related { label } replacedBy { label } reviewedPromptLanguages
        mappings { relation target } examples { note videoSha256 startMs endMs video { name } }
      } } } } }`,
      { id },
    );
    const [a, c, d, b] = version.contents.nodes;
    expect(a).toEqual({
      concept: { externalId: 'a' },
      status: 'active',
      related: [{ label: 'b' }],
      replacedBy: [],
      reviewedPromptLanguages: ['en'],
      mappings: [mapping],
      examples: [
        { note: 'seen', videoSha256: sha256(videoId!), startMs: 0, endMs: 500, video: { name: '001.mp4' } },
        { note: 'it turns a bolt', videoSha256: null, startMs: null, endMs: null, video: null },
        { note: '', videoSha256: 'a'.repeat(64), startMs: 0, endMs: 1, video: null },
      ],
    });
    expect(b).toMatchObject({
      status: 'deprecated',
      related: [{ label: 'a' }],
      replacedBy: [{ label: 'c' }, { label: 'd' }],
    });
    expect([c, d]).toMatchObject([{ concept: { externalId: 'c' } }, { concept: { externalId: 'd' } }]);
  });

  test.each([
    ['put', (wrong: object) => ({ put: wrong }), ['operations', '1', 'put']],
    [
      'split',
      (wrong: object) => ({ split: { externalId: 'a', into: [concept('c'), wrong] } }),
      ['operations', '1', 'split', 'into', '1'],
    ],
  ])('tells which example of a %s is of no video', async (_, operation, place) => {
    const id = await makeDraft();
    const videoId = toGlobalId('Video', crypto.randomUUID());
    const wrong = concept('d', { examples: [{ note: 'seen' }, { videoId }] });
    const { userErrors } = await change(id, 0, [{ put: concept('b') }, operation(wrong)]);
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: [...place, 'examples', '1', 'videoId'] }]);
  });

  test('is changed in steps that tell who, when, from and to, and can be taken back', async () => {
    const id = await makeDraft();
    const renamed = concept('a', { prefLabels: label('Tighten'), broaderExternalId: 'b', relatedExternalIds: ['b'] });
    const done = await change(id, 0, [{ put: renamed }, { put: concept('c') }]);
    expect(done).toMatchObject({ version: { revision: 1, canUndo: true, canRedo: false }, userErrors: [] });
    const undone = await step('undo', id, 1);
    expect(undone).toMatchObject({ version: { revision: 2, canUndo: true, canRedo: true } });
    const query = (includeUndone: boolean) =>
      server.ask<{ version: { changes: { nodes: object[] } } }>(
        `query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion {
          changes(includeUndone: ${includeUndone}) { nodes {
            sequence kind conceptCount undoneAt concepts { externalId }
            fieldChanges { concept { externalId } field language from to }
          } }
        } } }`,
        { id },
      );
    const fields = (externalId: string, ...changes: [string, string | null, string | null, string | null][]) =>
      changes.map(([field, language, from, to]) => ({ concept: { externalId }, field, language, from, to }));
    const edit = {
      sequence: 1,
      kind: 'edit',
      conceptCount: 1,
      undoneAt: null,
      concepts: [{ externalId: 'a' }],
      fieldChanges: expect.arrayContaining(
        fields('a', ['prefLabels', 'en', 'a', 'Tighten'], ['broader', null, null, 'b'], ['related', null, null, 'b']),
      ),
    };
    expect((await query(false)).version.changes.nodes).toEqual([edit]);
    expect((await query(true)).version.changes.nodes).toEqual([
      expect.objectContaining({
        sequence: 2,
        kind: 'add',
        undoneAt: expect.any(String),
        fieldChanges: fields('c', ['prefLabels', 'en', null, 'c']),
      }),
      edit,
    ]);
    expect(await step('redo', id, 2)).toMatchObject({ version: { revision: 3, canRedo: false } });
    expect((await step('redo', id, 2)).userErrors).toMatchObject([{ code: 'STALE' }]);
  });

  test('is changed in one step where that is asked for, and refuses all where one thing is wrong', async () => {
    const id = await makeDraft();
    const wrong = [{ put: concept('c') }, { merge: { externalIds: ['nowhere'], intoExternalId: 'a' } }];
    expect(await change(id, 0, wrong, { asOne: true })).toEqual({
      version: null,
      userErrors: [
        {
          code: 'INVALID',
          field: ['operations', '1', 'merge', 'externalIds'],
          message: 'there is no concept "nowhere" in the draft',
        },
      ],
    });
    const puts = [{ put: concept('c', { broaderExternalId: 'd' }) }, { put: concept('d') }];
    expect(await change(id, 0, puts, { asOne: true })).toMatchObject({ version: { revision: 1 } });
    expect(await step('undo', id, 1)).toMatchObject({ version: { canUndo: false } });
  });

  test("is paged by steps, and a concept's history by its own", async () => {
    const id = await makeDraft(...['x', 'y', 'z'].map((text) => concept('a', { prefLabels: label(text) })));
    interface Page {
      nodes: { fieldChanges: { to: string }[] }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const page = 'nodes { fieldChanges { to } } pageInfo { hasNextPage endCursor }';
    const read = (after: string | null) =>
      server.ask<{ version: { changes: Page; contents: { nodes: [{ concept: { history: Page } }] } } }>(
        `query ($id: ID!, $after: String) { version: node(id: $id) { ... on VocabularyVersion {
          changes(first: 2, after: $after) { ${page} }
          contents(first: 1) { nodes { concept { history(first: 2, after: $after) { ${page} } } } }
        } } }`,
        { id, after },
      );
    const values = ({ nodes }: Page) => nodes.map(({ fieldChanges }) => fieldChanges.map(({ to }) => to));
    const first = (await read(null)).version;
    expect(values(first.changes)).toEqual([['z'], ['y']]);
    const { history } = first.contents.nodes[0].concept;
    expect(values(history)).toEqual([['z'], ['y']]);
    const second = (await read(history.pageInfo.endCursor)).version;
    expect(values(second.changes)).toEqual([['x']]);
    expect(values(second.contents.nodes[0].concept.history)).toEqual([['x'], ['a']]);
    expect(second.contents.nodes[0].concept.history.pageInfo.hasNextPage).toBe(false);
    const { errors } = await server.send(
      `{ node(id: "${id}") { ... on VocabularyVersion { changes(after: "x") { nodes { id } } } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
