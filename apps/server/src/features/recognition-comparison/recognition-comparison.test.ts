import { beforeAll, expect, test } from '@jest/globals';
import {
  createRecognition,
  finishRecognitionVideos,
  publishRecognition,
  videosOfRecognitions,
} from '../../../../../prisma/src/index.ts';
import { makeRecognized, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

// Without a worker: nothing moves by itself.
const server = useServer();
let videoIds: string[];
let tighten: string;
let wipe: string;
let id: string;
let firstId: string;

/** Two videos of a second: tightening, as far as the old results go; the new ones say it is wiping in the second one. */
beforeAll(async () => {
  const { db } = server;
  const version = await makeVersion(db);
  const { vocabularyId } = version;
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId }, orderBy: { externalId: 'asc' } });
  [tighten, wipe] = concepts.map((concept) => concept.id) as [string, string];
  const first = await makeRecognized(db, version.id, [[tighten], [tighten]]);
  ({ videoIds } = first);
  const recognition = valueOf(
    await createRecognition(db, { recipeId: first.recipe.id, videoIds, publishing: 'byHand' }),
  );
  const [{ nodes }] = await videosOfRecognitions(db, [recognition.id]);
  const segment = { startMs: 0, endMs: 1000, score: 20, probability: 0.5, runnersUp: [] };
  const runs = nodes.map((run) => ({
    id: run.id,
    segments: [{ ...segment, conceptId: run.videoId === videoIds[1] ? wipe : tighten }],
  }));
  await finishRecognitionVideos(db, runs);
  id = toGlobalId('Recognition', recognition.id);
  const run = await db.prisma.recognitionVideo.findUniqueOrThrow({ where: { id: first.recognized[0]! } });
  firstId = toGlobalId('Recognition', run.recognitionId);
});

const COMPARE = `query ($id: ID!, $videoId: ID!, $withId: ID, $after: String) { comparison: compareRecognition(id: $id, withId: $withId) {
  recognition { id } before { id } videoCount changedVideoCount comparedMs changedMs changeCount swapCount
  concepts { conceptId content { label(language: "ja") } beforeMs afterMs }
  swaps { beforeId afterId durationMs examples { video { id } startMs endMs } }
  videos(first: 1, after: $after) {
    nodes { video { id } changedMs before { isCurrent } after { isHeld } spans { startMs endMs afterId afterProbability } }
    pageInfo { hasNextPage endCursor }
  }
  video(id: $videoId) { video { id } spans { beforeRunId } }
  reviewedBefore { accuracy }
} }`;

const some = () => ({ videoId: toGlobalId('Video', videoIds[1]!) });

interface Compared {
  readonly comparison: { readonly videos: { readonly pageInfo: { readonly endCursor: string } } };
}

test('a recognition is compared with what it would replace, with examples to look at', async () => {
  const { comparison } = await server.ask<Compared>(COMPARE, { id, ...some() });
  const [before, after] = [tighten, wipe].map((conceptId) => toGlobalId('Concept', conceptId));
  const video = { id: toGlobalId('Video', videoIds[1]!) };
  expect(comparison).toMatchObject({
    recognition: { id },
    before: null,
    videoCount: 2,
    changedVideoCount: 1,
    comparedMs: 2000,
    changedMs: 1000,
    changeCount: 1,
    swapCount: 1,
    swaps: [{ beforeId: before, afterId: after, durationMs: 1000, examples: [{ video, startMs: 0, endMs: 1000 }] }],
    videos: {
      nodes: [
        {
          video,
          changedMs: 1000,
          before: { isCurrent: true },
          after: { isHeld: true },
          spans: [{ startMs: 0, endMs: 1000, afterId: after, afterProbability: 0.5 }],
        },
      ],
      pageInfo: { hasNextPage: false },
    },
    video: { video, spans: [{ beforeRunId: expect.any(String) }] },
    reviewedBefore: null,
  });
  expect(comparison).toMatchObject({
    concepts: expect.arrayContaining([
      { conceptId: after, content: { label: '拭取り' }, beforeMs: 0, afterMs: 1000 },
      { conceptId: before, content: { label: '締付け' }, beforeMs: 2000, afterMs: 1000 },
    ]),
  });
  const next = await server.ask(COMPARE, { id, ...some(), after: comparison.videos.pageInfo.endCursor });
  expect(next).toMatchObject({ comparison: { videos: { nodes: [] } } });
});

test('the same is found by the other one, and after it was published', async () => {
  const apart = await server.ask(COMPARE, { id, ...some(), withId: firstId });
  expect(apart).toMatchObject({ comparison: { before: { id: firstId }, changedMs: 1000 } });
  const key = (await server.db.prisma.recognition.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
  valueOf(await publishRecognition(server.db, key));
  expect(await server.ask(COMPARE, { id, ...some() })).toMatchObject({
    comparison: { changedMs: 1000, videos: { nodes: [{ before: { isCurrent: false }, after: { isHeld: false } }] } },
  });
});

test('what is not there is refused', async () => {
  const gone = toGlobalId('Recognition', crypto.randomUUID());
  for (const variables of [{ id: gone }, { id, withId: gone }, { id, after: 'nowhere' }]) {
    const { errors } = await server.send(COMPARE, { ...some(), ...variables });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});
