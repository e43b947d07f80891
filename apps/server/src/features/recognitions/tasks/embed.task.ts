import {
  completeEmbedding,
  failRecognitionVideo,
  getEncoders,
  getRecipes,
  getRecognitions,
  getVideoLibraries,
  getVideos,
  isDatabaseAway,
  openEmbedding,
  startRecognitionVideo,
  writeChunk,
} from '@actionary/database';
import type { Database, Video } from '@actionary/database';
import { fpsOf } from '@actionary/inference/domain';
import { createFrameSource, ModelError, streamEmbeddings, VideoError } from '@actionary/inference';
import type { VideoErrorCode } from '@actionary/inference';
import type { Services } from '../../../context.ts';
import { openKnown } from '../../../shared/videos/known-file.ts';
import { libraryFile, LibraryFileError } from '../../../shared/videos/library-file.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';
import { failureOf } from '../../../shared/queue/failure.ts';
import type { Failure } from '../../../shared/queue/failure.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { whileWanted } from './while-wanted.ts';

/**
 * Makes the frame embeddings that a recognition needs, unless another one has made them already: then no pixel is
 * touched. They are stored as they are made: after an interruption, the work goes on behind the last whole chunk. A video that cannot be read fails alone; anything else is tried again by the queue.
 */
export function embedTask(services: Services): TaskHandler<'embed'> {
  const { db, queue } = services;
  return async (payload, { signal: stopped, isLastAttempt }) => {
    const { recognitionVideoId, round } = payload;
    const run = await startRecognitionVideo(db, recognitionVideoId, { round });
    if (!run) return;
    try {
      const part = { recognitionId: run.recognitionId, round, recognitionVideoId };
      await whileWanted(db, part, stopped, (signal) => embedRun(services, run, signal));
    } catch (error) {
      stopped.throwIfAborted();
      const isFinal = error instanceof VideoError || error instanceof LibraryFileError || error instanceof ModelError;
      if (!isFinal && (!isLastAttempt || isDatabaseAway(error))) throw error;
      await failRecognitionVideo(db, recognitionVideoId, isFinal ? reasonOf(error) : failureOf(error, 'EMBED_FAILED'));
      if (!isFinal) throw error;
      return;
    }
    await queue.send('recognize', payload);
  };
}

function reasonOf(error: VideoError | LibraryFileError | ModelError): Failure {
  const { code, message } = error;
  return { code, message: error instanceof VideoError ? error.problem : message };
}

interface Run {
  readonly recognitionId: string;
  readonly videoId: string;
}

async function embedRun(
  { db, encoders }: Services,
  { recognitionId, videoId }: Run,
  signal: AbortSignal,
): Promise<void> {
  const [recognition] = await getRecognitions(db, [recognitionId]);
  const [recipe] = await getRecipes(db, [recognition!.recipeId]);
  const [encoder] = await getEncoders(db, [recipe!.encoderDigest]);
  const { video, folder } = await readyVideo(db, videoId, signal);
  const { encoderDigest, sampling } = recipe!;
  const embedding = await openEmbedding(db, { contentSha256: video.contentSha256!, encoderDigest, sampling });
  if (embedding.isComplete) return;
  const file = await openKnown(await libraryFile(folder, video.path), video, signal);
  const embed = encoders.use(encoder!.catalogueId, async ({ image }) => {
    if (image.identity.digest !== encoderDigest) {
      throw new ModelError(
        'INVALID',
        `${encoder!.catalogueId} is another encoder than the recipe's; make a new recipe`,
      );
    }
    const options = { fps: fpsOf(sampling), skipCount: embedding.frameCount, signal };
    const startedMs = performance.now();
    const stream = await streamEmbeddings(file.path, createFrameSource(), image, options);
    let chunkIndex = embedding.chunkCount;
    for await (const chunk of stream.chunks) {
      await file.refuseChanged();
      await writeChunk(db, embedding.id, chunkIndex++, chunk);
    }
    await file.refuseChanged();
    const madeInMs = Math.round(performance.now() - startedMs);
    // What was interrupted tells nothing about the time that the whole takes.
    const measured = embedding.chunkCount === 0 ? { madeInMs } : {};
    await completeEmbedding(db, embedding.id, { ...stream.report(), ...measured });
  });
  await embed.catch(async (error: unknown) => {
    // What changes while it is read may look damaged.
    await file.refuseChanged();
    throw error;
  });
}

const GONE = 'its file has gone; put it back and scan its library';

/** Why a video that is not ready is not. */
function codeOf(video: Video | null | undefined): VideoErrorCode {
  return video?.status === 'failed' && video.errorCode ? (video.errorCode as VideoErrorCode) : 'NOT_FOUND';
}

/** The video, probed now where nobody has yet. @throws {VideoError} where it is not ready then */
async function readyVideo(db: Database, id: string, signal: AbortSignal): Promise<{ video: Video; folder: string }> {
  const [found] = await getVideos(db, [id]);
  if (!found) throw new VideoError('NOT_FOUND', id, 'the video is not in its library any more');
  const [library] = await getVideoLibraries(db, [found.libraryId]);
  const { folder } = library!;
  if (found.status === 'pending') await probeVideo(db, found, library!, signal);
  const [video] = await getVideos(db, [id]);
  if (video?.status === 'ready') return { video, folder };
  throw new VideoError(codeOf(video), found.path, video?.errorMessage ?? GONE);
}
