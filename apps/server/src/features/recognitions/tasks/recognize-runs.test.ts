import { beforeAll, describe, expect, test } from '@jest/globals';
import { findSegments, openScorer } from '@actionary/inference';
import {
  cancelRecognition,
  createPromptSet,
  createRecognition,
  saveRecipe,
  segmentsOf,
  versionsOfPromptSets,
} from '../../../../../../prisma/src/index.ts';
import type { Encoder, Recipe } from '../../../../../../prisma/src/index.ts';
import { registerWorkbench, writeEmbedding } from '../../../../../../test/factories/embeddings.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, valueOf } from '../../../../../../test/factories/records.ts';
import { useServer } from '../../../../../../test/factories/server.ts';
import { recognizeRuns } from './recognize-runs.ts';
import { rememberWords } from './remember-words.ts';

// Without a worker: nothing moves by itself.
const server = useServer();
const VIDEO_COUNT = 70;
const RUN = { signal: new AbortController().signal, isLastAttempt: false, round: 0, priority: 'normal' } as const;

describe('recognizeRuns', () => {
  let encoder: Encoder;
  let recipe: Recipe;
  beforeAll(async () => {
    encoder = await registerWorkbench(server.db);
    recipe = await makeRecipe(server.db, { encoderDigest: encoder.digest });
  });

  /** Half a second a frame; differs from video to video. */
  const framesOf = (video: number, count: number) => ({
    timesMs: Array.from({ length: count }, (_, frame) => 250 + 500 * frame),
    embeddings: Float32Array.from(
      { length: count * encoder.dims },
      (_, index) => Math.sin(index * (video + 1)) * (2 / encoder.dims) ** 0.5,
    ),
  });

  /** Videos of a library of their own: each has a frame less than the one before, in chunks of twelve; the last has none. */
  async function makeArchive(count: number) {
    const { db } = server;
    const videoIds = await makeVideos(db, (await makeLibrary(db)).id, count);
    const videos = await db.prisma.video.findMany({ where: { id: { in: videoIds } }, orderBy: { id: 'asc' } });
    for (const [index, { contentSha256 }] of videos.entries()) {
      const key = { contentSha256: contentSha256!, encoderDigest: encoder.digest, sampling: recipe.sampling };
      const { timesMs, embeddings } = framesOf(index, frameCountOf(index, count));
      const chunks = [0, 12].map((start) => ({
        timesMs: timesMs.slice(start, start + 12),
        embeddings: embeddings.slice(start * encoder.dims, (start + 12) * encoder.dims),
      }));
      await writeEmbedding(
        db,
        key,
        chunks.filter((chunk) => chunk.timesMs.length > 0),
      );
    }
    return videos;
  }
  const frameCountOf = (index: number, count: number) => (index === count - 1 ? 0 : 20 - (index % 15));

  async function begin(videos: readonly { id: string }[], recipeId = recipe.id) {
    const videoIds = videos.map(({ id }) => id);
    const { id } = valueOf(await createRecognition(server.db, { recipeId, videoIds }));
    const runs = await server.db.prisma.recognitionVideo.findMany({
      where: { recognitionId: id },
      orderBy: { videoId: 'asc' },
    });
    return { id, ids: runs.map((run) => run.id) };
  }
  const stateOf = (id: string) => server.db.prisma.recognition.findUniqueOrThrow({ where: { id } });
  const tasks = async () => {
    const { rows } = await server.db.pool.query<{ name: string; id: string }>(
      `SELECT "name", "data"->>'recognitionVideoId' AS "id" FROM pgboss.job ORDER BY "id"`,
    );
    return rows;
  };

  test('finds in each of many videos what is found in it alone', async () => {
    const videos = await makeArchive(VIDEO_COUNT);
    const { id, ids } = await begin(videos);
    const wordsOf = rememberWords(server.services);
    await recognizeRuns(server.services, ids, wordsOf, RUN);
    expect(await stateOf(id)).toMatchObject({ state: 'succeeded', succeededCount: VIDEO_COUNT });
    const stored = await segmentsOf(server.db, ids);
    const { embedded, concepts } = await wordsOf(recipe);
    const scorer = await openScorer();
    for (const [index, { durationMs }] of videos.entries()) {
      const { timesMs, embeddings } = framesOf(index, frameCountOf(index, VIDEO_COUNT));
      const seen = {
        timesMs,
        embeddings: new Float32Array(new Float16Array(embeddings)),
        durationMs: durationMs!,
        encoder,
      };
      const expected = await findSegments(seen, embedded, scorer);
      expect(stored[index]).toHaveLength(expected.length);
      for (const [position, { startMs, endMs, conceptIndex, probability }] of expected.entries()) {
        const found = stored[index]![position]!;
        const conceptId = conceptIndex === null ? null : concepts[conceptIndex]!.conceptId;
        expect(found).toMatchObject({ startMs, endMs, conceptId });
        expect(found.probability).toBeCloseTo(probability, 3);
      }
    }
    await scorer.close();
  });

  test('asks for embeddings that are not there, and recognises the others', async () => {
    const videos = await makeArchive(4);
    await server.db.prisma.videoEmbedding.deleteMany({ where: { contentSha256: videos[1]!.contentSha256! } });
    // Taken away between the plan and the reading.
    const { id: embeddingId } = await server.db.prisma.videoEmbedding.findFirstOrThrow({
      where: { contentSha256: videos[2]!.contentSha256! },
    });
    const { id, ids } = await begin(videos);
    const wordsOf = rememberWords(server.services);
    await recognizeRuns(
      server.services,
      ids,
      async (each) => {
        await server.db.prisma.videoEmbedding.delete({ where: { id: embeddingId } });
        return wordsOf(each);
      },
      RUN,
    );
    expect(await stateOf(id)).toMatchObject({ state: 'running', succeededCount: 2, failedCount: 0 });
    expect(await tasks()).toEqual([
      { name: 'embed', id: ids[1] },
      { name: 'embed', id: ids[2] },
    ]);
  });

  test('stores nothing of a recognition that is cancelled meanwhile', async () => {
    const { id, ids } = await begin(await makeArchive(3));
    const wordsOf = rememberWords(server.services);
    await recognizeRuns(
      server.services,
      ids,
      async (each) => {
        valueOf(await cancelRecognition(server.db, id));
        return wordsOf(each);
      },
      RUN,
    );
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled', succeededCount: 0, cancelledCount: 3 });
    expect((await segmentsOf(server.db, ids)).flat()).toEqual([]);
  });

  test('fails all videos with words that the encoder cannot be given', async () => {
    const { db } = server;
    const tooLong = { name: 'Too long', language: 'en', templates: ['{label}'] };
    const { id: promptSetId } = valueOf(await createPromptSet(db, tooLong));
    const [[{ id: promptSetVersionId }]] = await versionsOfPromptSets(db, [promptSetId]);
    const concepts = [{ id: 'long', prefLabels: { en: 'tighten the screw '.repeat(20) } }];
    const { id: vocabularyVersionId } = await makeVersion(db, concepts);
    const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest: encoder.digest };
    const long = valueOf(await saveRecipe(db, { externalId: 'long words', name: 'Long', ...pinned }));
    const { id, ids } = await begin(await makeArchive(2), long.id);
    await recognizeRuns(server.services, ids, rememberWords(server.services), RUN);
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failedCount: 2 });
    const [run] = await db.prisma.recognitionVideo.findMany({ where: { recognitionId: id } });
    expect(run).toMatchObject({ errorCode: 'PROMPT' });
  });

  test('leaves what goes wrong otherwise to another attempt, and fails what is left in the last one', async () => {
    const { id, ids } = await begin(await makeArchive(2));
    const broken = () => Promise.reject(new Error('the database is away'));
    await expect(recognizeRuns(server.services, ids, broken, RUN)).rejects.toThrow('the database is away');
    expect(await stateOf(id)).toMatchObject({ state: 'running' });
    const last = { ...RUN, isLastAttempt: true };
    await expect(recognizeRuns(server.services, ids, broken, last)).rejects.toThrow('the database is away');
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failedCount: 2 });
  });

  test('do not fail where the database goes away under the last attempt, and do where anything else is wrong', async () => {
    const { db, services } = server;
    const videos = (await makeArchive(3)).slice(0, 1);
    const { id, ids } = await begin(videos);
    const last = { ...RUN, isLastAttempt: true };
    const breakConnection = async () => {
      await db.pool.query('SELECT pg_terminate_backend(pg_backend_pid())');
      throw new Error('it was not broken');
    };
    await expect(recognizeRuns(services, ids, breakConnection, last)).rejects.toThrow(/terminat/);
    expect(await stateOf(id)).toMatchObject({ state: 'running', failedCount: 0 });
    const failing = () => Promise.reject(new Error('something else'));
    await expect(recognizeRuns(services, ids, failing, last)).rejects.toThrow('something else');
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failedCount: 1 });
  });
});
