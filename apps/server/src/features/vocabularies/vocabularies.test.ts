import { describe, expect, test } from '@jest/globals';
import { useServer } from '../../../../../test/factories/server.ts';

const server = useServer();

interface Version {
  id: string;
  number: number;
  revision: number;
  status: string;
  contentHash: string | null;
}

interface Payload {
  version: Version | null;
  userErrors: { code: string; field: string[] | null }[];
}

const PAYLOAD = 'version { id number revision status contentHash } userErrors { code field }';

async function createVocabulary(): Promise<{ id: string; draft: Version }> {
  const { made } = await server.ask<{ made: { vocabulary: { id: string; draft: Version } } }>(
    `mutation { made: createVocabulary(input: { name: "Torque cell" }) {
      vocabulary { id draft { id number revision status contentHash } }
    } }`,
  );
  return made.vocabulary;
}

interface Edit {
  readonly put?: readonly object[];
  readonly remove?: readonly string[];
}

async function edit(versionId: string, expectedRevision: number, { put = [], remove = [] }: Edit): Promise<Payload> {
  const operations = [...put.map((one) => ({ put: one })), ...remove.map((one) => ({ remove: one }))];
  const { edited } = await server.ask<{ edited: Payload }>(
    `mutation ($input: ChangeVocabularyDraftInput!) { edited: changeVocabularyDraft(input: $input) { ${PAYLOAD} } }`,
    { input: { versionId, expectedRevision, operations, asOne: true } },
  );
  return edited;
}

async function publish(versionId: string, expectedRevision: number): Promise<Payload> {
  const { published } = await server.ask<{ published: Payload }>(
    `mutation ($input: PublishVocabularyDraftInput!) { published: publishVocabularyDraft(input: $input) { ${PAYLOAD} } }`,
    { input: { versionId, expectedRevision } },
  );
  return published;
}

const concept = (externalId: string, label: string, more: object = {}) => ({
  externalId,
  prefLabels: [{ language: 'en', text: label }],
  ...more,
});

const page = (first: number) => `query ($id: ID!, $after: String) { version: node(id: $id) { ... on VocabularyVersion {
  contents(first: ${first}, after: $after) { nodes { concept { externalId } } pageInfo { hasNextPage endCursor } }
} } }`;

interface Contents {
  version: {
    contents: { nodes: { concept: { externalId: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  };
}

describe('vocabularies', () => {
  test('are drafted, published and then left as they are', async () => {
    const { draft } = await createVocabulary();
    const labels = [
      { language: 'EN', text: ' Tighten ' },
      { language: 'ja', text: '締付け' },
    ];
    const put = [concept('work', 'Work'), { ...concept('tighten', ''), prefLabels: labels, broaderExternalId: 'work' }];
    const { version } = await edit(draft.id, draft.revision, { put });
    expect(version).toMatchObject({ number: 1, revision: 1, status: 'draft', contentHash: null });
    const published = await publish(draft.id, 1);
    expect(published.version).toMatchObject({
      status: 'published',
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await edit(draft.id, 1, { remove: ['work'] })).userErrors).toEqual([
      { code: 'INVALID', field: ['versionId'] },
    ]);
    const { found } = await server.ask<{ found: unknown }>(
      `query ($id: ID!) { found: node(id: $id) { ... on VocabularyVersion { conceptCount contents {
        nodes { label ja: label(language: "ja-Hira") broader { label } prefLabels { language text } }
      } } } }`,
      { id: draft.id },
    );
    expect(found).toEqual({
      conceptCount: 2,
      contents: {
        nodes: [
          {
            label: 'Tighten',
            ja: '締付け',
            broader: { label: 'Work' },
            prefLabels: [{ language: 'en', text: 'Tighten' }, labels[1]],
          },
          { label: 'Work', ja: 'Work', broader: null, prefLabels: [{ language: 'en', text: 'Work' }] },
        ],
      },
    });
  });

  test('page through their versions, latest first', async () => {
    const { id, draft } = await createVocabulary();
    await edit(draft.id, 0, { put: [concept('a', 'A')] });
    await publish(draft.id, 1);
    await server.ask('mutation ($id: ID!) { openVocabularyDraft(vocabularyId: $id) { version { id } } }', { id });
    type Versions = {
      versions: { nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const pageOf = async (after: string | null) => {
      const { found } = await server.ask<{ found: Versions }>(
        `query ($id: ID!, $after: String) { found: node(id: $id) { ... on Vocabulary {
          versions(first: 1, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } }
        } } }`,
        { id, after },
      );
      return found.versions;
    };
    const latest = await pageOf(null);
    expect(latest).toMatchObject({ nodes: [{ number: 2 }], pageInfo: { hasNextPage: true } });
    const older = await pageOf(latest.pageInfo.endCursor);
    expect(older).toMatchObject({ nodes: [{ number: 1 }], pageInfo: { hasNextPage: false } });
    await expect(pageOf('bm9uZQ')).rejects.toThrow('invalid cursor: bm9uZQ');
  });

  test('refuse an edit of what someone else has edited meanwhile', async () => {
    const { draft } = await createVocabulary();
    await edit(draft.id, 0, { put: [concept('a', 'A')] });
    expect(await edit(draft.id, 0, { put: [concept('a', 'B')] })).toEqual({
      version: null,
      userErrors: [{ code: 'STALE', field: ['expectedRevision'] }],
    });
  });

  test('refuse a circle of broader concepts, and then change nothing', async () => {
    const { draft } = await createVocabulary();
    const put = [concept('a', 'A', { broaderExternalId: 'b' }), concept('b', 'B', { broaderExternalId: 'a' })];
    expect((await edit(draft.id, 0, { put })).userErrors).toMatchObject([{ code: 'INVALID' }]);
    const { version } = await server.ask<Contents>(page(10), { id: draft.id });
    expect(version.contents.nodes).toEqual([]);
  });

  test('refuse a language that is given twice, where it is', async () => {
    const { draft } = await createVocabulary();
    const prefLabels = [
      { language: 'en', text: 'A' },
      { language: 'EN', text: 'B' },
    ];
    const { userErrors } = await edit(draft.id, 0, { put: [{ externalId: 'a', prefLabels }] });
    expect(userErrors).toEqual([{ code: 'INVALID', field: ['operations', '0', 'put', 'prefLabels'] }]);
  });

  test('are paged without losing or repeating a concept while others are added', async () => {
    const { draft } = await createVocabulary();
    await edit(draft.id, 0, { put: ['b', 'd', 'f'].map((id) => concept(id, id)) });
    const first = (await server.ask<Contents>(page(2), { id: draft.id })).version.contents;
    await edit(draft.id, 1, { put: ['a', 'c', 'e'].map((id) => concept(id, id)) });
    const { endCursor: after } = first.pageInfo;
    const second = (await server.ask<Contents>(page(10), { id: draft.id, after })).version.contents;
    expect(first.nodes.map((node) => node.concept.externalId)).toEqual(['b', 'd']);
    expect(second.nodes.map((node) => node.concept.externalId)).toEqual(['e', 'f']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test('tell of a cursor that is none', async () => {
    const { draft } = await createVocabulary();
    const { errors } = await server.send(page(2), { id: draft.id, after: 'nonsense' });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
