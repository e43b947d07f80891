import { embeddedFramesOf, reviewedSpans } from '@actionary/database';
import type { Database, EmbeddedFrames, Recipe, ReviewedSpan } from '@actionary/database';
import { SpanFrames } from '@actionary/inference/domain';
import type { FrameChoice } from '@actionary/inference/domain';
import { scanEmbeddings } from '../../shared/encoders/scan-embeddings.ts';

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

/** Unit frame embeddings, span after span. */
export interface ExampleFrames {
  readonly frames: Float32Array;
  /** Of each span; at least one. */
  readonly frameCounts: readonly number[];
}

/** The frames of spans, read video by video. @throws the signal's reason; {Error} where embeddings have gone meanwhile */
export async function readExampleFrames(
  db: Database,
  { spans, embedded }: ReviewedExamples,
  choice: FrameChoice,
  signal: AbortSignal,
): Promise<ExampleFrames> {
  const found = spans.map((span) => new SpanFrames(span));
  const ofContent = Map.groupBy(found.keys(), (index) => spans[index].contentSha256);
  const contents = [...embedded];
  for await (const { videoIndex, chunk } of scanEmbeddings(
    db,
    contents.map(([, frames]) => frames),
    signal,
    { isKept: false },
  )) {
    if (!chunk) throw new Error('embeddings have been removed meanwhile; train again');
    for (const index of ofContent.get(contents[videoIndex][0]) ?? []) found[index].add(chunk.timesMs, chunk.halves);
  }
  const rows = found.map((frames) => frames.chosen(choice));
  const dims = found[0].dims;
  const frames = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const row of rows) {
    frames.set(row, offset);
    offset += row.length;
  }
  return { frames, frameCounts: rows.map(({ length }) => length / dims) };
}
