import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Recipe } from '../generated/client.ts';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../test/factories/records.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import { completeEmbedding, openEmbedding, writeChunk } from './embeddings.ts';
import { newId } from './id.ts';
import { cursorOf } from './page.ts';
import { getRecipes, saveRecipe } from './recipes.ts';
import {
  failRecognitionVideo,
  failRecognitionVideos,
  finishRecognitionVideo,
  finishRecognitionVideos,
  startRecognitionVideo,
  startRecognitionVideos,
} from './recognition-runs.ts';
import { cancelRecognition } from './recognition-control.ts';
import {
  createRecognition,
  currentOfVideos,
  getRecognitions,
  listQueuedRuns,
  openRunsBetween,
  recognitionsOfVideos,
  videosOfRecognitions,
} from './recognitions.ts';
import { segmentsOf } from './segments.ts';
import type { VideoSelection } from './video-selection.ts';
import { getVideos, markMissingVideos } from './videos.ts';

describe('recognitions', () => {
  const target = useDatabase();
  let recipe: Recipe;
  let videoIds: string[];
  let conceptIds: string[];
  beforeAll(async () => {
    recipe = await makeRecipe(target.db);
    const { id } = await makeLibrary(target.db);
    videoIds = (await makeVideos(target.db, id, 3)).toSorted();
    const [concepts] = await conceptsOfVersions(target.db, [recipe.vocabularyVersionId]);
    conceptIds = concepts.map(({ conceptId }) => conceptId);
  });

  const begin = async (recipeId = recipe.id, ids = videoIds) => {
    const recognition = valueOf(await createRecognition(target.db, { recipeId, videoIds: ids }));
    const [{ nodes }] = await videosOfRecognitions(target.db, [recognition.id]);
    expect(nodes.map((run) => run.videoId)).toEqual(ids.toSorted());
    return { id: recognition.id, runs: ids.map((id) => nodes.find(({ videoId }) => videoId === id)!.id) };
  };
  const stateOf = async (id: string) => (await getRecognitions(target.db, [id]))[0];
  const segments = (count = 2) =>
    Array.from({ length: count }, (_, index) => ({
      startMs: index * 1000,
      endMs: (index + 1) * 1000,
      conceptId: index % 2 ? null : conceptIds[0],
      score: 25.5,
      probability: 0.75,
      runnersUp: [{ conceptId: conceptIds[1], probability: 0.25 }],
    }));

  test('are recognised many videos at a time: what has ended meanwhile is left alone, what is newer stays current', async () => {
    const newer = await begin(recipe.id, [videoIds[2]]);
    const { id, runs } = await begin();
    const later = await begin(recipe.id, [videoIds[1]]);
    await finishRecognitionVideo(target.db, newer.runs[0], segments());
    await finishRecognitionVideo(target.db, later.runs[0], segments());
    expect((await startRecognitionVideos(target.db, runs)).map((run) => run.id)).toEqual(runs);
    await failRecognitionVideo(target.db, runs[0], { code: 'X', message: 'x' });
    const found = runs.map((run, index) => ({ id: run, segments: segments(index) }));
    expect(await finishRecognitionVideos(target.db, found)).toEqual(runs.slice(1));
    expect(await finishRecognitionVideos(target.db, found)).toEqual([]);
    expect(await startRecognitionVideos(target.db, runs)).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'succeeded', succeededCount: 2, failedCount: 1 });
    expect((await segmentsOf(target.db, runs)).map(({ length }) => length)).toEqual([0, 1, 2]);
    const [, second, third] = await currentOfVideos(target.db, videoIds);
    expect([second, third]).toMatchObject([[{ id: later.runs[0] }], [{ id: runs[2] }]]);
  });

  test('count in the order they were made in, even where a clock has been set back meanwhile', async () => {
    const { db } = target;
    const tomorrow = newId(Date.now() + 24 * 60 * 60 * 1000);
    const early = await begin(recipe.id, [videoIds[0]]);
    await db.prisma.recognition.update({ where: { id: early.id }, data: { id: tomorrow } });
    const late = await begin(recipe.id, [videoIds[0]]);
    await finishRecognitionVideo(db, early.runs[0], segments());
    await finishRecognitionVideo(db, late.runs[0], segments());
    expect(await currentOfVideos(db, [videoIds[0]])).toMatchObject([[{ id: late.runs[0] }]]);
    expect(late.id > tomorrow).toBe(true);
  });

  test('fail many videos at a time, each once', async () => {
    const { id, runs } = await begin();
    expect(await failRecognitionVideos(target.db, runs.slice(1), { code: 'PROMPT', message: 'too long' })).toBe(2);
    expect(await failRecognitionVideos(target.db, runs, { code: 'PROMPT', message: 'too long' })).toBe(1);
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failedCount: 3 });
  });

  test('tell the queue what is open, and what has embeddings of the recipe', async () => {
    const { id, runs } = await begin();
    await failRecognitionVideo(target.db, runs[1], { code: 'X', message: 'x' });
    const [video] = await getVideos(target.db, videoIds);
    const { encoderDigest, sampling } = recipe;
    const key = { contentSha256: video!.contentSha256!, encoderDigest };
    for (const each of [sampling, 'native']) {
      const { id: embeddingId } = await openEmbedding(target.db, { ...key, sampling: each });
      const frames = { timesMs: [250], embeddings: new Float32Array(8) };
      if (each === sampling) await writeChunk(target.db, embeddingId, 0, frames);
      await completeEmbedding(target.db, embeddingId, { damagedCount: 0, isTruncated: false });
    }
    const { libraryId } = video!;
    expect(await listQueuedRuns(target.db, id)).toEqual([
      { id: runs[0], libraryId, isOpen: true, frameCount: 1 },
      { id: runs[1], libraryId, isOpen: false, frameCount: null },
      { id: runs[2], libraryId, isOpen: true, frameCount: null },
    ]);
    const between = { recognitionId: id, fromId: runs[0], toId: runs[1] };
    expect(await openRunsBetween(target.db, between)).toEqual([runs[0]]);
    expect(await openRunsBetween(target.db, { ...between, toId: runs[2] })).toEqual([runs[0], runs[2]]);
    expect(await openRunsBetween(target.db, { ...between, recognitionId: recipe.id })).toEqual([]);
  });

  test('show the segments of a video when it is done, and end with the last', async () => {
    const { id, runs } = await begin();
    expect(await startRecognitionVideo(target.db, runs[0])).toMatchObject({ state: 'running' });
    expect(await stateOf(id)).toMatchObject({ state: 'running', videoCount: 3 });
    expect(await finishRecognitionVideo(target.db, runs[0], segments())).toBe(true);
    const [found, none] = await segmentsOf(target.db, [runs[0], runs[1]]);
    expect(none).toEqual([]);
    expect(found).toMatchObject([
      { startMs: 0, endMs: 1000, conceptId: conceptIds[0], score: 25.5, runnerUpIds: [conceptIds[1]] },
      { startMs: 1000, endMs: 2000, conceptId: null, runnerUpProbabilities: [0.25] },
    ]);
    await failRecognitionVideo(target.db, runs[1], { code: 'MISSING', message: 'the file has gone' });
    await finishRecognitionVideo(target.db, runs[2], []);
    expect(await stateOf(id)).toMatchObject({ state: 'succeeded', succeededCount: 2, failedCount: 1 });
  });

  test('are done once, however often a video is delivered', async () => {
    const { id, runs } = await begin();
    const outcomes = await Promise.all([1, 2, 3].map(() => finishRecognitionVideo(target.db, runs[0], segments())));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await startRecognitionVideo(target.db, runs[0])).toBeNull();
    expect(await stateOf(id)).toMatchObject({ succeededCount: 1 });
    expect((await segmentsOf(target.db, [runs[0]]))[0]).toHaveLength(2);
  });

  test('have failed where every video has', async () => {
    const { id, runs } = await begin();
    for (const run of runs) await failRecognitionVideo(target.db, run, { code: 'X', message: 'x' });
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failedCount: 3 });
  });

  test('stop when cancelled, and keep what was done', async () => {
    const { id, runs } = await begin();
    await finishRecognitionVideo(target.db, runs[0], segments());
    await startRecognitionVideo(target.db, runs[1]);
    expect(valueOf(await cancelRecognition(target.db, id))).toMatchObject({ state: 'cancelled', cancelledCount: 2 });
    expect(await finishRecognitionVideo(target.db, runs[1], segments())).toBe(false);
    expect(await startRecognitionVideo(target.db, runs[2])).toBeNull();
    expect((await segmentsOf(target.db, runs)).map(({ length }) => length)).toEqual([2, 0, 0]);
    expect(await cancelRecognition(target.db, id)).toMatchObject({ problem: { code: 'INVALID' } });
  });

  test('do not wait for each other in a circle, whoever finishes and cancels', async () => {
    const ids = videoIds;
    const started = await Promise.all([begin(recipe.id, ids), begin(recipe.id, ids.toReversed()), begin()]);
    const work = started.flatMap(({ runs }) => runs.map((run) => finishRecognitionVideo(target.db, run, segments())));
    const cancelled = started.map(({ id }) => cancelRecognition(target.db, id));
    await Promise.all([...work, ...cancelled]);
    for (const { id } of started) {
      const { videoCount, succeededCount, cancelledCount, finishedAt } = (await stateOf(id))!;
      expect(succeededCount + cancelledCount).toBe(videoCount);
      expect(finishedAt).not.toBeNull();
    }
  });

  test('take the place of older ones of their lineage, never of newer ones', async () => {
    const [videoId] = videoIds;
    const first = await makeRecipe(target.db);
    const successor = await makeRecipe(target.db, { succeedsId: first.id });
    expect(successor.lineageId).toBe(first.id);
    const runs = [];
    for (const { id } of [first, successor, successor]) runs.push((await begin(id, [videoId])).runs[0]);
    const current = async () => {
      const [found] = await currentOfVideos(target.db, [videoId]);
      return found.filter(({ lineageId }) => lineageId === first.id).map(({ id }) => id);
    };
    await finishRecognitionVideo(target.db, runs[0], segments());
    expect(await current()).toEqual([runs[0]]);
    await finishRecognitionVideo(target.db, runs[2], segments());
    expect(await current()).toEqual([runs[2]]);
    await finishRecognitionVideo(target.db, runs[1], segments());
    expect(await current()).toEqual([runs[2]]);
    const [history] = await recognitionsOfVideos(target.db, [videoId], { first: 3 });
    expect(history.nodes.map(({ id }) => id)).toEqual(runs.toReversed());
  });

  test('leave those of other lineages in their place', async () => {
    const [videoId] = await makeVideos(target.db, (await makeLibrary(target.db)).id, 1);
    const recipes = [await makeRecipe(target.db), await makeRecipe(target.db)];
    for (const { id } of recipes)
      await finishRecognitionVideo(target.db, (await begin(id, [videoId])).runs[0], segments());
    const [found] = await currentOfVideos(target.db, [videoId]);
    expect(found.map(({ lineageId }) => lineageId)).toEqual(recipes.map(({ id }) => id).toReversed());
  });

  test('are paged, newest first in a video and oldest first in a recognition', async () => {
    const [videoId, ...others] = await makeVideos(target.db, (await makeLibrary(target.db)).id, 3);
    const ids = [];
    for (let count = 0; count < 3; count++) ids.push((await begin(recipe.id, [videoId, ...others])).id);
    const pages = async (list: typeof recognitionsOfVideos, parentId: string) => {
      const found = [];
      for (let after: string | null = null; ;) {
        const [{ nodes, hasNextPage }] = await list(target.db, [parentId], { first: 1, after });
        found.push(...nodes);
        if (!hasNextPage) return found;
        after = cursorOf(nodes[0]);
      }
    };
    const ofVideo = await pages(recognitionsOfVideos, videoId);
    expect(ofVideo.map(({ recognitionId }) => recognitionId)).toEqual(ids.toReversed());
    const ofRecognition = await pages(videosOfRecognitions, ids[0]);
    expect(ofRecognition.map((run) => run.id)).toEqual(ofRecognition.map((run) => run.id).toSorted());
    expect(new Set(ofRecognition.map((run) => run.videoId)).size).toBe(3);
  });

  test('refuse unknown recipes and videos, and none', async () => {
    const create = (recipeId: string, ids: string[]) => createRecognition(target.db, { recipeId, videoIds: ids });
    expect(await create(crypto.randomUUID(), videoIds)).toMatchObject({ problem: { field: 'recipeId' } });
    expect(await create(recipe.id, [crypto.randomUUID()])).toMatchObject({
      problem: { code: 'NOT_FOUND', field: 'videoIds' },
    });
    expect(await create(recipe.id, [])).toMatchObject({ problem: { code: 'INVALID' } });
    const nothing = { libraryIds: [crypto.randomUUID()], filter: {} };
    const refused = await createRecognition(target.db, { recipeId: recipe.id, ...nothing });
    expect(refused).toMatchObject({ problem: { code: 'INVALID' } });
  });

  test('choose videos by name, by library and by filter, each once, without what is missing', async () => {
    const { db } = target;
    const { id: libraryId } = await makeLibrary(db);
    const [first, second, third] = await makeVideos(db, libraryId, 3);
    await markMissingVideos(db, libraryId, ['001.mp4', '003.mp4']);
    const chosenBy = async (selection: VideoSelection) => {
      const { id, videoCount } = valueOf(await createRecognition(db, { recipeId: recipe.id, ...selection }));
      const rows = await db.prisma.recognitionVideo.findMany({ where: { recognitionId: id } });
      expect(videoCount).toBe(rows.length);
      return rows.map(({ videoId }) => videoId).toSorted();
    };
    const sorted = (...ids: string[]) => ids.toSorted();
    expect(await chosenBy({ libraryIds: [libraryId] })).toEqual(sorted(first!, third!));
    expect(await chosenBy({ libraryIds: [libraryId], filter: { text: '003' } })).toEqual([third]);
    const both = { videoIds: [second!, first!, first!], libraryIds: [libraryId], filter: { text: '001' } };
    expect(await chosenBy(both)).toEqual(sorted(first!, second!));
    expect(await chosenBy({ filter: { libraryId } })).toEqual(sorted(first!, third!));
    const present = await db.prisma.video.count({ where: { status: { not: 'missing' } } });
    expect(await chosenBy({ filter: {} })).toHaveLength(present);
  });

  test('find the segments that reach into a span', async () => {
    const { runs } = await begin();
    await finishRecognitionVideo(target.db, runs[0], segments(5));
    const [found] = await segmentsOf(target.db, [runs[0]], { fromMs: 1000, toMs: 3000 });
    expect(found.map(({ startMs }) => startMs)).toEqual([1000, 2000]);
  });

  test('refuse segments that end before they begin', async () => {
    const { runs } = await begin();
    const wrong = segments(1).map((segment) => ({ ...segment, startMs: 5, endMs: 5 }));
    await expect(finishRecognitionVideo(target.db, runs[0], wrong)).rejects.toThrow('Segment_interval_check');
  });
});

describe('saveRecipe', () => {
  const target = useDatabase();

  test('gives the recipe that is there for the same id and content, and refuses other content', async () => {
    const recipe = await makeRecipe(target.db);
    const { vocabularyVersionId, promptSetVersionId, encoderDigest } = recipe;
    const pinned = { vocabularyVersionId, promptSetVersionId, encoderDigest };
    const save = (externalId: string, minProbability: number) =>
      saveRecipe(target.db, { externalId, name: 'Site A', ...pinned, decode: { minProbability } });
    const both = await Promise.all([save('site-a', 0.4), save('site-a', 0.4)]);
    expect(valueOf(both[0])).toEqual(valueOf(both[1]));
    expect(valueOf(both[0]).decode).toEqual({ minProbability: 0.4 });
    expect(await save('site-a', 0.5)).toMatchObject({ problem: { code: 'CONFLICT', field: 'externalId' } });
    const [found] = await getRecipes(target.db, [recipe.id]);
    expect(found?.lineageId).toBe(recipe.id);
  });

  test('writes what never changes, whoever tries', async () => {
    const { id } = await makeRecipe(target.db);
    const update = target.db.pool.query('UPDATE "Recipe" SET "sampling" = \'native\' WHERE "id" = $1', [id]);
    await expect(update).rejects.toThrow('never changes');
  });
});
