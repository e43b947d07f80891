import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeLibrary } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { makeSite, reviewSite, SITE_WORDS } from '../../../../../test/factories/site.ts';
import type { Site } from '../../../../../test/factories/site.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer({ isWorker: true });
let site: Site;

beforeAll(async () => {
  site = await makeSite(server, 6, { tighten: 'turning a screw', wipe: 'cleaning with a cloth' });
});

interface Started {
  readonly job: { readonly id: string; readonly kind: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

async function start(protocol: string, input: object = {}): Promise<Started> {
  const { started } = await server.ask<{ started: Started }>(
    `mutation ($input: EvaluateRecipeInput!) { started: evaluateRecipe(input: $input) {
       job { id kind } userErrors { code message } } }`,
    { input: { recipeId: toGlobalId('Recipe', site.recipe.id), protocol, ...input } },
  );
  return started;
}

interface JobAnswer {
  readonly state: string;
  readonly unit: string;
  readonly progress: number;
  readonly evaluation: { readonly id: string } | null;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(100);
}

/** The job when it has ended. */
async function ended(id: string): Promise<JobAnswer> {
  for (;;) {
    const { node } = await server.ask<{ node: JobAnswer }>(
      'query ($id: ID!) { node(id: $id) { ... on Job { state unit progress evaluation { id } } } }',
      { id },
    );
    if (!['queued', 'running'].includes(node.state)) return node;
    await setTimeout(100);
  }
}

/** Runs a protocol. @param report fields of its type @returns the evaluation with them */
async function evaluate<T>(protocol: string, report: string): Promise<T> {
  const { job } = await start(protocol);
  const done = await ended(job!.id);
  expect(done).toMatchObject({ state: 'succeeded', unit: 'steps' });
  const { node } = await server.ask<{ node: T }>(
    `query ($id: ID!) { node(id: $id) { ... on Evaluation {
       protocol kind seed spanCount videoCount tookMs recipe { id } report { __typename ${report} } } } }`,
    { id: done.evaluation!.id },
  );
  return node;
}

async function libraryOf(videoId: string): Promise<string> {
  const { libraryId } = await server.db.prisma.video.findUniqueOrThrow({ where: { id: videoId } });
  return libraryId;
}

const METHODS = ['frozen', 'adapter', 'descriptive', 'linear', 'tipAdapter', 'gda', 'clap'];

describe('an evaluation', () => {
  test('is not made of too few reviews', async () => {
    expect(await start('baseToNovel')).toMatchObject({
      job: null,
      userErrors: [{ code: 'INVALID', message: expect.stringContaining('review 2 each of 4 concepts at least') }],
    });
    await reviewSite(server, site, [0, 1, 2, 3, 4, 5]);
  });

  test('tells what becomes of concepts that were not learned, with all methods', async () => {
    interface Answer {
      readonly report: { readonly methods: readonly { readonly method: string; readonly base: { mean: number } }[] };
    }
    const found = await evaluate<Answer>(
      'baseToNovel',
      `... on BaseToNovelReport { heldOut runCount methods {
         method base { mean sd } novel { mean } hm { mean } all { mean } ece { mean } gain { value low high } trainSeconds } }`,
    );
    expect(found).toMatchObject({
      protocol: 'baseToNovel',
      kind: 'linear',
      seed: 1,
      spanCount: 30,
      videoCount: 6,
      recipe: { id: toGlobalId('Recipe', site.recipe.id) },
      report: { __typename: 'BaseToNovelReport', heldOut: 'videos', runCount: 6 },
    });
    const { methods } = found.report;
    expect(methods.map(({ method }) => method)).toEqual(METHODS);
    expect(methods[1]!.base.mean).toBeGreaterThan(methods[0]!.base.mean);
  });

  test('has a point for each number of spans per concept', async () => {
    interface Answer {
      readonly report: {
        readonly points: readonly {
          readonly shots: number;
          readonly methods: readonly { readonly method: string }[];
        }[];
      };
    }
    const { report } = await evaluate<Answer>(
      'fewShot',
      `... on FewShotReport { runCount testedCount points { shots learnedCount methods {
         method all { mean sd } accuracy { value low high } trainSeconds } } }`,
    );
    expect(report.points.map(({ shots }) => shots)).toEqual([1, 2, 4]);
    expect(report.points[0]!.methods.map(({ method }) => method)).toEqual(METHODS);
  });

  test('tells by name what is taken for what', async () => {
    interface Answer {
      readonly report: {
        readonly concepts: readonly { readonly contents: readonly { readonly label: string }[] }[];
        readonly frozen: {
          readonly rows: readonly (readonly number[])[];
          readonly worst: readonly { shown: number; found: number; count: number; shownCount: number }[];
        };
      };
    }
    const { report } = await evaluate<Answer>(
      'confusion',
      `... on ConfusionReport { concepts { contents { label } } frozen { rows worst { shown found count shownCount } }
         adapted { rows } methods { method all ece gain { value } } }`,
    );
    const labels = report.concepts.map(({ contents }) => contents[0]!.label);
    expect(labels.toSorted()).toEqual(SITE_WORDS.toSorted());
    expect(report.frozen.rows.flat().reduce((sum, count) => sum + count, 0)).toBe(30);
    const { shown, found, count } = report.frozen.worst[0]!;
    const next = SITE_WORDS[(SITE_WORDS.indexOf(labels[shown] as 'tape') + 1) % SITE_WORDS.length];
    expect(labels[found]).toBe(next);
    expect(report.frozen.rows[shown]![found]).toBe(count);
  });

  test('compares what was recognised with videos that were reviewed from end to end', async () => {
    const { started } = await server.ask<{ started: { recognition: { id: string } } }>(
      `mutation ($input: StartRecognitionInput!) { started: startRecognition(input: $input) {
         recognition { id } userErrors { message } } }`,
      {
        input: {
          recipeId: toGlobalId('Recipe', site.recipe.id),
          videoIds: site.videoIds.map((id) => toGlobalId('Video', id)),
        },
      },
    );
    await until(async () => {
      const { node } = await server.ask<{ node: { state: string } }>(
        'query ($id: ID!) { node(id: $id) { ... on Recognition { state } } }',
        { id: started.recognition.id },
      );
      return node.state === 'succeeded';
    });
    interface Answer {
      readonly report: { readonly f1: readonly { overlap: number; value: number }[]; readonly frameAccuracy: number };
    }
    const { report } = await evaluate<Answer>(
      'timeline',
      `... on TimelineReport { videoCount leftOutCount reviewedShare frameAccuracy editScore
         f1 { overlap value } map { overlap value } }`,
    );
    expect(report).toMatchObject({ videoCount: 6, leftOutCount: 0, reviewedShare: 1 });
    expect(report.f1.map(({ overlap }) => overlap)).toEqual([0.1, 0.25, 0.5]);
    expect(report.frameAccuracy).toBeGreaterThan(0);
    expect(report.frameAccuracy).toBeLessThan(1);
  });

  test('fails where nothing can be told, and says what is missing', async () => {
    const failureOf = async (protocol: string) => {
      const { job } = await start(protocol);
      await ended(job!.id);
      const { node } = await server.ask<{ node: { error: object } }>(
        'query ($id: ID!) { node(id: $id) { ... on Job { error { code message } } } }',
        { id: job!.id },
      );
      return node.error;
    };
    expect(await failureOf('crossLibrary')).toEqual({
      code: 'TOO_FEW_REVIEWS',
      message: 'fewer than two libraries have enough reviews',
    });
    expect(await failureOf('robustness')).toMatchObject({
      code: 'TOO_FEW_REVIEWS',
      message: expect.stringContaining('no file of the reviewed videos can be read'),
    });
  });

  test('is listed by recipe and protocol, the latest first', async () => {
    const list = async (filter: string) => {
      const { evaluations } = await server.ask<{ evaluations: { nodes: { protocol: string }[] } }>(
        `{ evaluations(${filter}) { nodes { protocol } } }`,
      );
      return evaluations.nodes.map(({ protocol }) => protocol);
    };
    const recipeId = toGlobalId('Recipe', site.recipe.id);
    expect(await list(`recipeId: "${recipeId}"`)).toEqual(['timeline', 'confusion', 'fewShot', 'baseToNovel']);
    expect(await list('protocol: fewShot')).toEqual(['fewShot']);
    expect(await list(`recipeId: "${toGlobalId('Recipe', site.vocabularyId)}"`)).toEqual([]);
  });

  test('tells whether what one library teaches holds in another', async () => {
    const [former, { id: libraryId }] = [await libraryOf(site.videoIds.at(-1)!), await makeLibrary(server.db)];
    const moved = site.videoIds.slice(0, 3);
    await server.db.prisma.video.updateMany({ where: { id: { in: [...moved] } }, data: { libraryId } });
    interface Answer {
      readonly report: {
        readonly pairs: readonly {
          readonly fromLibrary: { readonly id: string };
          readonly toLibrary: { readonly id: string };
          readonly methods: readonly { readonly method: string; readonly all: number; gain: { value: number } }[];
        }[];
      };
    }
    const { report } = await evaluate<Answer>(
      'crossLibrary',
      `... on CrossLibraryReport { leftOutCount pairs {
         fromLibrary { id } toLibrary { id } learnedCount testedCount sharedCount
         methods { method all ece gain { value low high } trainSeconds } } }`,
    );
    const told = { learnedCount: 15, testedCount: 15, sharedCount: 6 };
    expect(report).toMatchObject({ leftOutCount: 0, pairs: [told, told] });
    const libraries = [former, libraryId].map((id) => toGlobalId('VideoLibrary', id));
    const between = report.pairs.map(({ fromLibrary, toLibrary }) => [fromLibrary.id, toLibrary.id]);
    expect(between).toEqual(expect.arrayContaining([libraries, libraries.toReversed()]));
    for (const { methods } of report.pairs) {
      expect(methods.map(({ method }) => method)).toEqual(METHODS);
      const [frozen, adapter] = methods;
      expect(adapter!.gain.value).toBeCloseTo(adapter!.all - frozen!.all, 10);
    }
  });

  test('is made once at a time, and not where it is cancelled', async () => {
    const [one, other] = [await start('baseToNovel', { seed: 5 }), await start('baseToNovel', { seed: 6 })];
    expect(other.job).toEqual(one.job);
    await server.ask('mutation ($id: ID!) { cancelJob(id: $id) { job { state } } }', { id: one.job!.id });
    expect(await ended(one.job!.id)).toMatchObject({ state: 'cancelled', evaluation: null });
  });
});

describe('the report of a pilot', () => {
  test('tells what was labelled, what that took, and what remains unknown', async () => {
    const { recipe, vocabularyId, conceptIds } = site;
    const gain = { value: 0.1, low: 0.05, high: 0.2 };
    const { id } = await server.db.prisma.adapter.create({
      data: {
        name: 'Pilot',
        kind: 'linear',
        vocabularyId,
        recipeId: recipe.id,
        encoderDigest: recipe.encoderDigest,
        seed: 1,
        model: Uint8Array.of(1),
        spanCount: 30,
        conceptIds: [...conceptIds],
        report: { spanCount: 30, videoCount: 6, heldOut: 'videos', methods: [], gain, novelGain: null, concepts: [] },
        refusals: [],
        trainedInMs: 900,
      },
    });
    const { pilotReport } = await server.ask<{ pilotReport: object }>(
      `query ($id: ID!) { pilotReport(adapterId: $id) {
         adapter { name report { gain { value } } } recognizedMs unknownMs
         labelled { spanCount durationMs videoCount conceptCount personCount reviewingMs }
         concepts { spanCount wantedCount content { label } }
         confusion { adapted { worst { shown } } } } }`,
      { id: toGlobalId('Adapter', id) },
    );
    expect(pilotReport).toMatchObject({
      adapter: { name: 'Pilot', report: { gain: { value: 0.1 } } },
      recognizedMs: 60_000,
      unknownMs: expect.any(Number),
      labelled: { spanCount: 30, durationMs: 60_000, videoCount: 6, conceptCount: 6, personCount: 0, reviewingMs: 0 },
      confusion: { adapted: { worst: expect.any(Array) } },
    });
    expect((pilotReport as { concepts: object[] }).concepts).toContainEqual({
      spanCount: 5,
      wantedCount: 5,
      content: { label: 'tape' },
    });
  });

  test('is of an adapter that there is', async () => {
    const id = toGlobalId('Adapter', site.vocabularyId);
    const { errors } = await server.send('query ($id: ID!) { pilotReport(adapterId: $id) { recognizedMs } }', { id });
    expect(errors![0]!.message).toBe('adapterId: there is no such adapter');
  });
});
