import { beforeAll, expect, test } from '@jest/globals';
import { createRecognition, finishRecognitionVideos, videosOfRecognitions } from '../../../../../prisma/src/index.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { openStream } from '../../../../../test/factories/stream.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

// Without a worker: nothing moves by itself.
const server = useServer();
let recipeId: string;
let videoId: string;
let first: string;

beforeAll(async () => {
  const { db } = server;
  [videoId] = (await makeVideos(db, (await makeLibrary(db)).id, 1)) as [string];
  recipeId = (await makeRecipe(db)).id;
  first = await recognize();
});

async function recognize(): Promise<string> {
  const { db } = server;
  const { id } = valueOf(await createRecognition(db, { recipeId, videoIds: [videoId], publishing: null }));
  await finish(id);
  return toGlobalId('Recognition', id);
}

async function finish(id: string): Promise<void> {
  const [{ nodes }] = await videosOfRecognitions(server.db, [id]);
  await finishRecognitionVideos(
    server.db,
    nodes.map((run) => ({ id: run.id, segments: [] })),
  );
}

interface Answer {
  readonly done: {
    readonly publication: {
      readonly rolledBackAt: string | null;
      readonly recognition: { readonly id: string };
    } | null;
    readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  };
}

const change = (name: 'publishRecognition' | 'rollBackRecognition', id: string) =>
  server.ask<Answer>(
    `mutation ($id: ID!) { done: ${name}(id: $id) {
      publication { rolledBackAt recognition { id heldCount } } userErrors { code message }
    } }`,
    { id },
  );

async function shown(): Promise<string[]> {
  const { video } = await server.ask<{ video: { currentRecognitions: { recognition: { id: string } }[] } }>(
    `query ($id: ID!) { video: node(id: $id) { ... on Video { currentRecognitions { recognition { id } } } } }`,
    { id: toGlobalId('Video', videoId) },
  );
  return video.currentRecognitions.map(({ recognition }) => recognition.id);
}

const HISTORY = `query ($id: ID!) { recognition: node(id: $id) { ... on Recognition {
  publishing heldCount publications { videoCount rolledBackAt } videos { nodes { isHeld isCurrent } }
} } publications(first: 1) { nodes { id recognition { id } } pageInfo { hasNextPage } } }`;

test('results are published and rolled back, and whoever watches is told', async () => {
  const again = await recognize();
  expect(await shown()).toEqual([again]);
  const stream = await openStream<{ changed: { rolledBackAt: string | null; recognition: { id: string } } }>(
    server.url,
    'subscription { changed: publicationChanges { rolledBackAt recognition { id } } }',
  );
  const back = (await change('rollBackRecognition', again)).done;
  expect(back).toMatchObject({ publication: { recognition: { id: again, heldCount: 1 } }, userErrors: [] });
  expect((await stream.next()).changed).toEqual({
    rolledBackAt: back.publication!.rolledBackAt,
    recognition: { id: again },
  });
  expect(await shown()).toEqual([first]);
  expect((await change('rollBackRecognition', again)).done).toMatchObject({
    publication: null,
    userErrors: [{ code: 'INVALID', message: 'it is not published: there is nothing to roll back' }],
  });
  await change('publishRecognition', again);
  expect((await stream.next()).changed).toEqual({ rolledBackAt: null, recognition: { id: again } });
  await stream.close();
  expect(await shown()).toEqual([again]);
  expect(await server.ask(HISTORY, { id: again })).toMatchObject({
    recognition: {
      publishing: 'whenFinished',
      heldCount: 0,
      publications: [
        { videoCount: 1, rolledBackAt: null },
        { videoCount: 1, rolledBackAt: expect.any(String) },
      ],
      videos: { nodes: [{ isHeld: false, isCurrent: true }] },
    },
    publications: { nodes: [{ recognition: { id: again } }], pageInfo: { hasNextPage: true } },
  });
});

test('a recognition is started so that a person publishes it', async () => {
  const before = await shown();
  const { started } = await server.ask<{ started: { recognition: { id: string; publishing: string } } }>(
    `mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) { recognition { id publishing } } }`,
    {
      input: {
        recipeId: toGlobalId('Recipe', recipeId),
        videoIds: [toGlobalId('Video', videoId)],
        publishing: 'byHand',
      },
    },
  );
  const { id, publishing } = started.recognition;
  expect(publishing).toBe('byHand');
  expect((await change('publishRecognition', id)).done.userErrors).toMatchObject([{ code: 'INVALID' }]);
  const { id: recognitionId } = await server.db.prisma.recognition.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await finish(recognitionId);
  expect(await shown()).toEqual(before);
  await change('publishRecognition', id);
  expect(await shown()).toEqual([id]);
  expect((await change('publishRecognition', toGlobalId('Video', videoId))).done.userErrors).toMatchObject([
    { code: 'NOT_FOUND' },
  ]);
});
