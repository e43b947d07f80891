import {
  getEncoders,
  getRecipes,
  getRecognitions,
  isWanted,
  missingSpans,
  openEmbedding,
  startRecognitionVideo,
} from '@actionary/database';
import type { Recipe, RecognitionVideo, Video } from '@actionary/database';
import { countCells, fpsOf, planSpans } from '@actionary/inference/domain';
import type { SpanPlan } from '@actionary/inference/domain';
import { createFrameSource } from '@actionary/inference';
import type { Services } from '../../../context.ts';
import { useKnown } from '../../../shared/videos/known-file.ts';
import type { LibraryFiles } from '../../../shared/videos/library-files.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import type { TaskPayload } from '../../../shared/queue/tasks.ts';
import { embedWhole } from './embed-whole.ts';
import { failEmbedding } from './fail-embedding.ts';
import { queueSpans } from './queue-spans.ts';
import { readyVideo } from './ready-video.ts';
import { whileWanted } from './while-wanted.ts';

/** Ten minutes at two frames a second. */
const SPAN_FRAMES = 1200;

/**
 * Makes the frame embeddings that a recognition needs, unless another one has made them already: then no pixel is
 * touched. A long video is left to tasks of its own, which whoever needs it shares: it is embedded in spans, or in one go
 * where it cannot be cut. A video that cannot be read fails alone; anything else is tried again by the queue.
 */
export function embedTask(services: Services): TaskHandler<'embed'> {
  const { db, queue } = services;
  return async (payload, { signal: stopped, isLastAttempt }) => {
    const { recognitionVideoId, round } = payload;
    const run = await startRecognitionVideo(db, recognitionVideoId, { round });
    if (!run) return;
    let isEmbedded = false;
    try {
      const part = { recognitionId: run.recognitionId, round, recognitionVideoId };
      await whileWanted(
        () => isWanted(db, part),
        stopped,
        async (signal) => {
          isEmbedded = await embedRun(services, run, payload, signal);
        },
      );
    } catch (error) {
      stopped.throwIfAborted();
      return failEmbedding(db, [recognitionVideoId], error, { isLastAttempt });
    }
    if (isEmbedded) await queue.send('recognize', payload);
  };
}

/** @returns false where the video is left to other tasks, which go on with `recognize` */
async function embedRun(
  services: Services,
  run: RecognitionVideo,
  told: TaskPayload<'embed'>,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, queue } = services;
  const [recognition] = await getRecognitions(db, [run.recognitionId]);
  const [recipe] = await getRecipes(db, [recognition!.recipeId]);
  const { encoderDigest, sampling } = recipe!;
  const { video, files } = await readyVideo(services, run.videoId, signal);
  const { spanFrames = SPAN_FRAMES } = services;
  const isLong = countFrames(video, sampling) > spanFrames;
  const spans = isLong ? await planOf(services, video, files, recipe!, signal) : null;
  const key = { contentSha256: video.contentSha256!, encoderDigest, sampling };
  const embedding = await openEmbedding(db, key, spans);
  if (embedding.isComplete) return true;
  if (isLong || embedding.spans) {
    const missing = await missingSpans(db, embedding.id);
    const { round, priority } = told;
    await queueSpans(queue, missing, { id: run.id, libraryId: video.libraryId, round, priority });
    return missing.length === 0;
  }
  await useKnown(files, video, signal, (file) => embedWhole(services, file, { ...key, ...embedding }, signal));
  return true;
}

/** Of videos whose container does not tell. */
const USUAL_FPS = 25;

/** Frames that are to be encoded, about. */
function countFrames({ durationMs, fpsNumerator, fpsDenominator }: Video, sampling: string): number {
  const fps = fpsOf(sampling);
  const nativeFps = fpsNumerator && fpsDenominator ? fpsNumerator / fpsDenominator : USUAL_FPS;
  return countCells(durationMs!, fps === 'native' ? nativeFps : fps);
}

/** @returns `null` where spans would not come out as the whole does: it is to be embedded in one go */
async function planOf(
  { db, spanFrames = SPAN_FRAMES }: Services,
  video: Video,
  files: LibraryFiles,
  { encoderDigest, sampling }: Recipe,
  signal: AbortSignal,
): Promise<SpanPlan | null> {
  const fps = fpsOf(sampling);
  const [encoder] = await getEncoders(db, [encoderDigest]);
  if (fps === 'native' || encoder!.framesPerEmbedding > 1) return null;
  const { isSeekable } = await files.use(video.path, signal, (file) =>
    createFrameSource().probe(file.path, { signal }),
  );
  return isSeekable ? planSpans(countCells(video.durationMs!, fps), spanFrames) : null;
}
