import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createJob, getJobs, getRecipes, saveRecipe } from '../../../../../prisma/src/index.ts';
import type { Recipe } from '../../../../../prisma/src/index.ts';
import { makeSite, reviewSite, shownIn, SITE_SPAN_MS, SITE_WORDS } from '../../../../../test/factories/site.ts';
import type { Site } from '../../../../../test/factories/site.ts';
import { makeRecipe, makeVersion, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { keyOf, toGlobalId } from '../../shared/graphql/global-id.ts';

const WORDS = SITE_WORDS;
const VIDEO_COUNT = 8;
/** The last two are nobody's examples. */
const REVIEWED_COUNT = 6;

const server = useServer({ isWorker: true });
let site: Site;
let recipe: Recipe;
let videoIds: readonly string[];
let vocabularyId: string;

interface Trained {
  readonly job: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

async function train(input: object = {}): Promise<Trained> {
  const { trained } = await server.ask<{ trained: Trained }>(
    'mutation ($input: TrainAdapterInput!) { trained: trainAdapter(input: $input) { job { id } userErrors { code message } } }',
    { input: { recipeId: toGlobalId('Recipe', recipe.id), ...input } },
  );
  return trained;
}

interface AdapterAnswer {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly spanCount: number;
  readonly refusals: string[];
  readonly concepts: readonly { readonly label: string }[];
  readonly report: {
    readonly heldOut: string;
    readonly videoCount: number;
    readonly gain: { readonly value: number; readonly low: number };
    readonly novelGain: { readonly value: number } | null;
    readonly methods: readonly { readonly method: string; readonly all: number }[];
    readonly concepts: readonly {
      readonly spanCount: number;
      readonly frozenCount: number;
      readonly adaptedCount: number;
    }[];
  };
}

const ADAPTER = `id name kind spanCount refusals concepts { label }
  report {
    heldOut videoCount gain { value low } novelGain { value } methods { method all }
    concepts { spanCount frozenCount adaptedCount }
  }`;

async function adapterOf(jobId: string): Promise<AdapterAnswer> {
  const query = `query ($id: ID!) { node(id: $id) { ... on Job { state unit error { message } adapter { ${ADAPTER} } } } }`;
  for (;;) {
    const { node } = await server.ask<{ node: { state: string; unit: string; error: object; adapter: AdapterAnswer } }>(
      query,
      { id: jobId },
    );
    if (!['queued', 'running'].includes(node.state)) {
      expect(node).toMatchObject({ state: 'succeeded', unit: 'steps', error: null });
      return node.adapter;
    }
    await setTimeout(100);
  }
}

async function createRecipe(input: object) {
  const { pinned } = await server.ask<{ pinned: { recipe: { id: string } | null; userErrors: object[] } }>(
    `mutation ($input: CreateRecipeInput!) { pinned: createRecipe(input: $input) {
       recipe { id adapter { id } } userErrors { code field message } } }`,
    {
      input: {
        vocabularyVersionId: toGlobalId('VocabularyVersion', recipe.vocabularyVersionId),
        promptSetVersionId: toGlobalId('PromptSetVersion', recipe.promptSetVersionId),
        encoderId: toGlobalId('Encoder', 'workbench'),
        decode: { minProbability: 0, minMargin: 0, minDurationMs: 0 },
        window: { frameCount: 1 },
        ...input,
      },
    },
  );
  return pinned;
}

/** What a recipe finds in the videos that nobody has reviewed, span by span. */
async function recognized(recipeId: string): Promise<(string | null)[][]> {
  const ids = videoIds.slice(REVIEWED_COUNT).map((id) => toGlobalId('Video', id));
  const { started } = await server.ask<{ started: { recognition: { id: string } } }>(
    'mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) { recognition { id } userErrors { code message } } }',
    { input: { recipeId, videoIds: ids } },
  );
  const query = `query ($id: ID!) { node(id: $id) { ... on Recognition {
    state videos { nodes { video { name } segments { startMs endMs content { label } } } } } } }`;
  interface Node {
    readonly state: string;
    readonly videos: {
      readonly nodes: readonly {
        readonly video: { readonly name: string };
        readonly segments: readonly { startMs: number; endMs: number; content: { label: string } | null }[];
      }[];
    };
  }
  for (;;) {
    const { node } = await server.ask<{ node: Node }>(query, { id: started.recognition.id });
    if (node.state === 'succeeded') {
      const videos = node.videos.nodes.toSorted((one, other) => (one.video.name < other.video.name ? -1 : 1));
      return videos.map(({ segments }) =>
        shownIn(0).map((_, span) => {
          const middleMs = (span + 0.5) * SITE_SPAN_MS;
          return segments.find(({ startMs, endMs }) => startMs <= middleMs && middleMs < endMs)?.content?.label ?? null;
        }),
      );
    }
    await setTimeout(50);
  }
}

beforeAll(async () => {
  site = await makeSite(server, VIDEO_COUNT);
  ({ recipe, videoIds, vocabularyId } = site);
});

describe('an adapter', () => {
  test('is not trained from too few reviews', async () => {
    expect(await train()).toMatchObject({
      job: null,
      userErrors: [{ code: 'INVALID', message: expect.stringContaining('too few reviewed spans') }],
    });
  });

  test('learns how things look at a site, is measured, and recognises what nobody has reviewed', async () => {
    await reviewSite(server, site, [...Array(REVIEWED_COUNT).keys()]);
    const { trainingReadiness: readiness } = await server.ask<{ trainingReadiness: { isReady: boolean } }>(
      'query ($id: ID!) { trainingReadiness(recipeId: $id) { isReady spanCount videoCount unembeddedCount concepts { spanCount wantedCount } } }',
      { id: toGlobalId('Recipe', recipe.id) },
    );
    expect(readiness).toEqual({
      isReady: true,
      spanCount: 30,
      videoCount: 6,
      unembeddedCount: 0,
      concepts: WORDS.map(() => ({ spanCount: 5, wantedCount: 5 })),
    });
    const { job } = await train({ name: 'Site' });
    const adapter = await adapterOf(job!.id);
    expect(adapter).toMatchObject({ name: 'Site', kind: 'linear', spanCount: 30, refusals: [] });
    expect(adapter.concepts).toHaveLength(WORDS.length);
    const { report } = adapter;
    expect(report).toMatchObject({ heldOut: 'videos', videoCount: 6 });
    expect(report.methods.map(({ method }) => method)).toEqual([
      'frozen',
      'adapter',
      'linear',
      'tipAdapter',
      'gda',
      'clap',
    ]);
    const [frozen, adapted] = report.methods;
    expect(adapted!.all - frozen!.all).toBeCloseTo(report.gain.value, 6);
    expect(report.gain.low).toBeGreaterThan(0);
    expect(report.novelGain!.value).toBeGreaterThanOrEqual(-0.01);
    expect(report.concepts.every(({ spanCount }) => spanCount === 5)).toBe(true);

    const truth = [6, 7].map((video) => shownIn(video).map((word) => WORDS[word]!));
    const rightOf = (found: (string | null)[][]) =>
      found.flat().filter((label, index) => label === truth.flat()[index]).length;
    const plain = await createRecipe({});
    const better = await createRecipe({ adapterId: adapter.id, succeedsId: plain.recipe!.id });
    expect(better).toMatchObject({ recipe: { adapter: { id: adapter.id } }, userErrors: [] });
    const [before, after] = [await recognized(plain.recipe!.id), await recognized(better.recipe!.id)];
    expect(rightOf(after)).toBeGreaterThan(rightOf(before));
  });

  test('is not trained where reviews have become too few meanwhile; its job tells for which recipe', async () => {
    const { db, services } = server;
    const version = await makeVersion(db, [{ id: 'alone', prefLabels: { en: 'wipe' } }]);
    const { id: recipeId } = await makeRecipe(db, { encoderDigest: recipe.encoderDigest, versionId: version.id });
    const payload = { recipeId, kind: 'linear', seed: 1, name: 'Alone', person: null };
    const job = valueOf(await createJob(db, { kind: 'train', payload }));
    await services.queue.send('train', { jobId: job.id });
    const query = 'query ($id: ID!) { node(id: $id) { ... on Job { state error { code } recipe { id } } } }';
    for (;;) {
      const { node } = await server.ask<{ node: { state: string } }>(query, { id: toGlobalId('Job', job.id) });
      if (['queued', 'running'].includes(node.state)) {
        await setTimeout(50);
        continue;
      }
      const recipeOfJob = { id: toGlobalId('Recipe', recipeId) };
      expect(node).toEqual({ state: 'failed', error: { code: 'TOO_FEW_REVIEWS' }, recipe: recipeOfJob });
      return;
    }
  });

  test('that was refused, or is not there, is in no recipe', async () => {
    const { id, model } = await server.db.prisma.adapter.findFirstOrThrow();
    const { id: _, ...copy } = await server.db.prisma.adapter.findUniqueOrThrow({ where: { id } });
    const refused = await server.db.prisma.adapter.create({
      data: { ...copy, model, report: copy.report as object, refusals: ['noGain'] },
    });
    expect(await createRecipe({ adapterId: toGlobalId('Adapter', refused.id) })).toMatchObject({
      recipe: null,
      userErrors: [{ code: 'INVALID', field: ['adapterId'], message: 'the adapter was refused: see its report' }],
    });
    const nowhere = toGlobalId('Adapter', '01900000-0000-7000-8000-000000000000');
    expect(await createRecipe({ adapterId: nowhere })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['adapterId'] }],
    });
    const { adapters } = await server.ask<{ adapters: { nodes: { id: string }[] } }>(
      'query ($id: ID) { adapters(vocabularyId: $id) { nodes { id } } }',
      { id: toGlobalId('Vocabulary', vocabularyId) },
    );
    expect(adapters.nodes.map((node) => node.id)).toEqual([refused.id, id].map((key) => toGlobalId('Adapter', key)));
  });

  test('leaves the hash of recipes without one as it was', async () => {
    const [stored] = await getRecipes(server.db, [recipe.id]);
    const { contentHash } = valueOf(
      await saveRecipe(server.db, {
        externalId: recipe.externalId,
        name: recipe.name,
        vocabularyVersionId: recipe.vocabularyVersionId,
        promptSetVersionId: recipe.promptSetVersionId,
        encoderDigest: recipe.encoderDigest,
        adapterId: null,
      }),
    );
    expect(contentHash).toBe(stored!.contentHash);
  });

  test('is numbered, where another of the day has its name', async () => {
    const { db } = server;
    const nameOfNext = async () => {
      const { job } = await train();
      const [row] = await getJobs(db, [keyOf('Job', job!.id)!]);
      await server.ask('mutation ($id: ID!) { cancelJob(id: $id) { userErrors { message } } }', { id: job!.id });
      return (row!.payload as { readonly name: string }).name;
    };
    const name = await nameOfNext();
    const { id: _, ...copy } = await db.prisma.adapter.findFirstOrThrow();
    await db.prisma.adapter.create({ data: { ...copy, report: copy.report as object, name } });
    expect(await nameOfNext()).toBe(`${name} (2)`);
  });
});
