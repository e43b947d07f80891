import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  changeDraft,
  createRecognition,
  createReviews,
  finishRecognitionVideo,
  forgetOperator,
  openDraft,
  publishDraft,
  setVideosOperator,
  startRecognitionVideo,
  videosOfRecognitions,
} from '@actionary/database';
import type { Recipe } from '@actionary/database';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { countStatements } from '../../../../../test/factories/database.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';

const server = useServer();

let recipe: Pick<Recipe, 'id'>;
let vocabularyId: string;
/** By external id. */
let keys: Readonly<Record<string, string>>;

type Part = readonly [concept: string | null, lengthMs: number];

/** Videos of a new station, recognised as parts that follow each other. @returns ids of library, station and videos */
async function film(recordedAt: Date | null, ...videos: readonly (readonly Part[])[]) {
  const { db } = server;
  const library = await makeLibrary(db);
  const videoIds = await makeVideos(db, library.id, videos.length);
  await db.prisma.video.updateMany({ where: { id: { in: videoIds } }, data: { recordedAt } });
  const recognition = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
  const [{ nodes }] = await videosOfRecognitions(db, [recognition.id], { first: 100 });
  for (const [index, parts] of videos.entries()) {
    const run = nodes.find(({ videoId }) => videoId === videoIds[index])!;
    await startRecognitionVideo(db, run.id);
    let startMs = 0;
    const segments = parts.map(([concept, lengthMs]) => ({
      startMs,
      endMs: (startMs += lengthMs),
      conceptId: concept && keys[concept]!,
      score: 20,
      probability: 0.9,
      runnersUp: [],
    }));
    await finishRecognitionVideo(db, run.id, segments);
  }
  return { libraryId: library.id, equipmentNodeId: library.equipmentNodeId, videoIds };
}

interface Named {
  readonly content: { readonly label: string } | null;
}

interface Report {
  readonly totalMs: number;
  readonly unknownMs: number;
  readonly reviewedMs: number;
  readonly videoCount: number;
  readonly levelCount: number;
  readonly vocabularyVersion: { readonly number: number };
  readonly elements: readonly (Named & {
    readonly share: number;
    readonly reviewedShare: number;
    readonly times: { readonly count: number; readonly totalMs: number; readonly meanMs: number };
  })[];
  readonly valueShares: readonly { readonly valueClass: string | null; readonly totalMs: number }[];
}

const REPORT = `videoCount totalMs unknownMs reviewedMs levelCount vocabularyVersion { number }
  elements { content { label } share reviewedShare times { count totalMs meanMs } } valueShares { valueClass totalMs }`;

async function report<T = Report>(
  filter: object,
  { level = null, fields = REPORT }: { level?: number | null; fields?: string } = {},
): Promise<T> {
  const { found } = await server.ask<{ found: T }>(
    `query ($recipeId: ID!, $filter: WorkFilter!, $level: Int) {
      found: workReport(recipeId: $recipeId, filter: $filter, level: $level) { ${fields} } }`,
    { recipeId: toGlobalId('Recipe', recipe.id), filter, level },
  );
  return found;
}

const library = ({ libraryId }: { libraryId: string }) => ({ libraryIds: [toGlobalId('VideoLibrary', libraryId)] });
const labelsOf = (list: readonly Named[]) => list.map(({ content }) => content?.label ?? null);

beforeAll(async () => {
  const version = await makeVersion(server.db, [
    { id: 'fetch', prefLabels: { en: 'Fetch' }, facets: { valueClass: ['incidental'] } },
    { id: 'grasp', prefLabels: { en: 'Grasp' }, broaderId: 'fetch' },
    { id: 'carry', prefLabels: { en: 'Carry' }, broaderId: 'fetch', facets: { valueClass: ['waste'] } },
    { id: 'tighten', prefLabels: { en: 'Tighten' }, facets: { valueClass: ['net'] } },
    { id: 'look', prefLabels: { en: 'Look' } },
  ]);
  ({ vocabularyId } = version);
  const concepts = await server.db.prisma.concept.findMany({ where: { vocabularyId } });
  keys = Object.fromEntries(concepts.map(({ id, externalId }) => [externalId, id]));
  recipe = await makeRecipe(server.db, { versionId: version.id });
});

describe('workReport', () => {
  test('adds up elements and value classes, and takes what is reviewed before what is recognised', async () => {
    const filmed = await film(new Date('2026-02-03T01:00:00Z'), [
      ['grasp', 1000],
      ['carry', 2000],
      ['tighten', 4000],
      [null, 1000],
      ['grasp', 2000],
    ]);
    const { contentSha256 } = await server.db.prisma.video.findUniqueOrThrow({ where: { id: filmed.videoIds[0]! } });
    // The last second of the carrying was tightening.
    valueOf(
      await createReviews(server.db, [
        {
          contentSha256: contentSha256!,
          startMs: 2000,
          endMs: 3000,
          vocabularyId,
          conceptId: keys['tighten']!,
          verdict: 'correct',
        },
      ]),
    );
    const found = await report(library(filmed));
    expect(found).toMatchObject({ videoCount: 1, totalMs: 10_000, unknownMs: 1000, reviewedMs: 1000, levelCount: 2 });
    expect(labelsOf(found.elements)).toEqual(['Tighten', 'Grasp', 'Carry', null]);
    expect(found.elements[0]).toMatchObject({ share: 0.5, reviewedShare: 0.2, times: { count: 1, totalMs: 5000 } });
    expect(found.elements[1]!.times).toEqual({ count: 2, totalMs: 3000, meanMs: 1500 });
    expect(found.valueShares).toEqual([
      { valueClass: 'net', totalMs: 5000 },
      { valueClass: 'incidental', totalMs: 3000 },
      { valueClass: 'waste', totalMs: 1000 },
      { valueClass: null, totalMs: 1000 },
    ]);
  });

  test('joins on a higher level what is one thing there', async () => {
    const filmed = await film(null, [
      ['grasp', 1000],
      ['carry', 2000],
      ['tighten', 1000],
      ['carry', 500],
    ]);
    const found = await report(library(filmed), { level: 1 });
    expect(labelsOf(found.elements)).toEqual(['Fetch', 'Tighten']);
    expect(found.elements[0]!.times).toEqual({ count: 2, totalMs: 3500, meanMs: 1750 });
    await expect(report(library(filmed), { level: 3 })).rejects.toThrow('level: must be 1 … 2');
  });

  test('finds cycles per station and day, with their elements and outliers', async () => {
    const cycle = (tightenMs: number): Part[] => [
      ['grasp', 1000],
      ['tighten', tightenMs],
      ['look', 500],
    ];
    const evening = new Date('2026-02-03T20:00:00Z');
    const one = await film(evening, [2000, 2100, 1900, 2000, 9000, 2000, 2000].flatMap(cycle));
    const other = await film(evening, [3000, 3000, 3000, 3000].flatMap(cycle));
    const filter = { libraryIds: [library(one), library(other)].flatMap(({ libraryIds }) => libraryIds) };
    const TIMES = 'times { count medianMs outlierCount }';
    interface Cycles {
      readonly startConcept: { readonly externalId: string };
      readonly times: object;
      readonly elements: readonly (Named & { readonly meanMs: number; readonly cycleCount: number })[];
      readonly cycles: readonly { readonly video: { readonly id: string }; readonly startMs: number }[];
    }
    const found = await report<{
      readonly cycleStarts: readonly Named[];
      readonly stations: readonly { readonly videoCount: number; readonly cycles: Cycles }[];
      readonly days: readonly { readonly date: string; readonly cycles: Cycles }[];
      readonly occurrences: readonly {
        readonly startMs: number;
        readonly endMs: number;
        readonly isOutlier: boolean;
      }[];
    }>(filter, {
      fields: `cycleStarts { content { label } }
        stations { videoCount cycles(startConceptId: "${toGlobalId('Concept', keys['grasp']!)}") {
          startConcept { externalId } ${TIMES} elements { content { label } meanMs cycleCount }
          cycles(onlyOutliers: true) { video { id } startMs } } }
        days(timeZone: "Asia/Tokyo") { date cycles { startConcept { externalId } ${TIMES} } }
        occurrences(conceptId: "${toGlobalId('Concept', keys['tighten']!)}", first: 2) { startMs endMs isOutlier }`,
    });
    const [slow, even] = found.stations;
    expect(slow).toMatchObject({ videoCount: 1, cycles: { times: { count: 6, medianMs: 3500, outlierCount: 1 } } });
    expect(slow!.cycles.cycles).toEqual([{ video: { id: toGlobalId('Video', one.videoIds[0]!) }, startMs: 14_000 }]);
    expect(labelsOf(slow!.cycles.elements)).toEqual(['Grasp', 'Tighten', 'Look']);
    expect(even!.cycles.times).toEqual({ count: 3, medianMs: 4500, outlierCount: 0 });
    // It is the next day in Tokyo.
    expect(found.days.map(({ date }) => date)).toEqual(['2026-02-04']);
    expect(labelsOf(found.cycleStarts)).toHaveLength(3);
    expect(found.occurrences).toEqual([
      { startMs: 15_000, endMs: 24_000, isOutlier: true },
      { startMs: 1000, endMs: 4000, isOutlier: false },
    ]);
  });

  test('shows operators by pseudonym and by nothing else, and fewer than three of them not at all', async () => {
    const cycle = (tightenMs: number): Part[] => [
      ['grasp', 1000],
      ['tighten', tightenMs],
    ];
    const lengths = [5000, 3000, 4000, 1000];
    const filmed = await film(null, ...lengths.map((ms) => [ms, ms, ms].flatMap(cycle)));
    const put = async (index: number, name: string) =>
      valueOf(
        await setVideosOperator(server.db, { selection: { videoIds: [filmed.videoIds[index]!] }, operator: { name } }),
      );
    const read = () =>
      report<{ operators: readonly (object & { elements: readonly Named[] })[] | null }>(library(filmed), {
        fields: `operators(startConceptId: "${toGlobalId('Concept', keys['grasp']!)}") {
          operator { pseudonym } cycleCount meanMs elements { content { label } meanMs } }`,
      });
    await put(0, 'slow');
    await put(1, 'quick');
    expect(await read()).toEqual({ operators: null });
    await put(2, 'between');
    const bar = (pseudonym: string, tightenMs: number) => ({
      operator: { pseudonym },
      cycleCount: 2,
      meanMs: 1000 + tightenMs,
      elements: [
        { content: { label: 'Grasp' }, meanMs: 1000 },
        { content: { label: 'Tighten' }, meanMs: tightenMs },
      ],
    });
    // As they appeared: neither the slowest nor the quickest stands first.
    expect(await read()).toEqual({ operators: [bar('OP-01', 5000), bar('OP-02', 3000), bar('OP-03', 4000)] });
    valueOf(await forgetOperator(server.db, (await put(2, 'between')).operator!.id));
    expect(await read()).toEqual({ operators: null });
  });

  test('tells what cycles are made of, video by video, also of work that hardly repeats', async () => {
    const filmed = await film(
      null,
      [
        ['tighten', 3000],
        ['grasp', 1000],
        ['look', 500],
        ['grasp', 2000],
        ['look', 700],
      ],
      [
        ['grasp', 1000],
        ['look', 500],
      ],
    );
    interface Work {
      readonly videos: readonly {
        readonly video: { readonly id: string };
        readonly cycles: {
          readonly cycles: readonly {
            readonly parts: readonly (Named & { readonly startMs: number; readonly endMs: number })[];
          }[];
          readonly best: object;
          readonly latest: object;
        } | null;
        readonly parts: readonly object[];
      }[];
      readonly elements: readonly {
        readonly valueClass: string | null;
        readonly times: { readonly lengthsMs: readonly number[] };
      }[];
    }
    const found = await report<Work>(library(filmed), {
      fields: `videos { video { id } parts(startMs: 2500, endMs: 4200) { conceptId startMs endMs reviewedMs }
          cycles { cycles { parts { content { label } startMs endMs } } best { startMs } latest { startMs isOutlier } } }
        elements { valueClass times { lengthsMs(first: 2) } }`,
    });
    const [repeating, other] = filmed.videoIds.map((id) =>
      found.videos.find(({ video }) => video.id === toGlobalId('Video', id)),
    );
    const [cycle] = repeating!.cycles!.cycles;
    expect(cycle!.parts).toEqual([
      { content: { label: 'Grasp' }, startMs: 3000, endMs: 4000 },
      { content: { label: 'Look' }, startMs: 4000, endMs: 4500 },
    ]);
    expect(repeating!.cycles).toMatchObject({ best: { startMs: 3000 }, latest: { startMs: 3000, isOutlier: false } });
    expect(repeating!.parts).toEqual(
      [
        { conceptId: keys['tighten'], startMs: 2500, endMs: 3000, reviewedMs: 0 },
        { conceptId: keys['grasp'], startMs: 3000, endMs: 4000, reviewedMs: 0 },
        { conceptId: keys['look'], startMs: 4000, endMs: 4200, reviewedMs: 0 },
      ].map((part) => ({ ...part, conceptId: toGlobalId('Concept', part.conceptId!) })),
    );
    expect(other!.parts).toEqual([]);
    expect(other!.cycles).toBeNull();
    expect(found.elements).toEqual([
      { valueClass: 'incidental', times: { lengthsMs: [1000, 2000] } },
      { valueClass: 'net', times: { lengthsMs: [3000] } },
      { valueClass: null, times: { lengthsMs: [500, 700] } },
    ]);
  });

  test('is empty where nothing was recognised, and refuses what is not there', async () => {
    const { id } = await makeLibrary(server.db);
    expect(await report(library({ libraryId: id }))).toMatchObject({ videoCount: 0, totalMs: 0, elements: [] });
    const ask = (recipeId: string, filter = {}) =>
      server.ask(
        'query ($recipeId: ID!, $filter: WorkFilter!) { workReport(recipeId: $recipeId, filter: $filter) { videoCount } }',
        { recipeId, filter },
      );
    await expect(ask(toGlobalId('Recipe', '00000000-0000-7000-8000-000000000000'))).rejects.toThrow(
      'there is no such recipe',
    );
    await expect(ask(toGlobalId('Recipe', recipe.id), { videoIds: ['x'] })).rejects.toThrow('filter.videoIds.0');
    await expect(report(library({ libraryId: id }), { fields: 'days(timeZone: "Mars") { date }' })).rejects.toThrow(
      'Mars',
    );
  });

  test('reads many videos in few statements', async () => {
    const filmed = await film(
      null,
      ...Array.from({ length: 20 }, (): Part[] => [
        ['grasp', 1000],
        ['tighten', 2000],
      ]),
    );
    const count = await countStatements(server.db, () =>
      report(library(filmed), { fields: `${REPORT} stations { station { name } } occurrences { video { name } }` }),
    );
    expect(count).toBeLessThan(16);
  });

  test('follows the words: after a merge there is one element', async () => {
    const filmed = await film(null, [
      ['look', 1000],
      ['tighten', 2000],
    ]);
    const { db } = server;
    const { id, revision } = valueOf(await openDraft(db, vocabularyId));
    const merge = { kind: 'merge', ids: ['look'], intoId: 'tighten', keepLabels: true } as const;
    const changed = valueOf(await changeDraft(db, id, revision, [merge]));
    valueOf(await publishDraft(db, id, { revision: changed.revision }));
    const found = await report(library(filmed));
    expect(found.vocabularyVersion.number).toBe(2);
    expect(found.elements.map(({ content, times }) => [content!.label, times])).toEqual([
      ['Tighten', { count: 1, totalMs: 3000, meanMs: 3000 }],
    ]);
  });
});

describe('workComparison', () => {
  test('compares elements and cycles before and after, by their ranks', async () => {
    const cycles = (tightenMs: number): Part[] =>
      Array.from({ length: 12 }, (_, index): Part[] => [
        ['grasp', 1000 + 10 * index],
        ['tighten', tightenMs + 20 * index],
      ]).flat();
    const before = await film(null, cycles(3000));
    const after = await film(null, cycles(2000));
    const { compared } = await server.ask<{
      readonly compared: {
        readonly elements: readonly (Named & {
          readonly times: { readonly shiftMs: number; readonly pValue: number };
        })[];
        readonly cycles: {
          readonly shiftMs: number;
          readonly highMs: number;
          readonly before: object;
          readonly after: object;
        };
      };
    }>(
      `query ($recipeId: ID!, $before: WorkFilter!, $after: WorkFilter!) {
        compared: workComparison(recipeId: $recipeId, before: $before, after: $after) {
          elements { content { label } times { shiftMs pValue } }
          cycles { shiftMs highMs before { count medianMs } after { count medianMs } } } }`,
      { recipeId: toGlobalId('Recipe', recipe.id), before: library(before), after: library(after) },
    );
    const times = Object.fromEntries(compared.elements.map(({ content, times: found }) => [content!.label, found]));
    expect(times['Tighten']).toMatchObject({ shiftMs: -1000 });
    expect(times['Tighten']!.pValue).toBeLessThan(0.001);
    expect(times['Grasp']).toMatchObject({ shiftMs: 0 });
    expect(times['Grasp']!.pValue).toBeGreaterThan(0.9);
    expect(compared.cycles.shiftMs).toBeCloseTo(-1000, -2);
    expect(compared.cycles.highMs).toBeLessThan(0);
  });
});
