import { beforeAll, describe, expect, test } from '@jest/globals';
import { changeDraft, openDraft, publishDraft } from '@actionary/database';
import type { DraftOperation } from '@actionary/database';
import { countStatements } from '../../../../../test/factories/database.ts';
import { makeRecognized, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

/** Publishes a vocabulary of these concepts. @returns ids of its concepts, by external id */
async function makeWords(...externalIds: readonly string[]) {
  const { db } = server;
  const version = await makeVersion(
    db,
    externalIds.map((id) => ({ id, prefLabels: { en: id } })),
  );
  const { vocabularyId } = version;
  const keysOf = async () => {
    const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
    return Object.fromEntries(concepts.map(({ id, externalId }) => [externalId, id]));
  };
  const publish = async (...operations: readonly DraftOperation[]) => {
    const { id, revision } = valueOf(await openDraft(db, vocabularyId));
    const changed = valueOf(await changeDraft(db, id, revision, operations));
    return valueOf(await publishDraft(db, id, { revision: changed.revision }));
  };
  return { id: version.id, vocabularyId, keysOf, publish };
}

const split = (id: string, ...into: readonly string[]) =>
  ({ kind: 'split', id, into: into.map((each) => ({ id: each, prefLabels: { en: each } })) }) as const;

describe('segments', () => {
  let words: Awaited<ReturnType<typeof makeWords>>;
  let recognized: string;

  beforeAll(async () => {
    words = await makeWords('a', 'b', 'c', 'd');
    const { a, b, c, d } = await words.keysOf();
    const cycle = [a!, b!, c!, d!, null];
    const made = await makeRecognized(server.db, words.id, [
      Array.from({ length: 10_000 }, (_, index) => cycle[index % cycle.length]!),
    ]);
    recognized = toGlobalId('RecognitionVideo', made.recognized[0]!);
  });

  interface Found {
    node: { segments: { content: { label: string } | null; currentContents: { label: string }[] }[] };
  }

  const QUERY = `query ($id: ID!) { node(id: $id) { ... on RecognitionVideo {
    segments { content { label } currentContents { label } }
  } } }`;

  test('count under the newest words in the same moment, ten thousand of them in few statements', async () => {
    const read = () => server.ask<Found>(QUERY, { id: recognized });
    const before = (await read()).node.segments;
    expect(before).toHaveLength(10_000);
    expect(before[1]).toEqual({ content: { label: 'b' }, currentContents: [{ label: 'b' }] });
    await words.publish(
      { kind: 'put', concepts: [{ id: 'a', prefLabels: { en: 'A' } }] },
      split('b', 'b1', 'b2'),
      { kind: 'merge', ids: ['c'], intoId: 'a', keepLabels: true },
      { kind: 'deprecate', id: 'd', replacedByIds: [] },
    );
    let after: Found['node']['segments'] = [];
    const count = await countStatements(server.db, async () => {
      after = (await read()).node.segments;
    });
    const labels = after.map(({ content, currentContents }) => [
      content?.label,
      currentContents.map(({ label }) => label),
    ]);
    expect(labels.slice(0, 5)).toEqual([
      ['a', ['A']],
      ['b', ['b1', 'b2']],
      ['c', ['A']],
      ['d', []],
      [undefined, []],
    ]);
    expect(
      labels.every(([label, current], index) => {
        const [wanted, now] = labels[index % 5]!;
        return label === wanted && String(current) === String(now);
      }),
    ).toBe(true);
    expect(count).toBeLessThan(20);
  });
});

describe('reviews', () => {
  const PAYLOAD = 'reviews { id verdict person concept { externalId } video { name } currentContents { label } }';

  interface Created {
    done: {
      reviews: { id: string; currentContents: { label: string }[] }[] | null;
      userErrors: { code: string; field: string[]; message: string }[];
    };
  }

  async function create(reviews: readonly object[]): Promise<Created['done']> {
    const { done } = await server.ask<Created>(
      `mutation ($reviews: [ReviewInput!]!) {
        done: createReviews(reviews: $reviews) { ${PAYLOAD} userErrors { code field message } }
      }`,
      { reviews },
    );
    return done;
  }

  async function setUp() {
    const words = await makeWords('a', 'b');
    const { videoIds } = await makeRecognized(server.db, words.id, [[null]]);
    const concept = async (externalId: string) => toGlobalId('Concept', (await words.keysOf())[externalId]!);
    const span = {
      videoId: toGlobalId('Video', videoIds[0]!),
      vocabularyId: toGlobalId('Vocabulary', words.vocabularyId),
      startMs: 0,
      endMs: 500,
    };
    return { ...words, span, concept };
  }

  test('are said about a span and keep their concept, whatever becomes of it', async () => {
    const { span, concept, publish } = await setUp();
    const done = await create([
      { ...span, verdict: 'confirm', conceptId: await concept('a') },
      { ...span, verdict: 'reject' },
    ]);
    expect(done).toMatchObject({
      reviews: [
        {
          verdict: 'confirm',
          person: null,
          concept: { externalId: 'a' },
          video: { name: '001.mp4' },
          currentContents: [{ label: 'a' }],
        },
        { verdict: 'reject', concept: null, currentContents: [] },
      ],
      userErrors: [],
    });
    await publish(split('a', 'a1', 'a2'));
    const { reviews, node } = await server.ask<{ reviews: { nodes: object[] }; node: object }>(
      `query ($id: ID!, $one: ID!) {
        reviews(vocabularyId: $id) { nodes { verdict concept { externalId } currentContents { label } } }
        node(id: $one) { ... on Review { startMs endMs vocabulary { name } } }
      }`,
      { id: span.vocabularyId, one: done.reviews![0]!.id },
    );
    expect(reviews.nodes).toHaveLength(2);
    expect(reviews.nodes).toContainEqual({
      verdict: 'confirm',
      concept: { externalId: 'a' },
      currentContents: [{ label: 'a1' }, { label: 'a2' }],
    });
    expect(node).toMatchObject({ startMs: 0, endMs: 500 });
  });

  test('are refused, all of them, where one is wrong', async () => {
    const { span, concept, vocabularyId } = await setUp();
    const right = { ...span, verdict: 'confirm', conceptId: await concept('a') };
    const other = await setUp();
    for (const [wrong, code, field] of [
      [{ ...right, endMs: 0 }, 'INVALID', 'endMs'],
      [{ ...right, startMs: -5 }, 'INVALID', 'startMs'],
      [{ ...right, startMs: 10_000, endMs: 10_001 }, 'INVALID', 'startMs'],
      [{ ...right, endMs: 10_001 }, 'INVALID', 'endMs'],
      [{ ...right, conceptId: null }, 'INVALID', 'conceptId'],
      [{ ...right, verdict: 'reject' }, 'INVALID', 'conceptId'],
      [{ ...right, conceptId: await other.concept('a') }, 'NOT_FOUND', 'conceptId'],
      [{ ...right, videoId: right.conceptId }, 'NOT_FOUND', 'videoId'],
    ] as const) {
      expect(await create([right, wrong])).toMatchObject({
        reviews: null,
        userErrors: [{ code, field: ['reviews', '1', field] }],
      });
    }
    expect(await server.db.prisma.review.count({ where: { vocabularyId } })).toBe(0);
  });

  test('of a concept that was split wait until a person decides', async () => {
    const { span, concept, publish } = await setUp();
    const { reviews } = await create([{ ...span, verdict: 'correct', conceptId: await concept('a') }]);
    await publish(split('a', 'a1', 'a2'));
    interface Queue {
      queue: {
        totalCount: number;
        nodes: { id: string; review: { id: string }; candidates: { content: { label: string } }[] }[];
      };
    }
    const read = () =>
      server.ask<Queue>(
        `query ($id: ID!) { queue: reviewQueue(vocabularyId: $id) { totalCount nodes {
          id review { id } version { number } candidates { content { label } probability }
        } } }`,
        { id: span.vocabularyId },
      );
    const { queue } = await read();
    expect(queue).toEqual({
      totalCount: 1,
      nodes: [
        {
          id: expect.any(String),
          review: { id: reviews![0]!.id },
          version: { number: 2 },
          candidates: ['a1', 'a2'].map((label) => ({ content: { label }, probability: null })),
        },
      ],
    });
    const itemId = queue.nodes[0]!.id;
    const decide = async (conceptId: string) =>
      server.ask(
        `mutation ($decisions: [ReviewDecisionInput!]!) { done: decideReviews(decisions: $decisions) {
          items { decided { externalId } decidedBy review { currentContents { label } } } userErrors { code field }
        } }`,
        { decisions: [{ itemId, conceptId }] },
      );
    expect(await decide(await concept('b'))).toEqual({
      done: { items: null, userErrors: [{ code: 'INVALID', field: ['decisions', '0', 'conceptId'] }] },
    });
    expect(await decide(await concept('a2'))).toEqual({
      done: {
        items: [{ decided: { externalId: 'a2' }, decidedBy: null, review: { currentContents: [{ label: 'a2' }] } }],
        userErrors: [],
      },
    });
    expect((await read()).queue).toEqual({ totalCount: 0, nodes: [] });
  });

  test('show the more probable candidate first', async () => {
    const { span, concept, publish, vocabularyId } = await setUp();
    await create([{ ...span, verdict: 'correct', conceptId: await concept('a') }]);
    await publish(split('a', 'a1', 'a2'));
    await server.db.prisma.reviewQueueItem.updateMany({
      where: { review: { vocabularyId } },
      data: { probabilities: [0.25, 0.75] },
    });
    const { queue } = await server.ask<{ queue: { nodes: object[] } }>(
      'query ($id: ID!) { queue: reviewQueue(vocabularyId: $id) { nodes { candidates { content { label } probability } } } }',
      { id: span.vocabularyId },
    );
    expect(queue.nodes).toEqual([
      {
        candidates: [
          { content: { label: 'a2' }, probability: 0.75 },
          { content: { label: 'a1' }, probability: 0.25 },
        ],
      },
    ]);
  });
});
