import { encoderIdentity, findInstalled } from '../../inference/src/index.ts';
import {
  completeEmbedding,
  embeddedFramesOf,
  openEmbedding,
  readChunks,
  registerEncoder,
  writeChunk,
} from '../../prisma/src/index.ts';
import type { Database, EmbeddingKey, Encoder, FrameEmbeddings } from '../../prisma/src/index.ts';

/** The bundled encoder. */
export async function registerWorkbench(db: Database): Promise<Encoder> {
  const { entry } = await findInstalled('workbench');
  return registerEncoder(db, encoderIdentity(entry), entry);
}

/** Complete embeddings of a content. @param chunks in order of time */
export async function writeEmbedding(
  db: Database,
  key: EmbeddingKey,
  chunks: readonly FrameEmbeddings[],
): Promise<string> {
  const { id } = await openEmbedding(db, key);
  for (const [index, chunk] of chunks.entries()) await writeChunk(db, id, index, chunk);
  await completeEmbedding(db, id, { damagedCount: 0, isTruncated: false });
  return id;
}

/** All embeddings of a content, in single precision. @returns `null` where they are not complete */
export async function readEmbedding(db: Database, { contentSha256, ...made }: EmbeddingKey) {
  const [found] = await embeddedFramesOf(db, [contentSha256], made);
  if (!found) return null;
  const { embeddingId, chunkFrameCounts } = found;
  const keys = chunkFrameCounts.map((_, chunkIndex) => ({ embeddingId, chunkIndex }));
  const chunks = (await readChunks(db, keys)).map((chunk) => chunk!);
  return {
    timesMs: chunks.flatMap(({ timesMs }) => [...timesMs]),
    embeddings: Float32Array.from(chunks.flatMap(({ halves }) => [...new Float16Array(halves.buffer as ArrayBuffer)])),
  };
}
