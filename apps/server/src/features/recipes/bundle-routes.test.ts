import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { demoVideo } from '../../../../../test/factories/demo.ts';
import { readEmbedding } from '../../../../../test/factories/embeddings.ts';
import { addEmbeddedDemo } from '../../../../../test/factories/embedded-demo.ts';
import { makeRecipe, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { readBundle } from '../../../../../inference/src/adapters/bundle/read-bundle.ts';
import { runCommand } from '../../../../../inference/src/cli/command-line.ts';
import {
  createJob,
  createPromptSet,
  finishCalibration,
  getRecipes,
  registerEncoder,
  versionsOfPromptSets,
} from '../../../../../prisma/src/index.ts';
import type { Recipe, VocabularyVersion } from '../../../../../prisma/src/index.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer({ isWorker: true });
const get = (address: string) => fetch(server.url + address, { headers: { connection: 'close' } });

/** In half precision. */
async function firstFrames(count: number): Promise<Uint8Array<ArrayBuffer>> {
  const { contentSha256 } = await server.db.prisma.video.findUniqueOrThrow({
    where: { id: keyOf('Video', packingId)! },
  });
  const { encoderDigest, sampling } = await server.db.prisma.recipe.findFirstOrThrow();
  const { embeddings } = (await readEmbedding(server.db, { contentSha256: contentSha256!, encoderDigest, sampling }))!;
  return new Uint8Array(new Float16Array(embeddings.slice(0, count * 256)).buffer);
}

/** As a job stores it: less sure, and of the first concept more than is ever reached. */
async function calibrate(recipe: Recipe): Promise<string> {
  const { vocabularyId } = version;
  const concept = await server.db.prisma.concept.findFirstOrThrow({ where: { vocabularyId, externalId: 'wipe' } });
  const { id: jobId } = valueOf(await createJob(server.db, { kind: 'calibrate', payload: { recipeId: recipe.id } }));
  const id = await finishCalibration(server.db, jobId, {
    name: 'Packing',
    vocabularyId,
    recipeId: recipe.id,
    encoderDigest: recipe.encoderDigest,
    adapterId: null,
    wantedPrecision: 0.8,
    coverage: 0.9,
    temperature: 4,
    thresholds: { [concept.id]: 0.9 },
    softening: 0,
    // Unknown is what does not look like the first frame.
    unknown: {
      model: { means: [0, 0, 0.8], deviations: [1, 1, 0.1], weights: [0, 0, -1], bias: 0 },
      threshold: 0.5,
      negativeCount: 1,
    },
    unknownRows: await firstFrames(2),
    spanCount: 1,
    report: {},
    person: null,
  });
  return id!;
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string | null;
}

interface StoredSegment {
  readonly startMs: number;
  readonly endMs: number;
  readonly content: { readonly label: string } | null;
}

/** Recognises the demo's packing station and waits for it. */
async function recognizePacking(recipeId: string): Promise<Span[]> {
  const input = { recipeId, videoIds: [packingId] };
  const { started } = await server.ask<{ started: { recognition: { id: string } } }>(
    'mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) { recognition { id } } }',
    { input },
  );
  const { id } = started.recognition;
  const progress = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { recognitionProgress(id: $id) { state } }',
      variables: { id },
    }),
  });
  await progress.text();
  const { recognition } = await server.ask<{ recognition: { videos: { nodes: [{ segments: StoredSegment[] }] } } }>(
    `query ($id: ID!) { recognition: node(id: $id) { ... on Recognition {
      videos { nodes { segments { startMs endMs content { label(language: "en") } } } } } } }`,
    { id },
  );
  const [{ segments }] = recognition.videos.nodes;
  return segments.map(({ startMs, endMs, content }) => ({ startMs, endMs, label: content?.label ?? null }));
}

/** A recipe of three words; what is pinned besides comes from `input`. */
async function createRecipe(input: object): Promise<{ readonly id: string; readonly bundleUrl: string }> {
  const { made } = await server.ask<{ made: { recipe: { id: string; bundleUrl: string } } }>(
    'mutation ($input: CreateRecipeInput!) { made: createRecipe(input: $input) { recipe { id bundleUrl } } }',
    {
      input: {
        name: 'Cell 4: packing',
        vocabularyVersionId: toGlobalId('VocabularyVersion', version.id),
        promptSetVersionId: toGlobalId('PromptSetVersion', promptSetVersionId),
        encoderId: toGlobalId('Encoder', 'workbench'),
        window: { frameCount: 3 },
        decode: { method: 'viterbi', temperature: 1.3, smoothing: 0.5 },
        ...input,
      },
    },
  );
  return made.recipe;
}

/** What the command line recognises with a bundle. */
async function byCommand(archive: string): Promise<Span[]> {
  const told = { stdout: '', stderr: '' };
  const argv = ['recognize', demoVideo('packing'), '--bundle', archive, '--format', 'json'];
  const exitCode = await runCommand(argv, {
    stdout: { write: (text) => (told.stdout += text) },
    stderr: { write: (text) => (told.stderr += text) },
  });
  expect({ exitCode, stderr: told.stderr }).toEqual({ exitCode: 0, stderr: '' });
  const { videos } = JSON.parse(told.stdout) as { videos: [{ segments: Span[] }] };
  return videos[0].segments.map(({ startMs, endMs, label }) => ({ startMs, endMs, label }));
}

let version: VocabularyVersion;
let promptSetVersionId: string;
let packingId: string;

beforeAll(async () => {
  version = await makeVersion(server.db, [
    { id: 'wipe', prefLabels: { en: 'Wipe', ja: '拭取り' }, position: 0 },
    { id: 'tape', prefLabels: { en: 'Tape' }, position: 1 },
    { id: 'scan', prefLabels: { en: 'Scan' }, position: 2 },
    { id: 'gone', prefLabels: { en: 'Hammer' }, status: 'deprecated' },
  ]);
  const prompts = { name: 'Two', language: 'en', templates: ['a worker {label}', '{label}'] };
  const { id } = valueOf(await createPromptSet(server.db, prompts));
  const [[promptSetVersion]] = await versionsOfPromptSets(server.db, [id]);
  promptSetVersionId = promptSetVersion!.id;
  const { videos } = await addEmbeddedDemo(server.services, ['packing']);
  packingId = toGlobalId('Video', videos.get('packing')!.id);
});

describe('a recipe’s bundle', () => {
  test('recognises on the command line what the recipe recognises here', async () => {
    const recipe = await createRecipe({});
    const response = await get(recipe.bundleUrl);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="Cell 4- packing.zip"');
    const archive = path.join(server.folder, 'bundle.zip');
    await writeFile(archive, await response.bytes());
    expect(await readBundle(archive)).toMatchObject({
      name: 'Cell 4: packing',
      vocabulary: { version: 1 },
      promptSet: { name: 'Two', version: 1, language: 'en' },
      encoder: { id: 'workbench', dims: 256 },
      fps: 2,
      window: { frameCount: 3, stepCount: 1 },
      decode: { method: 'viterbi', temperature: 1.3, smoothing: 0.5, minDurationMs: 500, minProbability: 0.35 },
      calibration: null,
      concepts: [
        { id: 'wipe', prefLabels: { en: 'Wipe', ja: '拭取り' } },
        { id: 'tape', prefLabels: { en: 'Tape' } },
        { id: 'scan', prefLabels: { en: 'Scan' } },
      ],
    });
    const found = await byCommand(archive);
    expect(found.length).toBeGreaterThan(3);
    expect(await recognizePacking(recipe.id)).toEqual(found);
  });

  test('recognises the same with a calibration, which changes what is found', async () => {
    const plain = await createRecipe({});
    const [stored] = await getRecipes(server.db, [keyOf('Recipe', plain.id)!]);
    const calibrationId = await calibrate(stored!);
    const recipe = await createRecipe({ calibrationId: toGlobalId('Calibration', calibrationId) });
    const archive = path.join(server.folder, 'calibrated.zip');
    await writeFile(archive, await (await get(recipe.bundleUrl)).bytes());
    const bundle = await readBundle(archive);
    expect(bundle.calibration).toEqual({ temperature: 4, thresholds: [0.9, 0.35, 0.35] });
    expect(bundle.unknown).toMatchObject({ threshold: 0.5 });
    const found = await byCommand(archive);
    expect(await recognizePacking(recipe.id)).toEqual(found);
    expect(await recognizePacking(plain.id)).not.toEqual(found);
  });

  test('is refused with the reason where the encoder is not here any more', async () => {
    const recipe = await makeRecipe(server.db);
    const response = await get(`/recipes/${toGlobalId('Recipe', recipe.id)}.zip`);
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(/^unknown encoder "test"; known: /);
  });

  test('is refused where another encoder is in its place', async () => {
    const encoder = { id: 'workbench', digest: 'a'.repeat(64), dims: 8, logitScale: 1 };
    await registerEncoder(server.db, encoder, { languages: ['en'] });
    const recipe = await makeRecipe(server.db, { encoderDigest: encoder.digest });
    const response = await get(`/recipes/${toGlobalId('Recipe', recipe.id)}.zip`);
    expect(response.status).toBe(422);
    expect(await response.text()).toBe("workbench is another encoder than the recipe's; make a new recipe\n");
  });

  test.each([toGlobalId('Recipe', crypto.randomUUID()), toGlobalId('Video', crypto.randomUUID()), 'abc'])(
    'of %s does not exist',
    async (id) => {
      const response = await get(`/recipes/${id}.zip`);
      expect([response.status, await response.text()]).toEqual([404, 'there is no such recipe\n']);
    },
  );
});
