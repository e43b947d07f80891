import { embeddedFramesOf, getVocabularyVersions, reviewedSpans } from '@actionary/database';
import type { Database, EmbeddedFrames, Recipe, ReviewedSpan } from '@actionary/database';

/** A reviewed span of one concept. */
interface ReviewedExample extends ReviewedSpan {
  readonly conceptId: string;
}

/** Reviewed spans, as far as a recipe's kind of embeddings is there. */
interface EmbeddedReviews<S extends ReviewedSpan> {
  /** By content, in order of time. */
  readonly spans: readonly S[];
  /** Embeddings of their contents. */
  readonly embedded: ReadonlyMap<string, EmbeddedFrames>;
  /** Further spans whose videos have no embeddings of the recipe's kind. */
  readonly unembeddedCount: number;
}

/** What can be learned from with a recipe's words and embeddings. */
export type ReviewedExamples = EmbeddedReviews<ReviewedExample>;

interface Wanted {
  readonly vocabularyId: string;
  /** Concepts that count: those that the recipe looks for. */
  readonly wantedIds: ReadonlySet<string>;
}

/** Reviewed spans of the recipe's concepts. */
export async function findExamples(
  db: Database,
  recipe: Recipe,
  { vocabularyId, wantedIds }: Wanted,
): Promise<ReviewedExamples> {
  const reviewed = await reviewedSpans(db, { vocabularyId, versionId: recipe.vocabularyVersionId });
  const known = reviewed.filter(
    (span): span is ReviewedExample => span.conceptId !== null && wantedIds.has(span.conceptId),
  );
  return embeddedOf(db, recipe, known);
}

/** The same, and spans that show none of the vocabulary: `conceptId` is `null`. */
export async function findKnownAndUnknown(
  db: Database,
  recipe: Recipe,
  { vocabularyId, wantedIds }: Wanted,
): Promise<EmbeddedReviews<ReviewedSpan>> {
  const reviewed = await reviewedSpans(db, { vocabularyId, versionId: recipe.vocabularyVersionId });
  return embeddedOf(
    db,
    recipe,
    reviewed.filter(({ conceptId }) => conceptId === null || wantedIds.has(conceptId)),
  );
}

async function embeddedOf<S extends ReviewedSpan>(
  db: Database,
  recipe: Recipe,
  reviewed: readonly S[],
): Promise<EmbeddedReviews<S>> {
  const contents = [...new Set(reviewed.map(({ contentSha256 }) => contentSha256))];
  const frames = await embeddedFramesOf(db, contents, recipe);
  const embedded = new Map(
    contents.flatMap((content, index) => {
      const found = frames[index];
      return found ? [[content, found] as const] : [];
    }),
  );
  const spans = reviewed.filter(({ contentSha256 }) => embedded.has(contentSha256));
  return { spans, embedded, unembeddedCount: reviewed.length - spans.length };
}

export async function vocabularyOfRecipe(db: Database, { vocabularyVersionId }: Recipe): Promise<string> {
  const [version] = await getVocabularyVersions(db, [vocabularyVersionId]);
  return version!.vocabularyId;
}
