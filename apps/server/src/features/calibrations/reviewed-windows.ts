import { videosOfContents } from '@actionary/database';
import type { Database, EmbeddedFrames, Recipe, ReviewedSpan } from '@actionary/database';
import { scoreWindows } from '@actionary/inference';
import type { Scorer } from '@actionary/inference';
import { spanWindows } from '@actionary/inference/domain';
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
}

/** A few windows of each reviewed span, scored as recognition scores them. @throws the signal's reason */
export async function readReviewedWindows(
  db: Database,
  { recipe, words, spans, embedded, scorer, adapters }: ScoredReviews,
  { signal, onProgress }: LearningOptions,
): Promise<ReviewedWindows> {
  const { concepts, encoder } = words;
  const indexOf = new Map(concepts.map(({ conceptId }, index) => [conceptId, index]));
  const contents = [...embedded.keys()];
  const durations = await durationsOf(db, contents);
  const ofContent = Map.groupBy(spans.keys(), (index) => spans[index].contentSha256);
  const [rows, truth, videos, owners]: [Float32Array[], (number | null)[], string[], number[]] = [[], [], [], []];
  for await (const { videoIndex, seen } of scanVideos(db, [...embedded.values()], signal)) {
    if (!seen) throw new Error('embeddings have been removed meanwhile; calibrate again');
    const content = contents[videoIndex];
    const { timesMs, halves: embeddings } = seen;
    const durationMs = durations[videoIndex] ?? (timesMs.at(-1) ?? 0) + 1;
    const { spans: windows, logits } = await scoreWindows(
      { timesMs, embeddings, durationMs, encoder },
      words.embedded,
      scorer,
      {
        adapter: (await adapters.of(content)) ?? undefined,
        window: recipe.window as WindowOptions,
        decode: recipe.decode as DecodeOptions,
      },
    );
    for (const span of windows.length === 0 ? [] : ofContent.get(content)!) {
      const { conceptId } = spans[span];
      for (const index of spanWindows(windows, spans[span], WINDOWS_PER_SPAN)) {
        rows.push(logits.slice(index * concepts.length, (index + 1) * concepts.length));
        truth.push(conceptId === null ? null : indexOf.get(conceptId)!);
        videos.push(content);
        owners.push(span);
      }
    }
    onProgress(videoIndex + 1, contents.length);
  }
  const logits = new Float32Array(rows.length * concepts.length);
  for (const [row, values] of rows.entries()) logits.set(values, row * concepts.length);
  return { logits, conceptCount: concepts.length, truth, videos, spans: owners };
}

async function durationsOf(db: Database, contents: readonly string[]): Promise<(number | null)[]> {
  return (await videosOfContents(db, contents)).map((video) => video?.durationMs ?? null);
}
