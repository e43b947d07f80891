import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../test/factories/records.ts';
import {
  cancelRecognition,
  isWanted,
  pauseRecognition,
  prioritizeRecognition,
  resumeRecognition,
  retryRecognition,
} from './recognition-control.ts';
import { failRecognitionVideo, finishRecognitionVideo, startRecognitionVideos } from './recognition-runs.ts';
import { createRecognition, failuresOfRecognitions, videosOfRecognitions } from './recognitions.ts';
import { setVideoFailed } from './videos.ts';

const target = useDatabase();
const DAMAGED = { code: 'DAMAGED', message: 'it ends early' };
let recipeId: string;
let videoIds: string[];

beforeAll(async () => {
  recipeId = (await makeRecipe(target.db)).id;
  videoIds = (await makeVideos(target.db, (await makeLibrary(target.db)).id, 4)).toSorted();
});

async function begin() {
  const { id } = valueOf(await createRecognition(target.db, { recipeId, videoIds }));
  const [{ nodes }] = await videosOfRecognitions(target.db, [id]);
  return { id, runs: nodes.map((run) => run.id) };
}
const statesOf = async (id: string) => {
  const [{ nodes }] = await videosOfRecognitions(target.db, [id]);
  return nodes.map(({ state }) => state);
};
const start = async (ids: readonly string[], round?: number) =>
  (await startRecognitionVideos(target.db, ids, round === undefined ? {} : { round })).length;
const jobOf = (recognitionId: string) => target.db.prisma.job.findFirstOrThrow({ where: { recognitionId } });
const refused = { problem: { code: 'INVALID', field: 'id' } };

describe('a paused recognition', () => {
  test('waits, keeps what is done by then, and goes on in a new round', async () => {
    const { db } = target;
    const { id, runs } = await begin();
    await start(runs.slice(0, 2));
    await finishRecognitionVideo(db, runs[0]!, []);
    const paused = valueOf(await pauseRecognition(db, id));
    expect(paused).toMatchObject({ state: 'queued', startedAt: null, doneBefore: 1, succeededCount: 1 });
    expect(paused.pausedAt).not.toBeNull();
    expect(await statesOf(id)).toEqual(['succeeded', 'queued', 'queued', 'queued']);
    expect(await jobOf(id)).toMatchObject({ state: 'queued', startedAt: null, doneCount: 1n });
    expect(await pauseRecognition(db, id)).toMatchObject(refused);
    expect(await start(runs)).toBe(0);
    // Who had the segments already may store them.
    expect(await finishRecognitionVideo(db, runs[1]!, [])).toBe(true);
    expect(valueOf(await resumeRecognition(db, id))).toMatchObject({ pausedAt: null, round: 1, succeededCount: 2 });
    expect(await resumeRecognition(db, id)).toMatchObject(refused);
    expect(await start(runs, 0)).toBe(0);
    expect(await start(runs, 1)).toBe(2);
  });

  test('ends where its last video does', async () => {
    const { db } = target;
    const { id, runs } = await begin();
    await start(runs);
    valueOf(await pauseRecognition(db, id));
    for (const run of runs) await finishRecognitionVideo(db, run, []);
    expect(await db.prisma.recognition.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'succeeded',
      pausedAt: null,
    });
  });

  test('can be cancelled', async () => {
    const { id } = await begin();
    valueOf(await pauseRecognition(target.db, id));
    expect(valueOf(await cancelRecognition(target.db, id))).toMatchObject({ state: 'cancelled', pausedAt: null });
    expect(await pauseRecognition(target.db, id)).toMatchObject(refused);
  });
});

describe('retryRecognition', () => {
  test('has what failed wait again, with videos that could not be read; what has succeeded stays', async () => {
    const { db } = target;
    const { id, runs } = await begin();
    expect(await retryRecognition(db, id)).toMatchObject(refused);
    await start(runs);
    await finishRecognitionVideo(db, runs[0]!, []);
    await failRecognitionVideo(db, runs[1]!, DAMAGED);
    await setVideoFailed(db, videoIds[1]!, DAMAGED);
    await failRecognitionVideo(db, runs[2]!, { code: 'EMBED_FAILED', message: 'no memory' });
    await failRecognitionVideo(db, runs[3]!, DAMAGED);
    expect(await failuresOfRecognitions(db, [id])).toEqual([
      [
        expect.objectContaining({ code: 'DAMAGED', count: 2 }),
        expect.objectContaining({ code: 'EMBED_FAILED', count: 1 }),
      ],
    ]);
    const [damaged] = await videosOfRecognitions(db, [id], { errorCode: 'DAMAGED' });
    expect(damaged!.nodes.map((run) => run.id)).toEqual([runs[1], runs[3]]);
    const [failed] = await videosOfRecognitions(db, [id], { state: 'failed', first: 2 });
    expect(failed).toMatchObject({ nodes: [{ id: runs[1] }, { id: runs[2] }], hasNextPage: true });

    expect(valueOf(await retryRecognition(db, id))).toMatchObject({
      state: 'queued',
      startedAt: null,
      finishedAt: null,
      round: 1,
      succeededCount: 1,
      failedCount: 0,
      doneBefore: 1,
    });
    expect(await statesOf(id)).toEqual(['succeeded', 'queued', 'queued', 'queued']);
    expect(await db.prisma.video.findUniqueOrThrow({ where: { id: videoIds[1]! } })).toMatchObject({
      status: 'pending',
      errorCode: null,
    });
    expect(await jobOf(id)).toMatchObject({ state: 'queued', finishedAt: null });
    expect(await start(runs, 1)).toBe(3);
  });

  test('takes up what was cancelled', async () => {
    const { db } = target;
    const { id, runs } = await begin();
    await start(runs.slice(0, 1));
    await finishRecognitionVideo(db, runs[0]!, []);
    valueOf(await cancelRecognition(db, id));
    expect(valueOf(await retryRecognition(db, id))).toMatchObject({ state: 'queued', cancelledCount: 0 });
    expect(await statesOf(id)).toEqual(['succeeded', 'queued', 'queued', 'queued']);
  });

  test('leaves a paused recognition paused', async () => {
    const { db } = target;
    const { id, runs } = await begin();
    await start(runs);
    await failRecognitionVideo(db, runs[0]!, DAMAGED);
    valueOf(await pauseRecognition(db, id));
    const retried = valueOf(await retryRecognition(db, id));
    expect(retried.pausedAt).not.toBeNull();
    expect(await start(runs, retried.round)).toBe(0);
  });
});

test('tasks are wanted in the last round of what runs', async () => {
  const { db } = target;
  const { id, runs } = await begin();
  await start(runs.slice(0, 1));
  const at = { recognitionId: id, round: 0, recognitionVideoId: runs[0]! };
  expect(await isWanted(db, at)).toBe(true);
  expect(await isWanted(db, { ...at, recognitionVideoId: runs[1]! })).toBe(false);
  expect(await isWanted(db, { recognitionId: id, round: 0 })).toBe(true);
  expect(valueOf(await prioritizeRecognition(db, id, 'high'))).toMatchObject({ priority: 'high', round: 1 });
  expect(await isWanted(db, at)).toBe(false);
  expect(await isWanted(db, { ...at, round: 1 })).toBe(true);
  valueOf(await pauseRecognition(db, id));
  expect(await isWanted(db, { recognitionId: id, round: 1 })).toBe(false);
  valueOf(await cancelRecognition(db, id));
  expect(await prioritizeRecognition(db, id, 'low')).toMatchObject(refused);
});
