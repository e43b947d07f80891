import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { readEmbedding } from '../../test/factories/embeddings.ts';
import { ENCODER, makeLibrary, makeRecipe, makeVideos, sha256, valueOf } from '../../test/factories/records.ts';
import { joinSpans, missingSpans, runsAwaiting, writeSpan } from './embedding-spans.ts';
import { completeEmbedding, getEmbedding, openEmbedding, registerEncoder, writeChunk } from './embeddings.ts';
import { cancelRecognition } from './recognition-control.ts';
import { createRecognition } from './recognitions.ts';
import { startRecognitionVideos } from './recognition-runs.ts';

describe('embeddings in spans', () => {
  const target = useDatabase();
  beforeAll(() => registerEncoder(target.db, ENCODER, { languages: ['en'] }));
  const keyOf = (content: string) => ({
    contentSha256: sha256(content),
    encoderDigest: ENCODER.digest,
    sampling: 'fps=2',
  });
  const WHOLE = { isTruncated: false };
  const frames = (timesMs: readonly number[]) => ({
    timesMs,
    embeddings: Float32Array.from({ length: timesMs.length * ENCODER.dims }, (_, i) => i / 16 + timesMs[0]!),
  });

  async function begin(content: string, spanCount: number) {
    const { id: embeddingId } = await openEmbedding(target.db, keyOf(content), { spanCount, spanCells: 600 });
    const write = (spanIndex: number, timesMs: readonly number[], report = WHOLE) =>
      writeSpan(target.db, { embeddingId, spanIndex, spanCount }, frames(timesMs), report);
    const missing = async () => (await missingSpans(target.db, embeddingId)).map(({ spanIndex }) => spanIndex);
    return { embeddingId, write, missing };
  }

  test('are there when all are, in order of time, in whatever order they were written', async () => {
    const { embeddingId, write, missing } = await begin('any order', 3);
    await write(2, [900, 1000]);
    await write(0, [0, 100]);
    expect(await missing()).toEqual([1]);
    expect(await readEmbedding(target.db, keyOf('any order'))).toBeNull();
    // Done twice, by a worker that was taken for dead.
    await write(0, [0, 100]);
    await write(1, [500]);
    expect(await missing()).toEqual([]);
    const { embeddings } = frames([0, 100]);
    const found = await readEmbedding(target.db, keyOf('any order'));
    expect(found?.timesMs).toEqual([0, 100, 500, 900, 1000]);
    expect(found?.embeddings.slice(0, embeddings.length)).toEqual(embeddings);
    expect(await getEmbedding(target.db, embeddingId)).toMatchObject({
      isComplete: true,
      chunkCount: 3,
      frameCount: 5,
    });
  });

  test('without frames leave no gap behind', async () => {
    const { write } = await begin('still', 5);
    for (const [index, times] of [[0], [], [7], [], [9, 10]].entries()) await write(index, times);
    expect(await readEmbedding(target.db, keyOf('still'))).toMatchObject({ timesMs: [0, 7, 9, 10] });
  });

  test('may all be without frames', async () => {
    const { write } = await begin('nothing', 2);
    await Promise.all([write(0, []), write(1, [])]);
    expect(await readEmbedding(target.db, keyOf('nothing'))).toMatchObject({ timesMs: [] });
  });

  test('become complete once, however many write at the same time', async () => {
    const { embeddingId, write } = await begin('race', 8);
    await Promise.all(Array.from({ length: 8 }, (_, index) => write(index, [index], { isTruncated: index === 7 })));
    const kept = await target.db.prisma.videoEmbedding.findUnique({ where: { id: embeddingId } });
    expect(kept).toMatchObject({ completedAt: expect.any(Date), frameCount: 8, damagedCount: 0, isTruncated: true });
  });

  test('are cut as whoever began has cut them', async () => {
    const { embeddingId } = await begin('first come', 3);
    const opened = await openEmbedding(target.db, keyOf('first come'), { spanCount: 9, spanCells: 5 });
    expect(opened).toMatchObject({ id: embeddingId, spans: { spanCount: 3, spanCells: 600 } });
    // Nor are they complete because somebody thinks that they are written in one go.
    await completeEmbedding(target.db, embeddingId, { damagedCount: 0, isTruncated: false });
    expect(await getEmbedding(target.db, embeddingId)).toMatchObject({ isComplete: false });
  });

  test('are forgotten where the video cannot be cut after all; late ones are not written', async () => {
    const { embeddingId, write } = await begin('joined', 3);
    await write(2, [900], { isTruncated: true });
    await joinSpans(target.db, { embeddingId, spanCount: 3 });
    expect(await write(1, [500])).toBe(false);
    expect(await getEmbedding(target.db, embeddingId)).toMatchObject({ spans: null, chunkCount: 0, isComplete: false });
    expect(await missingSpans(target.db, embeddingId)).toEqual([{ embeddingId, spanIndex: 0, spanCount: 1 }]);
    await writeChunk(target.db, embeddingId, 0, frames([0]));
    await joinSpans(target.db, { embeddingId, spanCount: 3 });
    await completeEmbedding(target.db, embeddingId, { damagedCount: 2, isTruncated: false });
    expect(await readEmbedding(target.db, keyOf('joined'))).toMatchObject({ timesMs: [0] });
  });

  test('are of the plan, and have frames where there is none', async () => {
    const { embeddingId } = await begin('beyond', 2);
    const beyond = { embeddingId, spanIndex: 2, spanCount: 2 };
    await expect(writeSpan(target.db, beyond, frames([0]), WHOLE)).rejects.toThrow('EmbeddingChunk_is_of_a_span');
    const { id } = await openEmbedding(target.db, keyOf('uncut'));
    await expect(writeChunk(target.db, id, 0, frames([]))).rejects.toThrow('EmbeddingChunk_has_frames');
  });

  test('are awaited by what has begun and needs them', async () => {
    const { db } = target;
    const videoIds = await makeVideos(db, (await makeLibrary(db)).id, 2);
    const [one, other] = [await makeRecipe(db), await makeRecipe(db)];
    const run = async (recipeId: string) => {
      const { id } = valueOf(await createRecognition(db, { recipeId, videoIds }));
      const where = { recognitionId: id, videoId: videoIds[0] };
      return { id, runId: (await db.prisma.recognitionVideo.findFirstOrThrow({ where })).id };
    };
    const [first, second, waiting] = [await run(one.id), await run(other.id), await run(one.id)];
    for (const { runId } of [first, second]) await startRecognitionVideos(db, [runId]);
    const { id } = await openEmbedding(db, { ...keyOf(''), contentSha256: sha256(videoIds[0]!) });
    const awaiting = async () => (await runsAwaiting(db, id)).map((each) => each.id);
    expect(await awaiting()).toEqual([first.runId, second.runId]);
    valueOf(await cancelRecognition(db, first.id));
    expect(await awaiting()).toEqual([second.runId]);
    await startRecognitionVideos(db, [waiting.runId]);
    await db.prisma.video.update({ where: { id: videoIds[0]! }, data: { contentSha256: sha256('changed') } });
    expect(await awaiting()).toEqual([]);
  });
});
