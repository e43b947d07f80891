import { beforeAll, describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { makeLibrary, makeVideos } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { createSchema } from '../../schema.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
let videoIds: string[];
let libraryId: string;

beforeAll(async () => {
  const library = await makeLibrary(server.db);
  libraryId = toGlobalId('VideoLibrary', library.id);
  videoIds = (await makeVideos(server.db, library.id, 5)).map((id) => toGlobalId('Video', id));
});

interface Set {
  readonly operator: { readonly id: string; readonly pseudonym: string; readonly videoCount: number } | null;
  readonly videoCount: number | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[];
    readonly message: string;
  }[];
}

async function set(input: object): Promise<Set> {
  const { done } = await server.ask<{ done: Set }>(
    `mutation ($input: SetVideosOperatorInput!) { done: setVideosOperator(input: $input) {
      operator { id pseudonym videoCount } videoCount userErrors { code field message }
    } }`,
    { input },
  );
  return done;
}

describe('operators', () => {
  test('are set by name, by id and by what videos have in common; filters find their videos', async () => {
    const first = await set({ videoIds: videoIds.slice(0, 2), operator: 'Kim 17' });
    expect(first).toMatchObject({ operator: { pseudonym: 'OP-01', videoCount: 2 }, videoCount: 2, userErrors: [] });
    const second = await set({ libraryIds: [libraryId], filter: { text: '003' }, operator: 'Lee 18' });
    expect(second).toMatchObject({ operator: { pseudonym: 'OP-02', videoCount: 1 }, videoCount: 1 });
    expect(await set({ videoIds: [videoIds[3]], operatorId: first.operator!.id })).toMatchObject({
      operator: { pseudonym: 'OP-01', videoCount: 3 },
    });
    expect(await set({ videoIds: [videoIds[0]] })).toMatchObject({ operator: null, videoCount: 1, userErrors: [] });
    const found = await server.ask<object>(
      `query ($ids: [ID!]!, $id: ID!) {
        videos(filter: { operatorIds: $ids }, orderBy: { field: name }) { totalCount nodes { name operator { pseudonym } } }
        operators { pseudonym videoCount }
        node(id: $id) { ... on Operator { pseudonym } }
      }`,
      { ids: [first.operator!.id], id: second.operator!.id },
    );
    const operator = { pseudonym: 'OP-01' };
    expect(found).toEqual({
      videos: {
        totalCount: 2,
        nodes: [
          { name: '002.mp4', operator },
          { name: '004.mp4', operator },
        ],
      },
      operators: [
        { pseudonym: 'OP-01', videoCount: 2 },
        { pseudonym: 'OP-02', videoCount: 1 },
      ],
      node: { pseudonym: 'OP-02' },
    });
  });

  test('are forgotten, with what that touches told', async () => {
    const { operator } = await set({ videoIds: videoIds.slice(2, 4), operator: 'Mia 19' });
    const forget = () =>
      server.ask(
        'mutation ($id: ID!) { done: forgetOperator(id: $id) { forgottenId videoCount userErrors { code } } }',
        { id: operator!.id },
      );
    expect(await forget()).toEqual({ done: { forgottenId: operator!.id, videoCount: 2, userErrors: [] } });
    expect(await forget()).toEqual({
      done: { forgottenId: null, videoCount: null, userErrors: [{ code: 'NOT_FOUND' }] },
    });
    const { node } = await server.ask<{ node: object }>(
      'query ($id: ID!) { node(id: $id) { ... on Video { status operator { pseudonym } } } }',
      { id: videoIds[2] },
    );
    expect(node).toEqual({ status: 'ready', operator: null });
  });

  test('are refused where something is wrong, without a word of the name', async () => {
    const name = 'Nobody Should Read This';
    const missing = toGlobalId('Video', crypto.randomUUID());
    for (const [input, code, field] of [
      [{ operator: name }, 'INVALID', ['videoIds']],
      [{ videoIds: [missing], operator: name }, 'NOT_FOUND', ['videoIds', '0']],
      [{ videoIds, operator: name.repeat(10) }, 'INVALID', ['operator']],
      [{ videoIds, operator: '  ' }, 'INVALID', ['operator']],
      [{ videoIds, operator: name, operatorId: libraryId }, 'INVALID', ['operatorId']],
      [{ videoIds, operatorId: libraryId }, 'NOT_FOUND', ['operatorId']],
    ] as const) {
      const done = await set(input);
      expect(done).toMatchObject({ operator: null, videoCount: null, userErrors: [{ code, field }] });
      expect(JSON.stringify(done)).not.toContain(name);
    }
    expect(JSON.stringify(await server.ask('{ operators { pseudonym } }'))).not.toContain('OP-04');
  });
});

test('nothing in the contract ranks persons', () => {
  const types = createSchema().getTypeMap();
  const fieldsOf = (name: string) => {
    const type = types[name];
    return isObjectType(type) ? Object.keys(type.getFields()) : [];
  };
  // No time, no cycle to look up, nothing to sort by.
  expect(fieldsOf('Operator')).toEqual(['id', 'pseudonym', 'videoCount']);
  expect(fieldsOf('WorkOperator')).toEqual(['operator', 'cycleCount', 'meanMs', 'elements']);
  const askedWithOperators = Object.values(types).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields())
          .filter((field) => /\b(Work)?Operator\b/.test(String(field.type)))
          .map((field) => [`${type.name}.${field.name}`, field.args.map((arg) => arg.name)])
      : [],
  );
  expect(Object.fromEntries(askedWithOperators)).toEqual({
    'Query.operators': [],
    'Video.operator': [],
    'VideosOperatorPayload.operator': [],
    'WorkOperator.operator': [],
    'WorkReport.operators': ['startConceptId'],
  });
});
