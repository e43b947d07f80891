import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createRecognition,
  finishRecognitionVideo,
  getRecipes,
  startRecognitionVideo,
  videosOfRecognitions,
} from '@actionary/database';
import type { Recipe, SegmentInput } from '@actionary/database';
import { writeEmbedding } from '../../../../../test/factories/embeddings.ts';
import {
  ENCODER,
  makeLibrary,
  makeRecipe,
  makeVersion,
  makeVideos,
  valueOf,
} from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();
const SEGMENT_MS = 1000;
const { dims } = ENCODER;

let recipe: Recipe;
let vocabularyId: string;
/** a and b */
let conceptIds: string[];

/** A second of a video: which of two concepts it is taken for, how surely, and what it looks like. */
interface Second {
  readonly concept: 0 | 1;
  readonly probability: number;
  /** Axis that its embeddings point along. */
  readonly look: number;
}

const axis = (look: number) => Array.from({ length: dims }, (_, index) => (index === look ? 1 : 0));

/** Videos of a new station, recognised and embedded. @returns their ids */
async function film(...videos: readonly (readonly Second[])[]): Promise<string[]> {
  const { db } = server;
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, videos.length);
  const recognition = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  const [{ nodes }] = await videosOfRecognitions(db, [recognition.id], { first: 100 });
  for (const [index, seconds] of videos.entries()) {
    const run = nodes.find(({ videoId }) => videoId === videoIds[index])!;
    await startRecognitionVideo(db, run.id);
    await finishRecognitionVideo(db, run.id, seconds.map(segmentOf));
    const { contentSha256 } = await db.prisma.video.findUniqueOrThrow({ where: { id: videoIds[index]! } });
    const { encoderDigest, sampling } = recipe;
    await writeEmbedding(db, { contentSha256: contentSha256!, encoderDigest, sampling }, [
      {
        timesMs: seconds.map((_, second) => second * SEGMENT_MS + 500),
        embeddings: Float32Array.from(seconds.flatMap(({ look }) => axis(look))),
      },
    ]);
  }
  return videoIds;
}

function segmentOf({ concept, probability }: Second, index: number): SegmentInput {
  return {
    startMs: index * SEGMENT_MS,
    endMs: (index + 1) * SEGMENT_MS,
    conceptId: conceptIds[concept]!,
    score: 20,
    probability,
    runnersUp: [{ conceptId: conceptIds[1 - concept]!, probability: 1 - probability }],
  };
}

interface Proposed {
  readonly candidateCount: number;
  readonly newestStation: { readonly name: string } | null;
  readonly proposals: readonly {
    readonly segment: {
      readonly startMs: number;
      readonly recognitionVideo: { readonly video: { readonly id: string } };
    };
    readonly uncertainty: number;
    readonly novelty: number;
    readonly expectedGain: number;
    readonly isFromNewestStation: boolean;
  }[];
}

async function propose(first = 20): Promise<Proposed> {
  const { proposed } = await server.ask<{ proposed: Proposed }>(
    `query ($recipeId: ID!, $first: Int!) { proposed: reviewProposals(recipeId: $recipeId, first: $first) {
      candidateCount newestStation { name }
      proposals { segment { startMs recognitionVideo { video { id } } } uncertainty novelty expectedGain isFromNewestStation }
    } }`,
    { recipeId: toGlobalId('Recipe', recipe.id), first },
  );
  return proposed;
}

const spansOf = ({ proposals }: Proposed) =>
  proposals.map(({ segment: { startMs, recognitionVideo } }) => [recognitionVideo.video.id, startMs]);

beforeAll(async () => {
  const version = await makeVersion(server.db, [
    { id: 'a', prefLabels: { en: 'A' } },
    { id: 'b', prefLabels: { en: 'B' } },
  ]);
  ({ vocabularyId } = version);
  const concepts = await server.db.prisma.concept.findMany({ where: { vocabularyId }, orderBy: { externalId: 'asc' } });
  conceptIds = concepts.map(({ id }) => id);
  const made = await makeRecipe(server.db, { versionId: version.id });
  recipe = (await getRecipes(server.db, [made.id]))[0]!;
});

describe('reviewProposals', () => {
  test('is empty where nothing has been recognised', async () => {
    expect(await propose()).toEqual({ candidateCount: 0, newestStation: null, proposals: [] });
  });

  test('puts what is uncertain and unlike the rest first, and leaves out what has been reviewed', async () => {
    const [first, second] = await film(
      [
        { concept: 0, probability: 0.99, look: 0 },
        { concept: 0, probability: 0.55, look: 1 },
        { concept: 0, probability: 0.55, look: 1 },
      ],
      [
        { concept: 1, probability: 0.6, look: 2 },
        { concept: 1, probability: 0.95, look: 3 },
      ],
    );
    const [one, other] = [first, second].map((id) => toGlobalId('Video', id!));
    const proposed = await propose();
    expect(proposed).toMatchObject({ candidateCount: 5, newestStation: null });
    expect(spansOf(proposed).slice(0, 2)).toEqual([
      [one, 1000],
      [other, 0],
    ]);
    // What looks like the first teaches nothing after it.
    const twin = proposed.proposals[spansOf(proposed).findIndex(([id, startMs]) => id === one && startMs === 2000)]!;
    expect(twin).toMatchObject({ uncertainty: expect.closeTo(0.9, 3), novelty: expect.closeTo(0, 3) });
    // It would put itself right, and its twin.
    expect(proposed.proposals[0]!.expectedGain).toBeGreaterThan(0.8);

    const { made } = await server.ask<{ made: { userErrors: object[] } }>(
      'mutation ($reviews: [ReviewInput!]!) { made: createReviews(reviews: $reviews) { userErrors { message } } }',
      {
        reviews: [
          // More than half of the first; less than half of the second video's.
          { startMs: 1100, endMs: 1700, videoId: one, verdict: 'reject' },
          { startMs: 600, endMs: 1000, videoId: other, verdict: 'reject' },
        ].map((review) => ({ ...review, vocabularyId: toGlobalId('Vocabulary', vocabularyId) })),
      },
    );
    expect(made.userErrors).toEqual([]);
    const after = await propose();
    expect(after.candidateCount).toBe(4);
    expect(spansOf(after)).toContainEqual([other, 0]);
    expect(spansOf(after)).not.toContainEqual([one, 1000]);
  });

  test('keeps a quarter for the newest station', async () => {
    const [video] = await film(Array.from({ length: 4 }, () => ({ concept: 0, probability: 0.9, look: 5 }) as const));
    const { newestStation, proposals, candidateCount } = await propose(4);
    expect(newestStation?.name).toMatch(/^Station/);
    expect(candidateCount).toBe(8);
    const newest = proposals.filter(({ isFromNewestStation }) => isFromNewestStation);
    expect(newest.length).toBeGreaterThanOrEqual(1);
    expect(newest[0]!.segment.recognitionVideo.video.id).toBe(toGlobalId('Video', video!));
  });

  test.each([
    [
      'another recipe',
      { recipeId: toGlobalId('Recipe', '00000000-0000-7000-8000-000000000000'), first: 1 },
      'no such recipe',
    ],
    ['none', { recipeId: toGlobalId('Video', 'x'), first: 1 }, 'recipeId'],
    ['too many', { recipeId: '', first: 101 }, 'first: must be 1 … 100'],
  ])('refuses %s', async (_, variables, message) => {
    const asked = server.ask(
      'query ($recipeId: ID!, $first: Int!) { reviewProposals(recipeId: $recipeId, first: $first) { candidateCount } }',
      variables,
    );
    await expect(asked).rejects.toThrow(message);
  });
});
