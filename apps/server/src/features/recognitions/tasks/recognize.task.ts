import {
  failRecognitionVideo,
  finishRecognitionVideo,
  getRecipes,
  getRecognitions,
  getVideos,
  readEmbedding,
  startRecognitionVideo,
} from '@actionary/database';
import type { Recipe, RecognitionVideo, SegmentInput, VersionConcept, Video } from '@actionary/database';
import { findSegments, ModelError, PromptError } from '@actionary/inference';
import type { Scorer } from '@actionary/inference';
import { PromptTemplateError } from '@actionary/inference/domain';
import type { DecodeOptions, Segment, WindowOptions } from '@actionary/inference/domain';
import type { Services } from '../../../context.ts';
import { encodeRecipeWords } from '../../../shared/encoders/recipe-words.ts';
import type { RecipeWords } from '../../../shared/encoders/recipe-words.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';

/**
 * Compares a video's embeddings with the recipe's words and stores segments; they become visible at once. Embeddings that
 * have gone meanwhile are made again. Words that cannot be encoded fail the video; anything else is tried again.
 */
export function recognizeTask(services: Services): TaskHandler<'recognize'> {
  const { db, queue } = services;
  const wordsOf = rememberWords(services);
  return async ({ recognitionVideoId }, { signal, isLastAttempt }) => {
    const run = await startRecognitionVideo(db, recognitionVideoId);
    if (!run) return;
    try {
      const segments = await recognizeRun(services, run, wordsOf);
      if (segments === null) return await queue.send('embed', { recognitionVideoId });
      await finishRecognitionVideo(db, recognitionVideoId, segments);
    } catch (error) {
      signal.throwIfAborted();
      const code = finalCode(error);
      if (code === null && !isLastAttempt) throw error;
      const { message } = error as Error;
      await failRecognitionVideo(db, recognitionVideoId, { code: code ?? 'RECOGNIZE_FAILED', message });
      if (code === null) throw error;
    }
  };
}

/** Of an error that another attempt would meet again; else `null`. */
function finalCode(error: unknown): string | null {
  if (error instanceof ModelError) return error.code;
  return error instanceof PromptTemplateError || error instanceof PromptError ? 'PROMPT' : null;
}

/** @returns `null` where there are no embeddings */
async function recognizeRun(
  { db, encoders }: Services,
  { recognitionId, videoId }: RecognitionVideo,
  wordsOf: (recipe: Recipe) => Promise<RecipeWords>,
): Promise<SegmentInput[] | null> {
  const [recognition] = await getRecognitions(db, [recognitionId]);
  const [recipe] = await getRecipes(db, [recognition!.recipeId]);
  const [video] = await getVideos(db, [videoId]);
  const { encoderDigest, sampling } = recipe!;
  const { contentSha256 } = video!;
  const seen = contentSha256 === null ? null : await readEmbedding(db, { contentSha256, encoderDigest, sampling });
  return seen && segmentsOf(seen, video!, await wordsOf(recipe!), recipe!, await encoders.scorer());
}

async function segmentsOf(
  { timesMs, embeddings, dims }: { timesMs: readonly number[]; embeddings: Float32Array; dims: number },
  { durationMs }: Video,
  { concepts, embedded, encoder }: RecipeWords,
  recipe: Recipe,
  scorer: Scorer,
): Promise<SegmentInput[]> {
  const seen = { timesMs, embeddings, durationMs: durationMs!, encoder: { dims, logitScale: encoder.logitScale } };
  // Both were checked when the recipe was saved.
  const options = { window: recipe.window as WindowOptions, decode: recipe.decode as DecodeOptions };
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

/** The words of a recipe never change: they are encoded once for the recipe that was used last. */
function rememberWords(services: Services): (recipe: Recipe) => Promise<RecipeWords> {
  let last: { readonly id: string; readonly words: Promise<RecipeWords> } | null = null;
  return (recipe) => {
    if (last?.id === recipe.id) return last.words;
    const words = encodeRecipeWords(services, recipe);
    last = { id: recipe.id, words };
    // A failure is not remembered.
    words.catch(() => (last = last?.words === words ? null : last));
    return words;
  };
}
