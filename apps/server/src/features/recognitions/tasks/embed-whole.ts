import { completeEmbedding, writeChunk } from '@actionary/database';
import type { EmbeddingKey, EmbeddingState } from '@actionary/database';
import { fpsOf } from '@actionary/inference/domain';
import { createFrameSource, streamEmbeddings } from '@actionary/inference';
import type { Services } from '../../../context.ts';
import { useImageEncoder } from '../../../shared/encoders/image-encoder.ts';
import type { OpenedFile } from '../../../shared/videos/library-files.ts';

/**
 * Embeds a video in one go. What is made is stored as it is made: after an interruption, the work goes on behind the last
 * whole chunk.
 *
 * @throws {VideoError | ModelError | LibraryFileError}
 */
export function embedWhole(
  services: Services,
  file: OpenedFile,
  embedding: EmbeddingKey & EmbeddingState,
  signal: AbortSignal,
): Promise<void> {
  const { db } = services;
  const embed = useImageEncoder(services, embedding.encoderDigest, async (image) => {
    const options = { fps: fpsOf(embedding.sampling), skipCount: embedding.frameCount, signal };
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
  return embed.catch(async (error: unknown) => {
    // What changes while it is read may look damaged.
    await file.refuseChanged();
    throw error;
  });
}
