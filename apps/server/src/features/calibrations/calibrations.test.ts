import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { changeDraft, openDraft, publishDraft, saveRecipe } from '../../../../../prisma/src/index.ts';
import type { Recipe } from '../../../../../prisma/src/index.ts';
import { gaussianArray, seededRandom } from '../../../../../inference/src/training/random.ts';
import { normalizeRows, samplingOf } from '../../../../../inference/src/domain/index.ts';
import { registerWorkbench, writeEmbedding } from '../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { encodeRecipeWords } from '../../shared/encoders/recipe-words.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const WORDS = ['pick up', 'put down', 'tighten', 'wipe'];
const VIDEO_COUNT = 12;
/** The last two videos are nobody's reviews. */
const REVIEWED_COUNT = 10;
const SPANS_PER_VIDEO = 5;
const SPAN_MS = 2000;
const FRAMES_PER_SPAN = 4;
const SPAN_COUNT = REVIEWED_COUNT * SPANS_PER_VIDEO;
const PINNED = { window: { frameCount: 1 }, decode: { minProbability: 0.3, minMargin: 0, minDurationMs: 0 } };

const server = useServer({ isWorker: true });
let recipe: Recipe;
let videoIds: string[];
let conceptIds: string[];
let vocabularyId: string;

const spanOf = (video: number, span: number) => video * SPANS_PER_VIDEO + span;
/** What a span shows; `null`: none of the words. */
const shown = (span: number) => (span % 10 === 9 ? null : span % WORDS.length);
/** What a span looks like: one in three is not what it looks like, but the first word always is. */
const seen = (span: number) => {
  const word = shown(span) ?? 2;
  return word !== 0 && span % 3 === 0 ? (word % 3) + 1 : word;
};

/** Everything looks like some word, so that recognition is as sure as it can be; what is none of them, like something else, too. */
async function embedVideos(): Promise<void> {
  const { embedded, encoder } = await encodeRecipeWords(server.services, recipe);
  const { dims } = encoder;
  const random = seededRandom(7);
  const other = normalizeRows(gaussianArray(random, dims, 1), dims);
  const videos = await server.db.prisma.video.findMany({ where: { id: { in: videoIds } }, orderBy: { path: 'asc' } });
  for (const [video, { contentSha256 }] of videos.entries()) {
    const rows = Array.from({ length: SPANS_PER_VIDEO * FRAMES_PER_SPAN }, (_, frame) => {
      const span = spanOf(video, Math.floor(frame / FRAMES_PER_SPAN));
      const [word, otherness] = [seen(span), shown(span) === null ? 1 : 0];
      const noise = gaussianArray(random, dims, 0.5 / Math.sqrt(dims));
      return noise.map((value, i) => value + embedded.embeddings[word * dims + i]! + otherness * other[i]!);
    });
    const embeddings = normalizeRows(Float32Array.from(rows.flatMap((row) => [...row])), dims);
    const key = { contentSha256: contentSha256!, encoderDigest: recipe.encoderDigest, sampling: samplingOf(2) };
    await writeEmbedding(server.db, key, [{ timesMs: rows.map((_, frame) => 250 + 500 * frame), embeddings }]);
  }
}

async function review(videos: readonly number[]): Promise<void> {
  const reviews = videos.flatMap((video) =>
    Array.from({ length: SPANS_PER_VIDEO }, (_, span) => {
      const word = shown(spanOf(video, span));
      return {
        videoId: toGlobalId('Video', videoIds[video]!),
        startMs: span * SPAN_MS,
        endMs: (span + 1) * SPAN_MS,
        vocabularyId: toGlobalId('Vocabulary', vocabularyId),
        conceptId: word === null ? null : toGlobalId('Concept', conceptIds[word]!),
        verdict: word === null ? 'reject' : 'correct',
      };
    }),
  );
  const { made } = await server.ask<{ made: { userErrors: object[] } }>(
    'mutation ($reviews: [ReviewInput!]!) { made: createReviews(reviews: $reviews) { userErrors { code message } } }',
    { reviews },
  );
  expect(made.userErrors).toEqual([]);
}

async function calibrate(input: object = {}) {
  const { asked } = await server.ask<{
    asked: { job: { id: string } | null; userErrors: { code: string; field: string[]; message: string }[] };
  }>(
    `mutation ($input: CalibrateRecipeInput!) {
       asked: calibrateRecipe(input: $input) { job { id } userErrors { code field message } } }`,
    { input: { recipeId: toGlobalId('Recipe', recipe.id), ...input } },
  );
  return asked;
}

interface Figures {
  readonly probability: number;
  readonly accuracy: number;
  readonly ece: number;
  readonly bins: readonly { readonly count: number }[];
}

interface CalibrationAnswer {
  readonly id: string;
  readonly name: string;
  readonly temperature: number;
  readonly softening: number;
  readonly concepts: readonly {
    readonly contents: readonly { readonly label: string }[];
    readonly threshold: number | null;
    readonly precisionLow: number;
    readonly missingCount: number;
  }[];
  readonly report: {
    readonly verdict: string;
    readonly logLoss: { readonly before: number; readonly after: number };
    readonly before: Figures;
    readonly after: Figures;
    readonly unknown: Record<'together' | 'plain', { readonly auroc: number }>;
    readonly sets: { readonly coverage: number; readonly heldOut: { readonly covered: number; readonly size: number } };
  };
}

const FIGURES = 'probability accuracy ece bins { from to count probability accuracy low high }';
const CALIBRATION = `id name temperature softening spanCount wantedPrecision coverage
  concepts { contents { label } threshold spanCount foundCount rightCount precisionLow missingCount sets { covered size } }
  report {
    spanCount unknownSpanCount videoCount windowCount isAdapterHeldOut verdict previousTemperature logLoss { before after }
    before { ${FIGURES} } after { ${FIGURES} }
    unknown { isUsed knownCount unknownCount together { auroc fpr95 } plain { auroc fpr95 } alone { signal auroc fpr95 } }
    sets { coverage minProbability missingCount heldOut { spanCount covered empty one many size } }
  }`;

async function calibrationOf(jobId: string): Promise<CalibrationAnswer> {
  const query = `query ($id: ID!) {
    node(id: $id) { ... on Job { state unit error { message } calibration { ${CALIBRATION} } } } }`;
  for (;;) {
    const { node } = await server.ask<{ node: { state: string; calibration: CalibrationAnswer } }>(query, {
      id: jobId,
    });
    if (!['queued', 'running'].includes(node.state)) {
      expect(node).toMatchObject({ state: 'succeeded', unit: 'steps', error: null });
      return node.calibration;
    }
    await setTimeout(50);
  }
}

async function createRecipe(input: object = {}) {
  const { pinned } = await server.ask<{
    pinned: { recipe: { id: string; bundleUrl: string } | null; userErrors: { message: string }[] };
  }>(
    `mutation ($input: CreateRecipeInput!) { pinned: createRecipe(input: $input) {
       recipe { id bundleUrl calibration { id } } userErrors { code field message } } }`,
    {
      input: {
        vocabularyVersionId: toGlobalId('VocabularyVersion', recipe.vocabularyVersionId),
        promptSetVersionId: toGlobalId('PromptSetVersion', recipe.promptSetVersionId),
        encoderId: toGlobalId('Encoder', 'workbench'),
        ...PINNED,
        ...input,
      },
    },
  );
  return pinned;
}

interface FoundSegment {
  readonly endMs: number;
  readonly probability: number;
  readonly content: { readonly label: string } | null;
}

/** What a recipe finds in the videos that nobody has reviewed. */
async function recognized(recipeId: string): Promise<FoundSegment[]> {
  const ids = videoIds.slice(REVIEWED_COUNT).map((id) => toGlobalId('Video', id));
  const { started } = await server.ask<{ started: { recognition: { id: string } } }>(
    `mutation ($input: StartRecognitionInput!) {
       started: startRecognition(input: $input) { recognition { id } userErrors { code message } } }`,
    { input: { recipeId, videoIds: ids } },
  );
  const query = `query ($id: ID!) { node(id: $id) { ... on Recognition {
    state videos { nodes { segments { startMs endMs probability content { label } } } } } } }`;
  for (;;) {
    const { node } = await server.ask<{
      node: { state: string; videos: { nodes: { segments: FoundSegment[] }[] } };
    }>(query, { id: started.recognition.id });
    if (node.state === 'succeeded') return node.videos.nodes.flatMap(({ segments }) => segments);
    await setTimeout(50);
  }
}

async function manifestAt(bundleUrl: string): Promise<unknown> {
  const response = await fetch(server.url + bundleUrl, { headers: { connection: 'close' } });
  const parts = unzipSync(await response.bytes());
  return JSON.parse(new TextDecoder().decode(parts['bundle.json']));
}

const largest = (segments: readonly FoundSegment[]) => Math.max(...segments.map(({ probability }) => probability));

beforeAll(async () => {
  const { db } = server;
  const { digest } = await registerWorkbench(db);
  const version = await makeVersion(
    db,
    WORDS.map((en, position) => ({ id: en, prefLabels: { en }, position })),
  );
  ({ vocabularyId } = version);
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
  conceptIds = WORDS.map((word) => concepts.find(({ externalId }) => externalId === word)!.id);
  const { promptSetVersionId } = await makeRecipe(db, { encoderDigest: digest, versionId: version.id });
  const pinned = { vocabularyVersionId: version.id, promptSetVersionId, encoderDigest: digest, ...PINNED };
  recipe = valueOf(await saveRecipe(db, { externalId: 'site', name: 'Site', ...pinned }));
  videoIds = await makeVideos(db, (await makeLibrary(db)).id, VIDEO_COUNT);
  await embedVideos();
});

describe('a calibration', () => {
  let calibration: CalibrationAnswer;

  test('is not learned from one video, nor for what cannot be promised', async () => {
    await review([0]);
    expect(await calibrate()).toMatchObject({
      job: null,
      userErrors: [{ code: 'INVALID', field: ['recipeId'], message: expect.stringContaining('too few reviews') }],
    });
    expect((await calibrate({ wantedPrecision: 1 })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['wantedPrecision'] },
    ]);
    expect((await calibrate({ coverage: 0.2 })).userErrors).toMatchObject([{ code: 'INVALID', field: ['coverage'] }]);
    const nowhere = toGlobalId('Recipe', '01900000-0000-7000-8000-000000000000');
    expect((await calibrate({ recipeId: nowhere })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('says how sure recognition may be, measured on videos that it has not learned from', async () => {
    await review(Array.from({ length: REVIEWED_COUNT - 1 }, (_, index) => index + 1));
    const { job } = await calibrate({ name: 'Site', wantedPrecision: 0.7, coverage: 0.8 });
    calibration = await calibrationOf(job!.id);
    const { report, concepts, temperature } = calibration;
    expect(calibration).toMatchObject({
      name: 'Site',
      softening: 0,
      spanCount: SPAN_COUNT,
      wantedPrecision: 0.7,
      coverage: 0.8,
    });
    expect(report).toMatchObject({
      spanCount: SPAN_COUNT,
      unknownSpanCount: 5,
      videoCount: REVIEWED_COUNT,
      windowCount: 3 * (SPAN_COUNT - 5),
      isAdapterHeldOut: false,
      verdict: 'improves',
      previousTemperature: 1,
    });
    expect(temperature).toBeGreaterThan(1.5);
    expect(report.logLoss.after).toBeLessThan(report.logLoss.before);
    expect(report.after.ece).toBeLessThan(report.before.ece);
    expect(report.before.probability - report.before.accuracy).toBeGreaterThan(0.2);
    expect(report.after.bins.reduce((sum, { count }) => sum + count, 0)).toBe(SPAN_COUNT);
    expect(concepts.map(({ contents: [content] }) => content!.label)).toEqual(WORDS);
    // Only the first word is what it looks like, always.
    expect(concepts.map(({ threshold }) => threshold !== null)).toEqual([true, false, false, false]);
    expect(concepts[0]!.precisionLow).toBeGreaterThanOrEqual(0.7);
    expect(concepts.map(({ missingCount }) => missingCount > 0)).toEqual([false, true, true, true]);
    expect(report.sets.coverage).toBeGreaterThanOrEqual(0.8);
    expect(report.sets.heldOut).toMatchObject({ spanCount: SPAN_COUNT - 5 });
    expect(report.sets.heldOut.covered).toBeGreaterThan(0.7);
    expect(report.unknown).toMatchObject({
      isUsed: true,
      knownCount: SPAN_COUNT - 5,
      unknownCount: 5,
      alone: ['matching', 'share', 'nearness'].map((signal) => ({ signal })),
    });
    expect(report.unknown.together.auroc).toBeGreaterThan(report.unknown.plain.auroc);
    const { calibrations } = await server.ask<{ calibrations: { nodes: object[] } }>(
      'query ($id: ID) { calibrations(vocabularyId: $id) { nodes { id } } }',
      { id: toGlobalId('Vocabulary', vocabularyId) },
    );
    expect(calibrations.nodes).toEqual([{ id: calibration.id }]);
  });

  test('makes a recipe say what it may, and leaves the one without it as it was', async () => {
    const plain = await createRecipe();
    const before = await recognized(plain.recipe!.id);
    const calibrated = await createRecipe({ calibrationId: calibration.id, succeedsId: plain.recipe!.id });
    expect(calibrated).toMatchObject({ recipe: { calibration: { id: calibration.id } }, userErrors: [] });
    const after = await recognized(calibrated.recipe!.id);
    expect(largest(before)).toBeGreaterThan(0.9);
    expect(largest(after)).toBeLessThan(largest(before));
    // The last span of the last video is none of the words.
    const isLast = ({ endMs }: FoundSegment) => endMs === 10_000;
    expect(before.filter(isLast).map(({ content }) => content === null)).toEqual([false, false]);
    expect(after.filter(isLast).map(({ content }) => content === null)).toContain(true);
    expect(await recognized(plain.recipe!.id)).toEqual(before);
  });

  test('holds in a later version of the vocabulary, whose new words take the recipe’s own least probability', async () => {
    const { db } = server;
    const { id, revision } = valueOf(await openDraft(db, vocabularyId));
    const added = { id: 'tape', prefLabels: { en: 'tape' }, position: WORDS.length };
    const changed = valueOf(await changeDraft(db, id, revision, [{ kind: 'put', concepts: [added] }]));
    const later = valueOf(await publishDraft(db, id, { revision: changed.revision }));
    const vocabularyVersionId = toGlobalId('VocabularyVersion', later.id);
    const { recipe: made } = await createRecipe({ vocabularyVersionId, calibrationId: calibration.id });
    expect(await manifestAt(made!.bundleUrl)).toMatchObject({
      calibration: {
        temperature: calibration.temperature,
        thresholds: [calibration.concepts[0]!.threshold, 0.3, 0.3, 0.3, 0.3],
      },
      // What tells the unknown was learned with other words.
      unknown: null,
    });
  });

  test('is in no recipe of another vocabulary or adapter', async () => {
    const other = await makeVersion(server.db, [{ id: 'wipe', prefLabels: { en: 'Wipe' } }]);
    const vocabularyVersionId = toGlobalId('VocabularyVersion', other.id);
    expect(await createRecipe({ vocabularyVersionId, calibrationId: calibration.id })).toMatchObject({
      recipe: null,
      userErrors: [
        {
          code: 'INVALID',
          field: ['calibrationId'],
          message: 'the calibration was learned with another vocabulary',
        },
      ],
    });
    const nowhere = toGlobalId('Calibration', '01900000-0000-7000-8000-000000000000');
    expect(await createRecipe({ calibrationId: nowhere })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['calibrationId'] }],
    });
  });

  test('of a recipe with an adapter is learned from adapters that have not seen the video', async () => {
    const { trained } = await server.ask<{ trained: { job: { id: string } } }>(
      'mutation ($input: TrainAdapterInput!) { trained: trainAdapter(input: $input) { job { id } } }',
      { input: { recipeId: toGlobalId('Recipe', recipe.id) } },
    );
    let adapterId: string | undefined;
    while (adapterId === undefined) {
      const { node } = await server.ask<{ node: { adapter: { id: string } | null } }>(
        'query ($id: ID!) { node(id: $id) { ... on Job { adapter { id } } } }',
        { id: trained.job.id },
      );
      adapterId = node.adapter?.id;
      await setTimeout(100);
    }
    // Whether it is worth its while is nothing that matters here.
    await server.db.prisma.adapter.updateMany({ data: { refusals: [] } });
    expect((await createRecipe({ adapterId, calibrationId: calibration.id })).userErrors).toMatchObject([
      { message: 'the calibration was learned with no adapter' },
    ]);
    const adapted = await createRecipe({ adapterId });
    const { job } = await calibrate({ recipeId: adapted.recipe!.id });
    const own = await calibrationOf(job!.id);
    expect(own.report).toMatchObject({ isAdapterHeldOut: true, spanCount: SPAN_COUNT });
    // Every concept has been trained on: how much others are softened changes nothing here.
    expect([0, 0.25, 0.5, 1, 2, 4]).toContain(own.softening);
    const { recipe: both, userErrors } = await createRecipe({ adapterId, calibrationId: own.id });
    expect(userErrors).toEqual([]);
    // As if one word only had been trained, and others had been found too sure.
    await server.db.prisma.adapter.updateMany({ data: { conceptIds: [conceptIds[0]!] } });
    await server.db.prisma.calibration.updateMany({ where: { adapterId: { not: null } }, data: { softening: 1 } });
    const { calibration: bundled } = (await manifestAt(both!.bundleUrl)) as { calibration: { scales: number[] } };
    expect(bundled.scales.map((scale) => scale < 1)).toEqual([false, true, true, true]);
    expect((await createRecipe({ calibrationId: own.id })).userErrors).toMatchObject([
      { message: 'the calibration was learned with an adapter' },
    ]);
  });
});
