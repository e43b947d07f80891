import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { ENCODER, makeLibrary, makeVideos, sha256 } from '../../test/factories/records.ts';
import { countUnembeddedVideos, listEmbeddedVideos, readChunks } from './embedding-chunks.ts';
import { completeEmbedding, openEmbedding, registerEncoder, writeChunk } from './embeddings.ts';

const { digest: encoderDigest, dims } = ENCODER;
const ALL = { encoderDigest, libraryIds: null };

describe('embedding chunks', () => {
  const target = useDatabase();
  let libraryId: string;
  let videoIds: string[];

  /** Embeddings of a video of the library; of its content, that is. @returns their id */
  async function embed(videoId: string, timesMs: readonly number[][], sampling = 'fps=2'): Promise<string> {
    const key = { contentSha256: sha256(videoId), encoderDigest, sampling };
    const { id } = await openEmbedding(target.db, key);
    for (const [index, times] of timesMs.entries()) {
      const embeddings = Float32Array.from({ length: times.length * dims }, (_, place) => (place % dims) / 8);
      await writeChunk(target.db, id, index, { timesMs: times, embeddings });
    }
    await completeEmbedding(target.db, id, { damagedCount: 0, isTruncated: false });
    return id;
  }

  beforeAll(async () => {
    await registerEncoder(target.db, ENCODER, { languages: ['en'] });
    ({ id: libraryId } = await makeLibrary(target.db));
    videoIds = (await makeVideos(target.db, libraryId, 4)).toSorted();
  });

  test('are listed by content, with the sampling of fewest frames', async () => {
    const [first, , third] = videoIds;
    await embed(first, [[0, 100, 200, 300]], 'native');
    const id = await embed(first, [[0, 500], [1000]]);
    const { contentSha256 } = await target.db.prisma.video.findUniqueOrThrow({ where: { id: first } });
    await target.db.prisma.video.update({ where: { id: third }, data: { contentSha256 } });
    expect(await listEmbeddedVideos(target.db, ALL)).toEqual([
      { videoId: first, contentSha256, durationMs: 10_000, embeddingId: id, chunkFrameCounts: [2, 1] },
    ]);
    expect(await countUnembeddedVideos(target.db, ALL)).toBe(2);
    const other = { ...ALL, encoderDigest: sha256('another encoder') };
    expect(await listEmbeddedVideos(target.db, other)).toEqual([]);
    expect(await countUnembeddedVideos(target.db, other)).toBe(4);
  });

  test('are those of the libraries asked for, of videos that can be read', async () => {
    const other = await makeLibrary(target.db);
    expect(await listEmbeddedVideos(target.db, { encoderDigest, libraryIds: [other.id] })).toEqual([]);
    expect(await countUnembeddedVideos(target.db, { encoderDigest, libraryIds: [other.id] })).toBe(0);
    await target.db.prisma.video.updateMany({ where: { libraryId }, data: { status: 'missing' } });
    expect(await listEmbeddedVideos(target.db, { encoderDigest, libraryIds: [libraryId] })).toEqual([]);
    await target.db.prisma.video.updateMany({ where: { libraryId }, data: { status: 'ready' } });
  });

  test('are read in the order asked for; what has gone is null', async () => {
    const embeddingId = await embed(videoIds[3], [[0, 500], [1000]]);
    const [late, gone, early] = await readChunks(target.db, [
      { embeddingId, chunkIndex: 1 },
      { embeddingId, chunkIndex: 7 },
      { embeddingId, chunkIndex: 0 },
    ]);
    expect([...late!.timesMs, ...early!.timesMs]).toEqual([1000, 0, 500]);
    expect(gone).toBeNull();
    expect([...new Float16Array(late!.halves.buffer as ArrayBuffer)]).toEqual([
      0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875,
    ]);
    expect(await readChunks(target.db, [])).toEqual([]);
  });

  test('are not read by what is no key', async () => {
    const keys = [{ embeddingId: "') --", chunkIndex: 0 }];
    await expect(readChunks(target.db, keys)).rejects.toThrow('not the key of a chunk');
  });
});
