import { encodeRecipeWords } from '../../apps/server/src/shared/encoders/recipe-words.ts';
import { toGlobalId } from '../../apps/server/src/shared/graphql/global-id.ts';
import { normalizeRows, samplingOf } from '../../inference/src/domain/index.ts';
import { gaussianArray, seededRandom } from '../../inference/src/training/random.ts';
import type { Recipe } from '../../prisma/src/index.ts';
import { registerWorkbench, writeEmbedding } from './embeddings.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos } from './records.ts';
import type { TestServer } from './server.ts';

export const SITE_WORDS = ['pick up', 'put down', 'tighten', 'wipe', 'tape', 'wait'] as const;
export const SITE_SPAN_MS = 2000;
const FRAMES_PER_SPAN = 4;
const SPANS_PER_VIDEO = 5;

/** Videos with embeddings, in which everything looks more like the next word than like its own. Database ids. */
export interface Site {
  readonly recipe: Recipe;
  readonly vocabularyId: string;
  /** In the order of {@link SITE_WORDS}. */
  readonly conceptIds: readonly string[];
  readonly videoIds: readonly string[];
}

/** What each span of a video shows, as an index of {@link SITE_WORDS}. */
export function shownIn(video: number): number[] {
  return Array.from({ length: SPANS_PER_VIDEO }, (_, span) => (video + span) % SITE_WORDS.length);
}

/** @param definitions of the words, in English; default none */
export async function makeSite(
  { db, services }: Pick<TestServer, 'db' | 'services'>,
  videoCount: number,
  definitions: Readonly<Partial<Record<string, string>>> = {},
): Promise<Site> {
  const { digest } = await registerWorkbench(db);
  const words = SITE_WORDS.map((en) => {
    const definition = definitions[en];
    return { id: en, prefLabels: { en }, definitions: definition ? { en: definition } : {} };
  });
  const { id: versionId, vocabularyId } = await makeVersion(db, words);
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
  const conceptIds = SITE_WORDS.map((word) => concepts.find(({ externalId }) => externalId === word)!.id);
  const recipe = await makeRecipe(db, { encoderDigest: digest, versionId });
  const videoIds = await makeVideos(db, (await makeLibrary(db)).id, videoCount);
  const site = { recipe, vocabularyId, conceptIds, videoIds };
  await embedVideos({ db, services }, site);
  return site;
}

async function embedVideos(
  { db, services }: Pick<TestServer, 'db' | 'services'>,
  { recipe, videoIds }: Site,
): Promise<void> {
  const { embedded, encoder } = await encodeRecipeWords(services, recipe);
  const { dims } = encoder;
  const text = (word: number) =>
    embedded.embeddings.subarray((word % SITE_WORDS.length) * dims, ((word % SITE_WORDS.length) + 1) * dims);
  const random = seededRandom(7);
  const videos = await db.prisma.video.findMany({ where: { id: { in: [...videoIds] } }, orderBy: { path: 'asc' } });
  for (const [index, { contentSha256 }] of videos.entries()) {
    const rows = shownIn(index).flatMap((word) =>
      Array.from({ length: FRAMES_PER_SPAN }, () => {
        const noise = gaussianArray(random, dims, 0.2 / Math.sqrt(dims));
        return [...noise].map((value, i) => value + 0.6 * text(word)[i]! + 0.8 * text(word + 1)[i]!);
      }),
    );
    const embeddings = normalizeRows(Float32Array.from(rows.flat()), dims);
    const timesMs = rows.map((_, frame) => 250 + 500 * frame);
    const key = { contentSha256: contentSha256!, encoderDigest: recipe.encoderDigest, sampling: samplingOf(2) };
    await writeEmbedding(db, key, [{ timesMs, embeddings }]);
  }
}

/** A person says what every span of some videos shows. @param videos by index @throws {Error} where that is refused */
export async function reviewSite(
  { ask }: Pick<TestServer, 'ask'>,
  { videoIds, vocabularyId, conceptIds }: Site,
  videos: readonly number[],
): Promise<void> {
  const reviews = videos.flatMap((video) =>
    shownIn(video).map((word, span) => ({
      videoId: toGlobalId('Video', videoIds[video]!),
      startMs: span * SITE_SPAN_MS,
      endMs: (span + 1) * SITE_SPAN_MS,
      vocabularyId: toGlobalId('Vocabulary', vocabularyId),
      conceptId: toGlobalId('Concept', conceptIds[word]!),
      verdict: 'correct',
    })),
  );
  const { made } = await ask<{ made: { userErrors: readonly { readonly message: string }[] } }>(
    'mutation ($reviews: [ReviewInput!]!) { made: createReviews(reviews: $reviews) { userErrors { code message } } }',
    { reviews },
  );
  if (made.userErrors.length > 0) throw new Error(made.userErrors[0]!.message);
}
