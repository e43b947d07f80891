import {
  embeddedFramesOf,
  failRecognitionVideos,
  getRecipes,
  getRecognitions,
  getVideos,
  isDatabaseAway,
  startRecognitionVideos,
} from '@actionary/database';
import type {
  Database,
  EmbeddedFrames,
  Recipe,
  RecognitionVideo,
  SegmentInput,
  StoredChunk,
  VersionConcept,
} from '@actionary/database';
import { findSegments, ModelError, PromptError } from '@actionary/inference';
import type { Scorer } from '@actionary/inference';
import { PromptTemplateError } from '@actionary/inference/domain';
import type { DecodeOptions, Segment, WindowOptions } from '@actionary/inference/domain';
import type { Services } from '../../../context.ts';
import { scanVideos } from '../../../shared/encoders/scan-videos.ts';
import { failureOf } from '../../../shared/queue/failure.ts';
import type { TaskRun } from '../../../shared/queue/queue.ts';
import type { TaskPayload } from '../../../shared/queue/tasks.ts';
import type { RecipeScoring, WordsOf } from './remember-words.ts';
import { SegmentWriter } from './segment-writer.ts';

/** What the task was told. */
type RecognizeOptions = Pick<TaskRun, 'signal' | 'isLastAttempt'> &
  Pick<TaskPayload<'recognize'>, 'round' | 'priority'>;

/**
 * Compares the embeddings of videos with the recipe's words and stores segments; a video's become visible at once.
 * Embeddings that have gone are made again. Words that cannot be encoded fail the videos; anything else is tried again.
 *
 * @param ids recognitions' videos, all of one recognition
 */
export async function recognizeRuns(
  services: Services,
  ids: readonly string[],
  wordsOf: WordsOf,
  { signal, isLastAttempt, round, priority }: RecognizeOptions,
): Promise<void> {
  const { db, queue } = services;
  const runs = await startRecognitionVideos(db, ids, { round });
  if (runs.length === 0) return;
  try {
    const unembedded = await recognizeEmbedded(services, runs, wordsOf, signal);
    await queue.sendAll(
      'embed',
      unembedded.map(({ run }) => ({ recognitionVideoId: run.id, round, priority })),
      (index) => unembedded[index].libraryId,
    );
  } catch (error) {
    signal.throwIfAborted();
    const code = finalCode(error);
    if (code === null && (!isLastAttempt || isDatabaseAway(error))) throw error;
    await failRecognitionVideos(db, ids, failureOf(error, code ?? 'RECOGNIZE_FAILED'));
    if (code === null) throw error;
  }
}

/** Of an error that another attempt would meet again; else `null`. */
function finalCode(error: unknown): string | null {
  if (error instanceof ModelError) return error.code;
  return error instanceof PromptTemplateError || error instanceof PromptError ? 'PROMPT' : null;
}

/** Reads, scores and writes at the same time. @returns those that have no embeddings */
async function recognizeEmbedded(
  { db, encoders }: Services,
  runs: readonly RecognitionVideo[],
  wordsOf: WordsOf,
  signal: AbortSignal,
): Promise<ChosenRun[]> {
  const [recognition] = await getRecognitions(db, [runs[0].recognitionId]);
  const [recipe] = await getRecipes(db, [recognition!.recipeId]);
  const { embedded, unembedded } = await splitByEmbedding(db, runs, recipe!);
  if (embedded.length === 0) return unembedded;
  const words = await wordsOf(recipe!);
  const scorer = await encoders.scorer();
  const writer = new SegmentWriter(db);
  const frames = embedded.map((each) => each.frames);
  for await (const { videoIndex, seen } of scanVideos(db, frames, signal)) {
    const chosen = embedded[videoIndex];
    const { run, durationMs } = chosen;
    if (!seen) unembedded.push(chosen);
    else await writer.add({ id: run.id, segments: await segmentsOf(seen, durationMs, words, recipe!, scorer) });
  }
  await writer.end();
  return unembedded;
}

interface ChosenRun {
  readonly run: RecognitionVideo;
  /** Empty where the video has gone meanwhile. */
  readonly libraryId: string;
}

interface EmbeddedRun extends ChosenRun {
  readonly durationMs: number;
  readonly frames: EmbeddedFrames;
}

async function splitByEmbedding(db: Database, runs: readonly RecognitionVideo[], recipe: Recipe) {
  const videos = await getVideos(
    db,
    runs.map(({ videoId }) => videoId),
  );
  const frames = await embeddedFramesOf(
    db,
    // What has no content yet has no embeddings either.
    videos.map((video) => video?.contentSha256 ?? ''),
    recipe,
  );
  const embedded: EmbeddedRun[] = [];
  const unembedded: ChosenRun[] = [];
  for (const [index, run] of runs.entries()) {
    const [found, video] = [frames[index], videos[index]];
    const chosen = { run, libraryId: video?.libraryId ?? '' };
    if (found && video?.durationMs) embedded.push({ ...chosen, durationMs: video.durationMs, frames: found });
    else unembedded.push(chosen);
  }
  return { embedded, unembedded };
}

async function segmentsOf(
  { timesMs, halves }: StoredChunk,
  durationMs: number,
  { concepts, embedded, encoder, adapter, calibration, unknown }: RecipeScoring,
  recipe: Recipe,
  scorer: Scorer,
): Promise<SegmentInput[]> {
  // Both were checked when the recipe was saved.
  const options = {
    adapter: adapter ?? undefined,
    window: recipe.window as WindowOptions,
    decode: { ...(recipe.decode as DecodeOptions), ...calibration },
    unknown: unknown ?? undefined,
  };
  const seen = { timesMs, embeddings: halves, durationMs, encoder };
  const segments = await findSegments(seen, embedded, scorer, options);
  return segments.map((segment) => toStored(segment, concepts));
}

function toStored({ conceptIndex, runnersUp, ...segment }: Segment, concepts: readonly VersionConcept[]): SegmentInput {
  const idAt = (index: number) => concepts[index].conceptId;
  return {
    ...segment,
    conceptId: conceptIndex === null ? null : idAt(conceptIndex),
    runnersUp: runnersUp.map((runnerUp) => ({
      conceptId: idAt(runnerUp.conceptIndex),
      probability: runnerUp.probability,
    })),
  };
}
