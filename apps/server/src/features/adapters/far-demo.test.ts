import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { encoderIdentity, findInstalled } from '../../../../../inference/src/index.ts';
import { createRecognition, createReviews, seedDemo } from '../../../../../prisma/src/index.ts';
import type { Video } from '../../../../../prisma/src/index.ts';
import { demoTruth } from '../../../../../test/factories/demo.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { queueVideos } from '../../shared/queue/queue-videos.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const INFERENCE = path.join(import.meta.dirname, '../../../../../inference');
/** What people review, in all videos but the last: six of the eleven concepts. */
const REVIEWED = ['pick-up', 'open', 'tighten', 'hammer', 'scan', 'wipe'];

const server = useServer({ isWorker: true });
let recipeId: string;
let videos: Video[];

const truthOf = ({ path: name }: Video) => demoTruth(path.parse(name).name);

async function recognise(recipe: string, videoIds: readonly string[]): Promise<string> {
  const { id } = valueOf(await createRecognition(server.db, { recipeId: recipe, videoIds }));
  await queueVideos(server.services, id);
  for (;;) {
    const { state } = await server.db.prisma.recognition.findUniqueOrThrow({ where: { id } });
    if (state === 'succeeded') return id;
    if (state !== 'queued' && state !== 'running') throw new Error(`the recognition has ${state}`);
    await setTimeout(100);
  }
}

/** Of the true segments of a video those in whose middle the right concept was recognised. */
async function rightIn(recognitionId: string, video: Video): Promise<string[]> {
  const { segments } = await server.db.prisma.recognitionVideo.findFirstOrThrow({
    where: { recognitionId, videoId: video.id },
    include: { segments: { include: { concept: true } } },
  });
  const truth = await truthOf(video);
  return truth.flatMap(({ startMs, endMs, conceptId }) => {
    const middleMs = (startMs + endMs) / 2;
    const found = segments.find((segment) => segment.startMs <= middleMs && middleMs < segment.endMs);
    return found?.concept?.externalId === conceptId ? [conceptId] : [];
  });
}

beforeAll(async () => {
  const { db } = server;
  const encoder = encoderIdentity((await findInstalled('workbench')).entry);
  ({ recipeId } = (await seedDemo(db, { folder: INFERENCE, encoder }))!);
  const where = { library: { externalId: 'workbench-demo-far' } };
  videos = await db.prisma.video.findMany({ where, orderBy: { path: 'asc' } });
});

test('where the camera is farther away, five videos of reviews make the sixth one right', async () => {
  const { db } = server;
  expect(videos).toHaveLength(6);
  const last = videos.at(-1)!;
  const before = await rightIn(
    await recognise(
      recipeId,
      videos.map(({ id }) => id),
    ),
    last,
  );

  const known = await db.prisma.video.findMany({
    where: { id: { in: videos.map(({ id }) => id) } },
    orderBy: { path: 'asc' },
  });
  const concepts = await db.prisma.concept.findMany();
  const reviews = await Promise.all(
    known.slice(0, -1).map(async (video) => {
      const truth = (await truthOf(video)).filter(({ conceptId }) => REVIEWED.includes(conceptId));
      return truth.map(({ startMs, endMs, conceptId }) => {
        const { id, vocabularyId } = concepts.find(({ externalId }) => externalId === conceptId)!;
        const span = { contentSha256: video.contentSha256!, startMs, endMs };
        return { ...span, vocabularyId, conceptId: id, verdict: 'correct' as const };
      });
    }),
  );
  valueOf(await createReviews(db, reviews.flat()));
  const adapter = await train();
  expect(adapter).toMatchObject({ spanCount: 30, refusals: [] });
  const { gain, novelGain, heldOut } = adapter.report;
  expect(heldOut).toBe('videos');
  expect(gain.low).toBeGreaterThan(0);
  expect(novelGain!.value).toBeGreaterThanOrEqual(-0.01);

  const { createRecipe } = await server.ask<{ createRecipe: { recipe: { id: string } } }>(
    `mutation ($input: CreateRecipeInput!) { createRecipe(input: $input) { recipe { id } userErrors { message } } }`,
    { input: await succeeding(adapter.id) },
  );
  const key = (await db.prisma.recipe.findFirstOrThrow({ where: { adapterId: { not: null } } })).id;
  expect(createRecipe.recipe.id).toBe(toGlobalId('Recipe', key));
  const after = await rightIn(await recognise(key, [last.id]), last);
  expect(after.length).toBeGreaterThan(before.length);
  // Words that nobody has reviewed stay.
  const unreviewed = (right: readonly string[]) => right.filter((concept) => !REVIEWED.includes(concept));
  expect(unreviewed(after)).toEqual(expect.arrayContaining(unreviewed(before)));
});

interface Trained {
  readonly id: string;
  readonly spanCount: number;
  readonly refusals: readonly string[];
  readonly report: {
    readonly heldOut: string;
    readonly gain: { readonly low: number };
    readonly novelGain: { readonly value: number } | null;
  };
}

async function train(): Promise<Trained> {
  const { trainAdapter } = await server.ask<{ trainAdapter: { job: { id: string } | null; userErrors: object[] } }>(
    'mutation ($input: TrainAdapterInput!) { trainAdapter(input: $input) { job { id } userErrors { message } } }',
    { input: { recipeId: toGlobalId('Recipe', recipeId) } },
  );
  expect(trainAdapter.userErrors).toEqual([]);
  const query = `query ($id: ID!) { node(id: $id) { ... on Job { state error { message }
    adapter { id spanCount refusals report { heldOut gain { low } novelGain { value } } } } } }`;
  for (;;) {
    const { node } = await server.ask<{ node: { state: string; error: object | null; adapter: Trained } }>(query, {
      id: trainAdapter.job!.id,
    });
    if (node.state === 'succeeded') return node.adapter;
    expect(node.error).toBeNull();
    await setTimeout(100);
  }
}

/** The demo's recipe with an adapter. */
async function succeeding(adapterId: string) {
  const recipe = await server.db.prisma.recipe.findUniqueOrThrow({ where: { id: recipeId } });
  return {
    vocabularyVersionId: toGlobalId('VocabularyVersion', recipe.vocabularyVersionId),
    promptSetVersionId: toGlobalId('PromptSetVersion', recipe.promptSetVersionId),
    encoderId: toGlobalId('Encoder', 'workbench'),
    succeedsId: toGlobalId('Recipe', recipeId),
    adapterId,
  };
}
