import { completeEmbedding, getEncoders, writeChunk } from '@actionary/database';
import type { EmbeddingKey, EmbeddingState } from '@actionary/database';
import { fpsOf } from '@actionary/inference/domain';
import { createFrameSource, ModelError, streamEmbeddings } from '@actionary/inference';
import type { ImageEncoder } from '@actionary/inference';
import type { Services } from '../../../context.ts';
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

/** Runs `use` with the image tower of an encoder. @throws {ModelError} where it is not there, or another one by now */
export async function useImageEncoder<T>(
  { db, encoders }: Services,
  digest: string,
  use: (image: ImageEncoder) => Promise<T>,
): Promise<T> {
  const [encoder] = await getEncoders(db, [digest]);
  const { catalogueId } = encoder!;
  return encoders.use(catalogueId, ({ image }) => {
    if (image.identity.digest !== digest)
      throw new ModelError('INVALID', `${catalogueId} is another encoder than the recipe's; make a new recipe`);
    return use(image);
  });
}
