import { videosOfContents } from '@actionary/database';
import type { Database, EmbeddedFrames, Recipe, ReviewedSpan, StoredChunk } from '@actionary/database';
import { scoreWindows } from '@actionary/inference';
import type { Scorer } from '@actionary/inference';
import { meanRow, normalizeRows, spanWindows, widenHalves } from '@actionary/inference/domain';
import type { DecodeOptions, ReviewedWindows, WindowOptions } from '@actionary/inference/domain';
import type { RecipeWords } from '../../shared/encoders/recipe-words.ts';
import { scanVideos } from '../../shared/encoders/scan-videos.ts';
import type { LearningOptions } from '../../shared/queue/learning-task.ts';
import type { VideoAdapters } from './video-adapters.ts';

/** Of each span: neighbours are alike, and say little that is new. */
const WINDOWS_PER_SPAN = 3;

export interface ScoredReviews {
  readonly recipe: Recipe;
  readonly words: RecipeWords;
  readonly spans: readonly ReviewedSpan[];
  /** Embeddings of the spans' contents. */
  readonly embedded: ReadonlyMap<string, EmbeddedFrames>;
  readonly scorer: Scorer;
  readonly adapters: Pick<VideoAdapters, 'of'>;
  /** Unit embeddings of texts of what is none of the concepts; may be none. */
  readonly negatives: Float32Array;
}

/** Windows of reviewed spans, and what tells whether they show anything of the vocabulary. */
export interface ComparedWindows extends ReviewedWindows {
  /** Cosines to the negative texts `[n, negativeCount]`. */
  readonly negatives: Float32Array;
  /** Unit embeddings of the windows as the encoder sees them `[n, dims]`. */
  readonly embeddings: Float32Array;
}

/** A window of a reviewed span. */
interface WindowRow {
  readonly logits: Float32Array;
  readonly negatives: Float32Array;
  readonly embedding: Float32Array;
  readonly truth: number | null;
  readonly video: string;
  readonly span: number;
}

/** A few windows of each reviewed span, scored as recognition scores them. @throws the signal's reason */
export async function readReviewedWindows(
  db: Database,
  reviews: ScoredReviews,
  { signal, onProgress }: LearningOptions,
): Promise<ComparedWindows> {
  const { embedded, words } = reviews;
  const contents = [...embedded.keys()];
  const durations = await durationsOf(db, contents);
  const rows: WindowRow[] = [];
  for await (const { videoIndex, seen } of scanVideos(db, [...embedded.values()], signal)) {
    if (!seen) throw new Error('embeddings have been removed meanwhile; calibrate again');
    rows.push(...(await windowsOfVideo(reviews, contents[videoIndex], seen, durations[videoIndex])));
    onProgress(videoIndex + 1, contents.length);
  }
  return {
    logits: joined(rows.map(({ logits }) => logits)),
    conceptCount: words.concepts.length,
    negatives: joined(rows.map(({ negatives }) => negatives)),
    embeddings: joined(rows.map(({ embedding }) => embedding)),
    truth: rows.map(({ truth }) => truth),
    videos: rows.map(({ video }) => video),
    spans: rows.map(({ span }) => span),
  };
}

async function windowsOfVideo(
  { recipe, words, spans, scorer, adapters, negatives }: ScoredReviews,
  content: string,
  { timesMs, halves }: StoredChunk,
  durationMs: number | null,
): Promise<WindowRow[]> {
  const { concepts, encoder } = words;
  const { dims } = encoder;
  const seen = { timesMs, embeddings: halves, durationMs: durationMs ?? (timesMs.at(-1) ?? 0) + 1, encoder };
  const scored = await scoreWindows(seen, words.embedded, scorer, {
    adapter: (await adapters.of(content)) ?? undefined,
    window: recipe.window as WindowOptions,
    decode: recipe.decode as DecodeOptions,
    unknown: { negatives, examples: NOTHING },
  });
  if (scored.spans.length === 0) return [];
  const rowOf = (matrix: Float32Array, width: number, row: number) => matrix.slice(row * width, (row + 1) * width);
  return [...spans.entries()].flatMap(([span, { contentSha256, conceptId, ...range }]) =>
    contentSha256 !== content
      ? []
      : spanWindows(scored.spans, range, WINDOWS_PER_SPAN).map((index) => {
          const { startIndex, endIndex } = scored.spans[index];
          const frames = widenHalves(halves.subarray(startIndex * dims, endIndex * dims));
          return {
            logits: rowOf(scored.logits, concepts.length, index),
            negatives: rowOf(scored.negatives, negatives.length / dims, index),
            embedding: normalizeRows(meanRow(frames, dims), dims),
            truth: conceptId === null ? null : concepts.findIndex((concept) => concept.conceptId === conceptId),
            video: content,
            span,
          };
        }),
  );
}

const NOTHING = new Float32Array(0);

function joined(rows: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const row of rows) {
    whole.set(row, offset);
    offset += row.length;
  }
  return whole;
}

async function durationsOf(db: Database, contents: readonly string[]): Promise<(number | null)[]> {
  return (await videosOfContents(db, contents)).map((video) => video?.durationMs ?? null);
}
