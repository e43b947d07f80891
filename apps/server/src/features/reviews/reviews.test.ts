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

  async function create(reviews: readonly object[], replacesIds?: readonly string[]): Promise<Created['done']> {
    const { done } = await server.ask<Created>(
      `mutation ($reviews: [ReviewInput!]!, $replacesIds: [ID!]) {
        done: createReviews(reviews: $reviews, replacesIds: $replacesIds) { ${PAYLOAD} userErrors { code field message } }
      }`,
      { reviews, replacesIds },
    );
    return done;
  }

  interface Withdrawn {
    done: { withdrawnIds: string[] | null; userErrors: { code: string; field: string[] }[] };
  }

  async function withdraw(ids: readonly string[]): Promise<Withdrawn['done']> {
    const { done } = await server.ask<Withdrawn>(
      `mutation ($ids: [ID!]!) { done: withdrawReviews(ids: $ids) { withdrawnIds userErrors { code field } } }`,
      { ids },
    );
    return done;
  }

  interface Counting {
    videos: { reviews: { edges: { cursor: string; node: object }[]; pageInfo: { hasNextPage: boolean } } }[];
  }

  /** What counts of a video, read together with another one: `from–to concept`. */
  async function counting(span: { videoId: string; vocabularyId: string }, page: object = {}) {
    const { videos } = await server.ask<Counting>(
      `query ($ids: [ID!]!, $vocabularyId: ID!, $first: Int, $after: String) { videos: nodes(ids: $ids) { ... on Video {
        reviews(vocabularyId: $vocabularyId, first: $first, after: $after) {
          edges { cursor node { startMs endMs verdict concept { externalId } } } pageInfo { hasNextPage }
        }
      } } }`,
      { ids: [span.videoId], vocabularyId: span.vocabularyId, ...page },
    );
    return videos[0]!.reviews;
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
      [{ ...right, startMs: 100, endMs: 50, verdict: 'draw' }, 'INVALID', 'endMs'],
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

  const said = ({ edges }: Awaited<ReturnType<typeof counting>>) => edges.map(({ node }) => node);

  test('of a video are those that count, in order of time, page by page', async () => {
    const { span, concept } = await setUp();
    const [a, b] = [await concept('a'), await concept('b')];
    await create([
      { ...span, startMs: 500, endMs: 900, verdict: 'draw', conceptId: b },
      { ...span, verdict: 'confirm', conceptId: a },
      { ...span, startMs: 500, endMs: 700, verdict: 'reject' },
      { ...span, verdict: 'correct', conceptId: b },
    ]);
    const all = [
      { startMs: 0, endMs: 500, verdict: 'correct', concept: { externalId: 'b' } },
      { startMs: 500, endMs: 700, verdict: 'reject', concept: null },
      { startMs: 500, endMs: 900, verdict: 'draw', concept: { externalId: 'b' } },
    ];
    expect(said(await counting(span))).toEqual(all);
    const first = await counting(span, { first: 2 });
    expect([said(first), first.pageInfo]).toEqual([all.slice(0, 2), { hasNextPage: true }]);
    const rest = await counting(span, { first: 2, after: first.edges.at(-1)!.cursor });
    expect([said(rest), rest.pageInfo]).toEqual([all.slice(2), { hasNextPage: false }]);
    const other = await setUp();
    expect(said(await counting({ ...span, vocabularyId: other.span.vocabularyId }))).toEqual([]);
  });

  test('of many videos are read in as many statements as those of one', async () => {
    const { span, vocabularyId, id } = await setUp();
    const { videoIds } = await makeRecognized(server.db, id, [[null], [null], [null]]);
    const ids = videoIds.map((videoId) => toGlobalId('Video', videoId));
    await create(ids.map((videoId) => ({ ...span, videoId, verdict: 'reject' })));
    const read = (some: readonly string[]) =>
      server.ask<{ videos: { reviews: { nodes: object[] } }[] }>(
        'query ($ids: [ID!]!, $vocabularyId: ID!) { videos: nodes(ids: $ids) { ... on Video { reviews(vocabularyId: $vocabularyId) { nodes { verdict } } } } }',
        { ids: some, vocabularyId: toGlobalId('Vocabulary', vocabularyId) },
      );
    const counts = [];
    for (const some of [ids.slice(0, 1), ids]) counts.push(await countStatements(server.db, () => read(some)));
    expect((await read(ids)).videos).toEqual(ids.map(() => ({ reviews: { nodes: [{ verdict: 'reject' }] } })));
    expect(counts[1]).toBe(counts[0]);
  });

  test('are withdrawn with what they had taken the place of, all of them or none', async () => {
    const { span, concept, publish, vocabularyId } = await setUp();
    const a = await concept('a');
    await create([{ ...span, verdict: 'confirm', conceptId: a }]);
    const { reviews } = await create([
      { ...span, verdict: 'reject' },
      { ...span, startMs: 500, endMs: 900, verdict: 'draw', conceptId: a },
    ]);
    await publish(split('a', 'a1', 'a2'));
    const [first, second] = reviews!.map(({ id }) => id) as [string, string];
    const gone = toGlobalId('Review', vocabularyId);
    for (const [ids, code, field] of [
      [[first, gone], 'NOT_FOUND', ['ids', '1']],
      [[first, span.videoId], 'NOT_FOUND', ['ids', '1']],
      [[], 'INVALID', ['ids']],
    ] as const)
      expect(await withdraw(ids)).toEqual({ withdrawnIds: null, userErrors: [{ code, field }] });
    expect(said(await counting(span))).toHaveLength(2);
    expect(await withdraw([first, second])).toEqual({ withdrawnIds: [first, second], userErrors: [] });
    expect(said(await counting(span))).toEqual([]);
    expect(await server.db.prisma.review.count({ where: { vocabularyId } })).toBe(0);
    expect(await server.db.prisma.reviewQueueItem.count({ where: { vocabularyId } })).toBe(0);
    expect(await withdraw([first])).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('take the place of others in the same moment, or not at all', async () => {
    const { span, concept } = await setUp();
    const right = { ...span, verdict: 'correct', conceptId: await concept('b') };
    const { reviews } = await create([{ ...span, verdict: 'confirm', conceptId: await concept('a') }]);
    const replaced = reviews!.map(({ id }) => id);
    expect(await create([{ ...right, endMs: 0 }], replaced)).toMatchObject({ userErrors: [{ code: 'INVALID' }] });
    expect(said(await counting(span))).toMatchObject([{ verdict: 'confirm' }]);
    expect(await create([{ ...right, endMs: 600 }], replaced)).toMatchObject({ userErrors: [] });
    expect(said(await counting(span))).toMatchObject([{ endMs: 600, verdict: 'correct' }]);
    expect(await create([right], replaced)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['replacesIds', '0'] }],
    });
  });

  test('of hands, machines and moments stand beside those of the work, and only take the places of their like', async () => {
    const { span, concept } = await setUp();
    const a = { ...span, verdict: 'draw', conceptId: await concept('a') };
    const b = { ...a, conceptId: await concept('b') };
    const moment = { startMs: 500, endMs: 500 };
    const { reviews } = await create([a, { ...a, track: 'leftHand' }, { ...a, ...moment }]);
    await create([
      { ...b, track: 'leftHand' },
      { ...b, ...moment },
      { ...b, ...moment, track: 'machine' },
    ]);
    const read = async () => {
      const nodes = 'nodes { track startMs endMs concept { externalId } }';
      const { node } = await server.ask<{ node: Record<string, { nodes: object[] }> }>(
        `query ($id: ID!, $words: ID!) { node(id: $id) { ... on Video {
          work: reviews(vocabularyId: $words) { ${nodes} }
          left: reviews(vocabularyId: $words, track: leftHand) { ${nodes} }
          machine: reviews(vocabularyId: $words, track: machine) { ${nodes} }
          moments: instants(vocabularyId: $words) { ${nodes} }
        } } }`,
        { id: span.videoId, words: span.vocabularyId },
      );
      return Object.fromEntries(Object.entries(node).map(([name, page]) => [name, page.nodes]));
    };
    const told = (track: string, externalId: string, at: object = { startMs: 0, endMs: 500 }) => ({
      track,
      ...at,
      concept: { externalId },
    });
    expect(await read()).toEqual({
      work: [told('work', 'a')],
      left: [told('leftHand', 'b')],
      machine: [],
      moments: [told('work', 'b', moment)],
    });
    const [work, hand, instant] = reviews!.map(({ id }) => id) as [string, string, string];
    for (const [other, replaced] of [
      [b, hand],
      [b, instant],
      [{ ...b, ...moment }, work],
      [{ ...b, track: 'leftHand' }, work],
    ] as const)
      expect(await create([other], [replaced])).toMatchObject({
        reviews: null,
        userErrors: [{ code: 'INVALID', field: ['replacesIds', '0'] }],
      });
    expect(await create([{ ...a, startMs: 501, endMs: 501 }], [instant])).toMatchObject({ userErrors: [] });
    await withdraw([work]);
    expect(await read()).toMatchObject({ work: [], left: [told('leftHand', 'b')] });
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
