import { embeddedFramesOf, reviewedSpans } from '@actionary/database';
import type { Database, EmbeddedFrames, Recipe, ReviewedSpan } from '@actionary/database';

/** A reviewed span of one concept. */
interface ReviewedExample extends ReviewedSpan {
  readonly conceptId: string;
}

/** What can be learned from with a recipe's words and embeddings. */
export interface ReviewedExamples {
  /** By content, in order of time. */
  readonly spans: readonly ReviewedExample[];
  /** Embeddings of their contents. */
  readonly embedded: ReadonlyMap<string, EmbeddedFrames>;
  /** Further spans whose videos have no embeddings of the recipe's kind. */
  readonly unembeddedCount: number;
}

/** @param wantedIds concepts that count: those that the recipe looks for */
export async function findExamples(
  db: Database,
  recipe: Recipe,
  { vocabularyId, wantedIds }: { readonly vocabularyId: string; readonly wantedIds: ReadonlySet<string> },
): Promise<ReviewedExamples> {
  const reviewed = await reviewedSpans(db, { vocabularyId, versionId: recipe.vocabularyVersionId });
  const known = reviewed.filter(
    (span): span is ReviewedExample => span.conceptId !== null && wantedIds.has(span.conceptId),
  );
  const contents = [...new Set(known.map(({ contentSha256 }) => contentSha256))];
  const frames = await embeddedFramesOf(db, contents, recipe);
  const embedded = new Map(
    contents.flatMap((content, index) => {
      const found = frames[index];
      return found ? [[content, found] as const] : [];
    }),
  );
  const spans = known.filter(({ contentSha256 }) => embedded.has(contentSha256));
  return { spans, embedded, unembeddedCount: known.length - spans.length };
}
