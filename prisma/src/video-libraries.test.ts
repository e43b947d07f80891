import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../test/factories/records.ts';
import { failRecognitionVideo, finishRecognitionVideo, startRecognitionVideo } from './recognition-runs.ts';
import { createRecognition } from './recognitions.ts';
import { deleteVideoLibrary } from './video-libraries.ts';

describe('deleteVideoLibrary', () => {
  const target = useDatabase();

  /** A recognition of a video that stays and of two that go. */
  async function begin() {
    const { db } = target;
    const [kept, gone] = [await makeLibrary(db), await makeLibrary(db)];
    const videoIds = [...(await makeVideos(db, kept.id, 1)), ...(await makeVideos(db, gone.id, 2))];
    const recipe = await makeRecipe(db);
    const { id } = valueOf(await createRecognition(db, { recipeId: recipe.id, videoIds }));
    const runs = await db.prisma.recognitionVideo.findMany({ where: { recognitionId: id } });
    const [keptRun, first, second] = videoIds.map((videoId) => runs.find((run) => run.videoId === videoId)!.id);
    const state = () => db.prisma.recognition.findUniqueOrThrow({ where: { id }, include: { jobs: true } });
    return { goneId: gone.id, keptRun: keptRun!, goneRuns: [first!, second!] as const, state };
  }

  test('cancels what recognitions still had to do with its videos', async () => {
    const { goneId, keptRun, goneRuns, state } = await begin();
    await startRecognitionVideo(target.db, goneRuns[0]);
    await finishRecognitionVideo(target.db, goneRuns[0], []);
    await startRecognitionVideo(target.db, goneRuns[1]);
    valueOf(await deleteVideoLibrary(target.db, goneId));
    expect(await state()).toMatchObject({ state: 'running', succeededCount: 1, cancelledCount: 1 });
    expect(await finishRecognitionVideo(target.db, goneRuns[1], [])).toBe(false);
    await startRecognitionVideo(target.db, keptRun);
    await finishRecognitionVideo(target.db, keptRun, []);
    expect(await state()).toMatchObject({ state: 'succeeded', succeededCount: 2, cancelledCount: 1 });
  });

  test('ends recognitions that wait for nothing else, and their jobs', async () => {
    const { goneId, keptRun, state } = await begin();
    await startRecognitionVideo(target.db, keptRun);
    await failRecognitionVideo(target.db, keptRun, { code: 'DAMAGED', message: 'no frame can be decoded' });
    const other = await begin();
    valueOf(await deleteVideoLibrary(target.db, goneId));
    expect(await state()).toMatchObject({
      state: 'failed',
      failedCount: 1,
      cancelledCount: 2,
      jobs: [{ state: 'failed', errorCode: 'ALL_FAILED', doneCount: 3n }],
    });
    expect(await other.state()).toMatchObject({ state: 'queued', cancelledCount: 0, jobs: [{ state: 'queued' }] });
  });
});
