import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { makeVersion, sha256, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import {
  createEquipmentNode,
  createPromptSet,
  registerEncoder,
  saveRecipe,
  versionsOfPromptSets,
} from '../../../../../prisma/src/index.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer({ isWorker: true });
let folder: string;
let promptSetVersionId: string;

beforeAll(async () => {
  folder = path.join(server.folder, 'videos');
  await mkdir(folder);
  await copyFile(demoVideo('packing'), path.join(folder, 'packing.mp4'));
  await writeFile(path.join(folder, 'broken.mp4'), 'not a video');
  const set = valueOf(await createPromptSet(server.db, { name: 'Labels', language: 'en', templates: ['{label}'] }));
  const [[version]] = await versionsOfPromptSets(server.db, [set.id]);
  promptSetVersionId = toGlobalId('PromptSetVersion', version!.id);
});

/** Follows a subscription until the server ends it. @returns what came, in order */
async function follow<T>(query: string, variables: object): Promise<T[]> {
  const response = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const events = text.split('\n').filter((line) => line.startsWith('data: {'));
  return events.map((line) => (JSON.parse(line.slice(6)) as { data: { value: T } }).data.value);
}

interface Started {
  started: { recognition: { id: string } | null; userErrors: { code: string }[] };
}

const START = `mutation ($input: StartRecognitionInput!) {
  started: startRecognition(input: $input) { recognition { id } userErrors { code } }
}`;
const PROGRESS = `subscription ($id: ID!) { value: recognitionProgress(id: $id) { state progress succeededCount failedCount } }`;
const RESULT = `query ($id: ID!) { recognition: node(id: $id) { ... on Recognition {
  videos { nodes { state isCurrent segmentCount error { code } video { name } segments { startMs endMs content { label } concept { externalId } } } }
} } }`;

interface Recognized {
  recognition: {
    videos: {
      nodes: {
        state: string;
        isCurrent: boolean;
        error: { code: string } | null;
        video: { name: string };
        segments: { startMs: number; endMs: number; content: { label: string } | null }[];
      }[];
    };
  };
}

async function addLibrary(): Promise<string> {
  const node = valueOf(await createEquipmentNode(server.db, { level: 'WorkCell', name: 'Packing' }));
  const { added } = await server.ask<{ added: { videoLibrary: { id: string }; job: { id: string } } }>(
    `mutation ($input: CreateVideoLibraryInput!) {
      added: createVideoLibrary(input: $input) { videoLibrary { id } job { id } }
    }`,
    { input: { equipmentNodeId: toGlobalId('EquipmentNode', node.id), name: 'Videos', folder } },
  );
  const states = await follow<{ state: string }>(
    'subscription ($id: ID!) { value: jobProgress(id: $id) { state } }',
    added.job,
  );
  expect(states.at(-1)).toEqual({ state: 'succeeded' });
  return added.videoLibrary.id;
}

async function makeRecipe(
  labels: readonly string[],
  { succeedsId = null, retired = [] }: { succeedsId?: string | null; retired?: readonly string[] } = {},
): Promise<string> {
  const version = await makeVersion(
    server.db,
    [...labels, ...retired].map((label, position) => ({
      id: label.toLowerCase(),
      prefLabels: { en: label },
      position,
      status: retired.includes(label) ? 'deprecated' : 'active',
    })),
  );
  const { made } = await server.ask<{ made: { recipe: { id: string } } }>(
    'mutation ($input: CreateRecipeInput!) { made: createRecipe(input: $input) { recipe { id } } }',
    {
      input: {
        promptSetVersionId,
        succeedsId,
        vocabularyVersionId: toGlobalId('VocabularyVersion', version.id),
        encoderId: toGlobalId('Encoder', 'workbench'),
      },
    },
  );
  return made.recipe.id;
}

async function recognize(recipeId: string, libraryId: string) {
  const { started } = await server.ask<Started>(START, { input: { recipeId, libraryIds: [libraryId] } });
  const { id } = started.recognition!;
  const progress = await follow<{ state: string; progress: number }>(PROGRESS, { id });
  const { recognition } = await server.ask<Recognized>(RESULT, { id });
  return { last: progress.at(-1), videos: recognition.videos.nodes };
}

describe('recognitions', () => {
  test('scan, embed and recognise a library; a changed vocabulary decodes nothing again', async () => {
    const libraryId = await addLibrary();
    const recipeId = await makeRecipe(['Tighten', 'Wipe', 'Pick up', 'Hammer']);
    const first = await recognize(recipeId, libraryId);
    expect(first.last).toEqual({ state: 'succeeded', progress: 1, succeededCount: 1, failedCount: 1 });
    const broken = first.videos.find(({ video }) => video.name === 'broken.mp4');
    expect(broken).toMatchObject({ state: 'failed', segments: [] });
    const whole = first.videos.find(({ video }) => video.name === 'packing.mp4')!;
    expect(whole).toMatchObject({ state: 'succeeded', isCurrent: true });
    expect(whole.segments[0]?.startMs).toBe(0);
    for (const [index, { startMs }] of whole.segments.slice(1).entries())
      expect(startMs).toBe(whole.segments[index]?.endMs);
    expect(whole.segments.some(({ content }) => content !== null)).toBe(true);

    // Without the file there is nothing that could be decoded.
    await rm(path.join(folder, 'packing.mp4'));
    const options = { succeedsId: recipeId, retired: ['Tighten', 'Wipe', 'Pick up', 'Hammer'] };
    const second = await recognize(await makeRecipe(['Solder', 'Open', 'Close'], options), libraryId);
    const again = second.videos.find(({ video }) => video.name === 'packing.mp4')!;
    expect(again).toMatchObject({ state: 'succeeded', isCurrent: true });
    expect(again.segments.some(({ content }) => content !== null)).toBe(true);
    expect(again.segments.every(({ content }) => !content || ['Solder', 'Open', 'Close'].includes(content.label))).toBe(
      true,
    );
    expect(await server.db.prisma.recognitionVideo.count({ where: { isCurrent: true } })).toBe(1);
  });

  test('fail where the encoder is not the one that the recipe pins', async () => {
    await copyFile(demoVideo('packing'), path.join(folder, 'packing.mp4'));
    const encoder = { id: 'workbench', digest: sha256('earlier files'), dims: 64, logitScale: 100 };
    await registerEncoder(server.db, encoder, { languages: ['en'] });
    const pinned = {
      encoderDigest: encoder.digest,
      vocabularyVersionId: (await makeVersion(server.db)).id,
      promptSetVersionId: (await server.db.prisma.promptSetVersion.findFirstOrThrow()).id,
    };
    const recipe = valueOf(await saveRecipe(server.db, { externalId: 'earlier', name: 'Earlier', ...pinned }));
    const video = await server.db.prisma.video.findFirstOrThrow({ where: { path: 'packing.mp4' } });
    const { started } = await server.ask<Started>(START, {
      input: { recipeId: toGlobalId('Recipe', recipe.id), videoIds: [toGlobalId('Video', video.id)] },
    });
    const { id } = started.recognition!;
    expect((await follow<{ state: string }>(PROGRESS, { id })).at(-1)).toMatchObject({ state: 'failed' });
    const { recognition } = await server.ask<Recognized>(RESULT, { id });
    expect(recognition.videos.nodes).toMatchObject([{ state: 'failed', error: { code: 'INVALID' } }]);
  });

  test('refuse to start without videos, or with a recipe that is not there', async () => {
    const recipeId = await makeRecipe(['Tighten', 'Wipe']);
    const none = await server.ask<Started>(START, { input: { recipeId, videoIds: [] } });
    expect(none.started.userErrors).toEqual([{ code: 'INVALID' }]);
    const gone = await server.ask<Started>(START, {
      input: { recipeId: toGlobalId('Video', crypto.randomUUID()), videoIds: [] },
    });
    expect(gone.started.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  });

  test('take no queries and no mutations by the stream of events', async () => {
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
      body: JSON.stringify({ query: '{ jobs { nodes { id } } }' }),
    });
    expect(await response.text()).toContain('send a query to /graphql');
  });
});
