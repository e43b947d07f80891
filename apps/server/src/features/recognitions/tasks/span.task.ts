import { getEmbedding, joinSpans, missingSpans, runsAwaiting, writeSpan } from '@actionary/database';
import type { AwaitingRun, EmbeddingKey, EmbeddingSpan, EmbeddingState } from '@actionary/database';
import { fpsOf, spanAt } from '@actionary/inference/domain';
import type { SpanPlan } from '@actionary/inference/domain';
import { createFrameSource, embedVideo, VideoError } from '@actionary/inference';
import type { VideoEmbeddings, VideoErrorCode } from '@actionary/inference';
import type { Services } from '../../../context.ts';
import { useImageEncoder } from '../../../shared/encoders/image-encoder.ts';
import { useKnown } from '../../../shared/videos/known-file.ts';
import type { OpenedFile } from '../../../shared/videos/library-files.ts';
import type { TaskHandler, TaskRun } from '../../../shared/queue/queue.ts';
import { embedWhole } from './embed-whole.ts';
import { failEmbedding } from './fail-embedding.ts';
import { queueSpans } from './queue-spans.ts';
import { readyVideo } from './ready-video.ts';
import { whileWanted } from './while-wanted.ts';

/**
 * Embeds a span of a long video, for all recognitions that await it; whoever finishes the last one hands all of them on to
 * `recognize`. Each round goes by what is in the database, so that it may be repeated, and done by several at once.
 */
export function spanTask(services: Services): TaskHandler<'span'> {
  const { db, queue } = services;
  return async ({ recognitionVideoId, round, priority, ...span }, run) => {
    for (;;) {
      const awaiting = await runsAwaiting(db, span.embeddingId);
      // Cancelled; or its file has changed, and other embeddings are needed.
      if (awaiting.length === 0) return queue.send('embed', { recognitionVideoId, round, priority });
      const missing = await missingSpans(db, span.embeddingId);
      if (missing.length === 0) {
        const tasks = awaiting.map((each) => ({ ...roundOf(each), recognitionVideoId: each.id }));
        return queue.sendAll('recognize', tasks);
      }
      // Whoever has cut it otherwise may have ended before all was queued.
      if (missing[0].spanCount !== span.spanCount) return queueSpans(queue, missing, awaiting[0]);
      if (!missing.some(({ spanIndex }) => spanIndex === span.spanIndex)) return;
      await embedForAll(services, span, awaiting, run);
    }
  };
}

function roundOf({ round, priority }: AwaitingRun) {
  return { round, priority };
}

/** From the file of the first one; where that cannot be read, all who await that video fail. */
async function embedForAll(
  services: Services,
  span: EmbeddingSpan,
  awaiting: readonly AwaitingRun[],
  { signal: stopped, isLastAttempt }: TaskRun,
): Promise<void> {
  const { db } = services;
  const [{ videoId }] = awaiting;
  const isWanted = async () => (await runsAwaiting(db, span.embeddingId)).length > 0;
  try {
    await whileWanted(isWanted, stopped, (signal) => embedSpan(services, span, videoId, signal));
  } catch (error) {
    stopped.throwIfAborted();
    const ids = awaiting.filter((each) => each.videoId === videoId).map(({ id }) => id);
    await failEmbedding(db, ids, error, { isLastAttempt });
  }
}

async function embedSpan(services: Services, span: EmbeddingSpan, videoId: string, signal: AbortSignal): Promise<void> {
  const { db } = services;
  const embedding = await getEmbedding(db, span.embeddingId);
  // It has gone, or is cut otherwise by now: the next round sees to that.
  if (!embedding || (embedding.spans?.spanCount ?? 1) !== span.spanCount) return;
  const { video, files } = await readyVideo(services, videoId, signal);
  const planned = embedding.spans && { embedding, spans: embedding.spans, index: span.spanIndex };
  await useKnown(files, video, signal, (file) =>
    planned ? embedPlanned(services, file, span, planned, signal) : embedWhole(services, file, embedding, signal),
  );
}

async function embedPlanned(
  services: Services,
  file: OpenedFile,
  span: EmbeddingSpan,
  planned: PlannedSpan,
  signal: AbortSignal,
): Promise<void> {
  const { db } = services;
  // What changes while it is read may look damaged.
  const seen = await embedOne(services, file.path, planned, signal).finally(() => file.refuseChanged());
  if (seen) await writeSpan(db, span, seen, seen.report);
  else await joinSpans(db, span);
}

interface PlannedSpan {
  readonly embedding: EmbeddingKey & EmbeddingState;
  readonly spans: SpanPlan;
  readonly index: number;
}

/** What is wrong with what is in a video: the whole may be read in spite of it, or has to say so. */
const OF_THE_CONTENT: ReadonlySet<VideoErrorCode> = new Set(['NOT_SEEKABLE', 'NOTHING_DECODED', 'DAMAGED', 'DECODER']);

/** @returns `null` where it would not come out as in the whole: the video is damaged, or cannot be cut after all */
async function embedOne(
  services: Services,
  file: string,
  { embedding, spans, index }: PlannedSpan,
  signal: AbortSignal,
): Promise<VideoEmbeddings | null> {
  const options = { fps: fpsOf(embedding.sampling), span: spanAt(spans, index), signal };
  try {
    const seen = await useImageEncoder(services, embedding.encoderDigest, (image) =>
      embedVideo(file, createFrameSource(), image, options),
    );
    // After a damaged frame, pictures depend on where decoding began. An early end is the last span's to tell.
    const endsEarly = seen.report.isTruncated && index < spans.spanCount - 1;
    return seen.report.damagedCount > 0 || endsEarly ? null : seen;
  } catch (error) {
    if (error instanceof VideoError && OF_THE_CONTENT.has(error.code)) return null;
    throw error;
  }
}
