import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { readEmbedding } from '../../test/factories/embeddings.ts';
import { ENCODER, sha256 } from '../../test/factories/records.ts';
import { completeEmbedding, openEmbedding, registerEncoder, writeChunk } from './embeddings.ts';

describe('embeddings', () => {
  const target = useDatabase();
  beforeAll(() => registerEncoder(target.db, ENCODER, { languages: ['en'] }));
  const keyOf = (content: string) => ({
    contentSha256: sha256(content),
    encoderDigest: ENCODER.digest,
    sampling: 'fps=2',
  });
  const report = { damagedCount: 1, isTruncated: true };
  const frames = (timesMs: number[]) => ({
    timesMs,
    embeddings: Float32Array.from({ length: timesMs.length * ENCODER.dims }, (_, i) => Math.sin(i + timesMs[0])),
  });

  test('come back in order of time, in half precision', async () => {
    const key = keyOf('ordered');
    const { id } = await openEmbedding(target.db, key);
    const [early, late] = [frames([250, 750, 1250]), frames([1750])];
    await writeChunk(target.db, id, 0, early);
    await writeChunk(target.db, id, 1, late);
    await completeEmbedding(target.db, id, report);
    const found = await readEmbedding(target.db, key);
    expect(found).toMatchObject({ timesMs: [250, 750, 1250, 1750] });
    const expected = [...early.embeddings, ...late.embeddings];
    expect(found?.embeddings).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) expect(found?.embeddings[index]).toBeCloseTo(value, 3);
  });

  test('are not there before they are complete; an interrupted writer goes on', async () => {
    const key = keyOf('interrupted');
    const first = await openEmbedding(target.db, key);
    await writeChunk(target.db, first.id, 0, frames([0]));
    expect(await readEmbedding(target.db, key)).toBeNull();
    expect(await openEmbedding(target.db, key)).toEqual({
      id: first.id,
      isComplete: false,
      spans: null,
      chunkCount: 1,
      frameCount: 1,
    });
    await writeChunk(target.db, first.id, 0, frames([0]));
    await completeEmbedding(target.db, first.id, report);
    expect(await openEmbedding(target.db, key)).toMatchObject({ isComplete: true });
    const kept = await target.db.prisma.videoEmbedding.findUnique({ where: { id: first.id } });
    expect(kept).toMatchObject({ frameCount: 1, damagedCount: 1, isTruncated: true });
  });

  test('are found under their content, encoder and sampling, and only when they are complete', async () => {
    const key = keyOf('keyed');
    const { id } = await openEmbedding(target.db, key);
    expect(await readEmbedding(target.db, key)).toBeNull();
    await completeEmbedding(target.db, id, report);
    expect(await readEmbedding(target.db, key)).not.toBeNull();
    for (const change of [{ encoderDigest: sha256('another encoder') }, { sampling: 'native' }])
      expect(await readEmbedding(target.db, { ...key, ...change })).toBeNull();
  });

  test('of a video without frames are empty', async () => {
    const key = keyOf('empty');
    const { id } = await openEmbedding(target.db, key);
    await completeEmbedding(target.db, id, report);
    expect(await readEmbedding(target.db, key)).toEqual({ timesMs: [], embeddings: new Float32Array(0) });
  });

  test('are opened once by writers that come at the same time', async () => {
    const states = await Promise.all(Array.from({ length: 5 }, () => openEmbedding(target.db, keyOf('raced'))));
    expect(new Set(states.map(({ id }) => id)).size).toBe(1);
  });

  test('need bytes that fit the number of frames', async () => {
    const { id } = await openEmbedding(target.db, keyOf('misfit'));
    const misfit = { timesMs: [0, 1], embeddings: new Float32Array(3) };
    await expect(writeChunk(target.db, id, 0, misfit)).rejects.toThrow('EmbeddingChunk_check');
    const narrow = { timesMs: [0], embeddings: new Float32Array(ENCODER.dims - 1) };
    await expect(writeChunk(target.db, id, 0, narrow)).rejects.toThrow(
      'EmbeddingChunk_rows_are_as_wide_as_the_encoder',
    );
  });

  test('are written in order: no chunk is left out', async () => {
    const { id } = await openEmbedding(target.db, keyOf('gapped'));
    await writeChunk(target.db, id, 0, frames([0]));
    await expect(writeChunk(target.db, id, 2, frames([1000]))).rejects.toThrow('EmbeddingChunk_follows_another');
  });
});
