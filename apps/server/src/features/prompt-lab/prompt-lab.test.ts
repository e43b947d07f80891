import { beforeAll, describe, expect, test } from '@jest/globals';
import { normalizeRows, samplingOf } from '../../../../../inference/src/domain/index.ts';
import { gaussianArray, seededRandom } from '../../../../../inference/src/training/random.ts';
import { createReviews } from '../../../../../prisma/src/index.ts';
import type { Recipe } from '../../../../../prisma/src/index.ts';
import { registerWorkbench, writeEmbedding } from '../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { createContext } from '../../context.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { comparePrompts } from './compare-prompts.ts';
import { openViewer } from '../../shared/access/viewer.ts';

const WORDS = ['wiping', 'tightening', 'taping', 'scanning', 'hammering'];
const VIDEO_COUNT = 10;
const SPAN_MS = 2000;

const server = useServer();
let recipe: Recipe;
let conceptIds: string[];

/** What each span of a video shows, as an index of {@link WORDS}. */
const shown = (video: number) => WORDS.map((_, span) => (video + span) % WORDS.length);

/** Videos whose frames look like sentences about their words. */
async function embedVideos(videoIds: readonly string[]): Promise<void> {
  const random = seededRandom(3);
  const { texts, dims } = await server.services.encoders.use('workbench', async ({ text }) => ({
    texts: await text.encode(WORDS.map((word) => `a worker ${word} something`)),
    dims: text.identity.dims,
  }));
  const videos = await server.db.prisma.video.findMany({ orderBy: { path: 'asc' } });
  expect(videos).toHaveLength(videoIds.length);
  for (const [index, { contentSha256 }] of videos.entries()) {
    const rows = shown(index).flatMap((word) =>
      Array.from({ length: 4 }, () => {
        const noise = gaussianArray(random, dims, 1.5 / Math.sqrt(dims));
        return [...noise].map((value, i) => value + texts[word * dims + i]!);
      }),
    );
    await writeEmbedding(
      server.db,
      { contentSha256: contentSha256!, encoderDigest: recipe.encoderDigest, sampling: samplingOf(2) },
      [
        {
          timesMs: rows.map((_, frame) => 250 + 500 * frame),
          embeddings: normalizeRows(Float32Array.from(rows.flat()), dims),
        },
      ],
    );
  }
}

interface Comparison {
  readonly spanCount: number;
  readonly videoCount: number;
  readonly oneRightCount: number;
  readonly otherRightCount: number;
  readonly difference: { readonly value: number; readonly low: number; readonly high: number };
  readonly pValue: number;
  readonly isBeyondChance: boolean;
  readonly concepts: readonly {
    readonly content: { readonly label: string };
    readonly spanCount: number;
    readonly oneRightCount: number;
    readonly otherRightCount: number;
    readonly changeCount: number;
    readonly changes: readonly {
      readonly video: { readonly name: string };
      readonly startMs: number;
      readonly oneContent: { readonly label: string };
      readonly otherContent: { readonly label: string };
    }[];
  }[];
  readonly templates: readonly { readonly template: string; readonly isHarmful: boolean; readonly pValue: number }[];
}

interface Payload {
  readonly comparison: Comparison | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null; readonly message: string }[];
}

const templates = (...texts: string[]) => ({ templates: texts, language: 'en' });

async function compare(one: object, other: object, recipeId = toGlobalId('Recipe', recipe.id)): Promise<Payload> {
  const { compared } = await server.ask<{ compared: Payload }>(
    `query ($input: ComparePromptsInput!) { compared: comparePrompts(input: $input) {
      comparison {
        spanCount videoCount unembeddedCount oneRightCount otherRightCount difference { value low high } pValue isBeyondChance
        concepts {
          content { label } spanCount oneRightCount otherRightCount changeCount
          changes(first: 3) { video { name } startMs endMs oneContent { label } otherContent { label } }
        }
        templates { index template withoutDifference { value low } pValue isHarmful }
      }
      userErrors { code field message }
    } }`,
    { input: { recipeId, one, other } },
  );
  return compared;
}

beforeAll(async () => {
  const { db } = server;
  const { digest } = await registerWorkbench(db);
  const version = await makeVersion(
    db,
    WORDS.map((en, position) => {
      const next = WORDS[(position + 1) % WORDS.length]!;
      return { id: en, prefLabels: { en }, altLabels: { en: [next] }, position };
    }),
  );
  const { vocabularyId } = version;
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
  conceptIds = WORDS.map((word) => concepts.find(({ externalId }) => externalId === word)!.id);
  recipe = await makeRecipe(db, { encoderDigest: digest, versionId: version.id });
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, VIDEO_COUNT);
  await embedVideos(videoIds);
  const videos = await db.prisma.video.findMany({ orderBy: { path: 'asc' } });
  const reviews = videos.flatMap(({ contentSha256 }, video) =>
    shown(video).map((word, span) => ({
      contentSha256: contentSha256!,
      startMs: span * SPAN_MS,
      endMs: (span + 1) * SPAN_MS,
      vocabularyId,
      conceptId: conceptIds[word]!,
      verdict: 'draw' as const,
    })),
  );
  valueOf(await createReviews(db, reviews));
});
const LABEL = 'a worker {label} something';
/** The words' synonyms are what is done next. */
const MISLEADING = 'a worker {synonym} something';

describe('comparePrompts', () => {
  test('tells which wording is right more often, on which spans, and which template harms', async () => {
    const { comparison, userErrors } = await compare(templates(LABEL, MISLEADING), templates(LABEL));
    expect(userErrors).toEqual([]);
    const { oneRightCount, otherRightCount, difference, concepts, templates: effects } = comparison!;
    expect(comparison).toMatchObject({ spanCount: 50, videoCount: 10, unembeddedCount: 0, isBeyondChance: true });
    expect(otherRightCount).toBeGreaterThan(oneRightCount + 10);
    expect(difference.value).toBeCloseTo((otherRightCount - oneRightCount) / 50, 9);
    expect(difference.low).toBeGreaterThan(0);
    expect(effects).toMatchObject([
      { template: LABEL, isHarmful: false },
      { template: MISLEADING, isHarmful: true },
    ]);
    expect(concepts.map(({ content }) => content.label)).toEqual(WORDS);
    expect(concepts.reduce((sum, concept) => sum + concept.otherRightCount, 0)).toBe(otherRightCount);
    const [changed] = concepts.filter(({ changeCount }) => changeCount > 3);
    expect(changed!.changes).toHaveLength(3);
    for (const { video, startMs, oneContent, otherContent } of changed!.changes) {
      const word = shown(Number.parseInt(video.name, 10) - 1)[startMs / SPAN_MS]!;
      expect([WORDS[word], otherContent.label]).toEqual([changed!.content.label, changed!.content.label]);
      expect(oneContent.label).not.toBe(otherContent.label);
    }
  });

  test('tries prompts of a single concept, in place of templates and of its own', async () => {
    const wiping = { conceptId: toGlobalId('Concept', conceptIds[0]!), prompts: ['a worker hammering a green box'] };
    const { comparison } = await compare(templates(LABEL), { ...templates(LABEL), concepts: [wiping] });
    expect(comparison!.concepts[0]).toMatchObject({ oneRightCount: 10, otherRightCount: 0, changeCount: 10 });
    expect(comparison).toMatchObject({ oneRightCount: 50, isBeyondChance: true, templates: [] });
  });

  test("uses concepts' own prompts as recognition does, or the templates in their place", async () => {
    const { db } = server;
    const owned = await makeVersion(db, [{ id: 'wipe', prefLabels: { en: 'wiping' }, prompts: { en: ['taping'] } }]);
    const [content] = await db.prisma.concept.findMany({ where: { vocabularyId: owned.vocabularyId } });
    const other = await makeRecipe(db, { encoderDigest: recipe.encoderDigest, versionId: owned.id });
    const { contentSha256 } = await db.prisma.video.findFirstOrThrow();
    const span = { contentSha256: contentSha256!, startMs: 0, endMs: SPAN_MS, conceptId: content!.id };
    valueOf(await createReviews(db, [{ ...span, vocabularyId: owned.vocabularyId, verdict: 'draw' }]));
    const one = templates(LABEL, '{label}');
    const recipeId = toGlobalId('Recipe', other.id);
    const asRecognised = await compare(one, one, recipeId);
    expect(asRecognised.comparison).toMatchObject({ spanCount: 1, templates: [] });
    const filledIn = await compare({ ...one, useOwnPrompts: false }, one, recipeId);
    expect(filledIn.comparison!.templates).toHaveLength(2);
    // Of one video nobody can tell.
    expect(filledIn.comparison).toMatchObject({ isBeyondChance: false, difference: { low: null, high: null } });
  });

  test.each([
    ['no wording', {}, ['INVALID', ['one'], 'give one of']],
    ['templates without a language', { templates: ['{label}'] }, ['INVALID', ['one', 'language'], 'language']],
    ['an unknown slot', templates('{label}', '{lable}'), ['INVALID', ['one', 'templates', '1'], '{lable}']],
    ['what gives no prompt', templates('{definition}'), ['INVALID', ['one', 'templates'], 'no prompt can be made']],
    ['a text that is too long', templates('{label} '.repeat(60)), ['INVALID', null, 'prompt too long']],
    [
      'a prompt set that is not there',
      { promptSetVersionId: 'x' },
      ['NOT_FOUND', ['one', 'promptSetVersionId'], 'PromptSetVersion'],
    ],
    [
      'a concept that is not there',
      { ...templates(LABEL), concepts: [{ conceptId: 'x', prompts: ['y'] }] },
      ['NOT_FOUND', ['one', 'concepts', '0', 'conceptId'], 'Concept'],
    ],
    [
      'an empty prompt',
      () => ({ ...templates(LABEL), concepts: [{ conceptId: toGlobalId('Concept', conceptIds[0]!), prompts: [' '] }] }),
      ['INVALID', ['one', 'concepts', '0', 'prompts', '0'], 'empty'],
    ],
  ])('refuses %s', async (_, one, [code, field, message]) => {
    const { comparison, userErrors } = await compare(typeof one === 'function' ? one() : one, templates(LABEL));
    expect(comparison).toBeNull();
    expect(userErrors).toEqual([{ code, field, message: expect.stringContaining(message as string) }]);
  });

  test('refuses to compare on nothing, and more than it can do in time', async () => {
    const { db } = server;
    const words = Array.from({ length: 200 }, (_, index) => `act ${index}`);
    const version = await makeVersion(
      db,
      words.map((en) => ({ id: en, prefLabels: { en } })),
    );
    const { vocabularyId } = version;
    const { id } = await makeRecipe(db, { encoderDigest: recipe.encoderDigest, versionId: version.id });
    const refusalOf = async (count: number) => {
      const many = templates(...Array.from({ length: count }, (_, index) => `{label} ${index}`));
      return (await compare(many, many, toGlobalId('Recipe', id))).userErrors;
    };
    expect(await refusalOf(1)).toMatchObject([{ code: 'INVALID', field: ['recipeId'] }]);
    const { contentSha256 } = await db.prisma.video.findFirstOrThrow();
    const [{ id: conceptId }] = await db.prisma.concept.findMany({ where: { vocabularyId }, take: 1 });
    const reviews = Array.from({ length: 5001 }, (_, startMs) => ({ startMs, endMs: startMs + 1 })).map((span) => ({
      ...span,
      contentSha256: contentSha256!,
      vocabularyId,
      conceptId,
      verdict: 'draw' as const,
    }));
    valueOf(await createReviews(db, reviews));
    expect(await refusalOf(21)).toMatchObject([{ message: expect.stringContaining('4200 different prompts') }]);
    expect(await refusalOf(20)).toMatchObject([{ message: expect.stringContaining('at most 20000000') }]);
  });

  test('ends when the client has gone', async () => {
    const signal = AbortSignal.abort(new Error('the client has gone'));
    const context = createContext(server.services, 'test', { viewer: openViewer(null), signal });
    const input = {
      recipeId: toGlobalId('Recipe', recipe.id),
      one: templates('gone {label}'),
      other: templates(LABEL),
    };
    await expect(comparePrompts(context, input)).rejects.toThrow('has gone');
  });
});
