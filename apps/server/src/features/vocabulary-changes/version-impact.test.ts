import { describe, expect, test } from '@jest/globals';
import { changeDraft, createReviews, openDraft, publishDraft } from '@actionary/database';
import type { DraftOperation } from '@actionary/database';
import { makeRecognized, makeVersion, sha256, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

const bare = (id: string) => ({ id, prefLabels: { en: id } });
const split = (id: string, ...into: readonly string[]) => ({ kind: 'split', id, into: into.map(bare) }) as const;
const merge = (id: string, intoId: string) => ({ kind: 'merge', ids: [id], intoId, keepLabels: false }) as const;

async function makeWords(...ids: readonly string[]) {
  const { db } = server;
  const { id: versionId, vocabularyId } = await makeVersion(db, ids.map(bare));
  const edit = async (...operations: readonly DraftOperation[]) => {
    const { id, revision } = valueOf(await openDraft(db, vocabularyId));
    return valueOf(await changeDraft(db, id, revision, operations));
  };
  const publish = async (...operations: readonly DraftOperation[]) => {
    const { id, revision } = await edit(...operations);
    return valueOf(await publishDraft(db, id, { revision }));
  };
  const keyOf = async (externalId: string) =>
    (await db.prisma.concept.findFirstOrThrow({ where: { vocabularyId, externalId } })).id;
  const review = async (externalId: string, count: number) => {
    const conceptId = await keyOf(externalId);
    const inputs = Array.from({ length: count }, (_, startMs) => ({
      contentSha256: sha256('x'),
      startMs,
      endMs: startMs + 1,
      vocabularyId,
      conceptId,
      verdict: 'draw' as const,
    }));
    valueOf(await createReviews(db, inputs));
  };
  return { versionId, vocabularyId, edit, publish, keyOf, review };
}

interface Impact {
  segmentCount: number;
  reviewCount: number;
  undecidedReviewCount: number;
  recipes: { id: string }[];
  addedConcepts: { label: string }[];
  concepts: {
    kind: string;
    concept: { id: string; externalId: string };
    before: { label: string };
    becomes: { label: string }[];
    segmentCount: number;
    reviewCount: number;
    fieldChanges: { field: string; to: string | null }[];
    examples: { probability: number; recognitionVideo: { id: string } }[];
  }[];
}

async function impactOf(versionId: string, conceptIds: readonly string[] | null = null): Promise<Impact> {
  const { version } = await server.ask<{ version: { impact: Impact } }>(
    `query ($id: ID!, $conceptIds: [ID!]) { version: node(id: $id) { ... on VocabularyVersion { impact {
      segmentCount reviewCount undecidedReviewCount recipes { id } clients { name } addedConcepts { label }
      concepts(conceptIds: $conceptIds) {
        kind concept { id externalId } before { label } becomes { label } segmentCount reviewCount
        fieldChanges { field to } examples { probability recognitionVideo { id } }
      }
    } } } }`,
    { id: toGlobalId('VocabularyVersion', versionId), conceptIds },
  );
  return version.impact;
}

describe('the impact of a draft', () => {
  test('tells what each change touches, with examples of different videos', async () => {
    const words = await makeWords('a', 'b', 'c', 'd', 'e');
    const [a, b, c, d] = [
      await words.keyOf('a'),
      await words.keyOf('b'),
      await words.keyOf('c'),
      await words.keyOf('d'),
    ];
    const videos = [[a, b, a], [b, a, null], ...Array.from({ length: 8 }, () => [c, c]), [d]];
    const made = await makeRecognized(server.db, words.versionId, videos);
    // What has been recognised anew since counts, what it replaced does not.
    const again = await makeRecognized(server.db, words.versionId, [[a]], { succeedsId: made.recipe.id });
    await words.review('a', 3);
    await words.review('b', 1);
    const draft = await words.edit(
      split('a', 'a1', 'a2'),
      merge('b', 'd'),
      { kind: 'put', concepts: [{ ...bare('c'), prefLabels: { en: 'C' } }, bare('new')] },
      { kind: 'put', concepts: [{ ...bare('e'), position: 7 }] },
    );
    const impact = await impactOf(draft.id);
    expect(impact).toMatchObject({ segmentCount: 22, reviewCount: 4, undecidedReviewCount: 3 });
    expect(impact.recipes.map(({ id }) => id)).toEqual(
      [again.recipe, made.recipe].map(({ id }) => toGlobalId('Recipe', id)),
    );
    expect(impact.addedConcepts.map(({ label }) => label).toSorted()).toEqual(['a1', 'a2', 'new']);
    const rows = impact.concepts.map(({ kind, concept, becomes, segmentCount, reviewCount }) => [
      kind,
      concept.externalId,
      becomes.map(({ label }) => label),
      segmentCount,
      reviewCount,
    ]);
    expect(rows).toEqual([
      ['rename', 'c', ['C'], 16, 0],
      ['split', 'a', ['a1', 'a2'], 4, 3],
      ['merge', 'b', ['d'], 2, 1],
    ]);
    const [renamed, divided] = impact.concepts;
    expect(await impactOf(draft.id, [divided!.concept.id])).toMatchObject({ concepts: [divided] });
    expect(renamed!.fieldChanges).toEqual([{ field: 'prefLabels', to: 'C' }]);
    expect(renamed!.examples).toHaveLength(6);
    expect(new Set(renamed!.examples.map(({ recognitionVideo }) => recognitionVideo.id)).size).toBe(6);
    const probabilities = divided!.examples.map(({ probability }) => probability);
    expect(probabilities).toHaveLength(3);
    expect(probabilities).toEqual(probabilities.toSorted((one, other) => other - one));
  });

  test('counts what was recognised under words that have been replaced since', async () => {
    const words = await makeWords('a', 'b', 'c');
    await makeRecognized(server.db, words.versionId, [[await words.keyOf('a'), await words.keyOf('b')]]);
    await words.publish(merge('a', 'b'));
    const draft = await words.edit(split('b', 'b1', 'b2'));
    const impact = await impactOf(draft.id);
    expect(impact.segmentCount).toBe(2);
    expect(impact.concepts).toMatchObject([{ kind: 'split', segmentCount: 2, examples: [{}] }]);
  });

  test('is nothing before anything is published, and nothing any more once it is', async () => {
    const words = await makeWords('a');
    const nothing = {
      segmentCount: 0,
      reviewCount: 0,
      undecidedReviewCount: 0,
      recipes: [],
      clients: [],
      concepts: [],
    };
    expect(await impactOf(words.versionId)).toEqual({ ...nothing, addedConcepts: [] });
    const { made } = await server.ask<{ made: { vocabulary: { draft: { id: string; impact: object } } } }>(
      `mutation { made: createVocabulary(input: { name: "New" }) { vocabulary { draft { id impact {
        segmentCount reviewCount undecidedReviewCount recipes { id } clients { name } concepts { kind }
      } } } } }`,
    );
    expect(made.vocabulary.draft.impact).toEqual(nothing);
  });
});

describe('programs that read a vocabulary', () => {
  const as = async (name: string, query: string, variables: object) => {
    const headers = { 'content-type': 'application/json', connection: 'close', 'apollographql-client-name': name };
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    expect(await response.json()).not.toHaveProperty('errors');
  };

  test('are told of, with the version that they pin', async () => {
    const words = await makeWords('a');
    await server.db.prisma.vocabulary.update({ where: { id: words.vocabularyId }, data: { externalId: 'torque' } });
    const draft = await words.edit({ kind: 'put', concepts: [bare('b')] });
    const id = toGlobalId('VocabularyVersion', words.versionId);
    const draftId = toGlobalId('VocabularyVersion', draft.id);
    const byId = 'query ($id: ID!) { node(id: $id) { ... on VocabularyVersion { number } } }';
    const latest = '{ vocabulary(externalId: "torque") { latestPublished { number } } }';
    await as('mes', latest, {});
    await as('mes', byId, { id });
    await as('historian', byId, { id });
    await as('report', '{ vocabulary(externalId: "torque") { version(number: 1) { number } } }', {});
    await as('editor', byId, { id: draftId });
    await as('actionary-admin', latest, {});
    const read = async () => {
      const { version } = await server.ask<{ version: { impact: { clients: object[] } } }>(
        `query ($id: ID!) { version: node(id: $id) { ... on VocabularyVersion {
          impact { clients { name pinnedVersion { number } } }
        } } }`,
        { id: draftId },
      );
      return version.impact.clients;
    };
    const deadline = Date.now() + 60_000;
    while ((await read()).length < 3 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    const clients = await read();
    expect(clients).toHaveLength(3);
    expect(clients).toEqual(
      expect.arrayContaining([
        { name: 'mes', pinnedVersion: null },
        { name: 'historian', pinnedVersion: { number: 1 } },
        { name: 'report', pinnedVersion: { number: 1 } },
      ]),
    );
  });
});

describe('two versions', () => {
  const QUERY = `query ($fromId: ID!, $toId: ID!) { comparison: compareVocabularyVersions(fromId: $fromId, toId: $toId) {
    from { number } to { number } added { label } removed { label } unchangedCount
    changed { concept { externalId } before { label } after { label } fieldChanges { field language from to } }
  } }`;

  test('are compared in either order', async () => {
    const words = await makeWords('a', 'b');
    const draft = await words.edit({ kind: 'put', concepts: [{ ...bare('a'), prefLabels: { en: 'A' } }, bare('c')] });
    const [older, newer] = [words.versionId, draft.id].map((id) => toGlobalId('VocabularyVersion', id));
    const { comparison } = await server.ask<{ comparison: object }>(QUERY, { fromId: older, toId: newer });
    expect(comparison).toEqual({
      from: { number: 1 },
      to: { number: 2 },
      added: [{ label: 'c' }],
      removed: [],
      unchangedCount: 1,
      changed: [
        {
          concept: { externalId: 'a' },
          before: { label: 'a' },
          after: { label: 'A' },
          fieldChanges: [{ field: 'prefLabels', language: 'en', from: 'a', to: 'A' }],
        },
      ],
    });
    const back = await server.ask<{ comparison: object }>(QUERY, { fromId: newer, toId: older });
    expect(back.comparison).toMatchObject({ added: [], removed: [{ label: 'c' }], unchangedCount: 1 });
  });

  test('of different vocabularies are not', async () => {
    const [one, other] = [await makeWords('a'), await makeWords('a')];
    const [fromId, toId] = [one, other].map(({ versionId }) => toGlobalId('VocabularyVersion', versionId));
    const { errors } = await server.send(QUERY, { fromId, toId });
    expect(errors?.[0]).toMatchObject({
      message: 'toId: a version of another vocabulary',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
