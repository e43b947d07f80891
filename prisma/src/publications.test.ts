import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVideos, valueOf } from '../../test/factories/records.ts';
import {
  countHeld,
  listPublications,
  publicationsOfRecognitions,
  publishRecognition,
  rollBackRecognition,
} from './publications.ts';
import { cancelRecognition } from './recognition-control.ts';
import { failRecognitionVideo, finishRecognitionVideo, finishRecognitionVideos } from './recognition-runs.ts';
import { createRecognition, currentOfVideos, videosOfRecognitions } from './recognitions.ts';
import type { RecognitionInput } from './recognitions.ts';
import { deleteVideoLibrary } from './video-libraries.ts';

const target = useDatabase();

/** A recipe with videos of a library of its own. */
async function makeCase(videoCount: number) {
  const { db } = target;
  const { id: libraryId } = await makeLibrary(db);
  const videoIds = await makeVideos(db, libraryId, videoCount);
  return { libraryId, videoIds, recipe: await makeRecipe(db) };
}

type Options = Pick<RecognitionInput, 'publishing'>;

async function begin(recipeId: string, videoIds: readonly string[], options: Options = {}) {
  const { id, publishing } = valueOf(await createRecognition(target.db, { recipeId, videoIds, ...options }));
  const [{ nodes }] = await videosOfRecognitions(target.db, [id], { first: 500 });
  return { id, publishing, runs: videoIds.map((videoId) => nodes.find((node) => node.videoId === videoId)!.id) };
}

async function recognize(recipeId: string, videoIds: readonly string[], options: Options = {}) {
  const begun = await begin(recipeId, videoIds, options);
  await finishRecognitionVideos(
    target.db,
    begun.runs.map((id) => ({ id, segments: [] })),
  );
  return begun;
}

/** The recognition that readers see in each video; `null`: none. */
async function shownIn(videoIds: readonly string[]): Promise<(string | null)[]> {
  return (await currentOfVideos(target.db, videoIds)).map(([run]) => run?.recognitionId ?? null);
}

describe('a recognition that repeats another', () => {
  let videoIds: string[];
  let recipeId: string;
  let successorId: string;
  let first: string;
  beforeAll(async () => {
    const made = await makeCase(3);
    ({ videoIds } = made);
    recipeId = made.recipe.id;
    successorId = (await makeRecipe(target.db, { succeedsId: recipeId })).id;
    ({ id: first } = await recognize(recipeId, videoIds));
  });

  test('shows nothing before its last video, and then everything', async () => {
    const { id, runs, publishing } = await begin(successorId, videoIds);
    expect(publishing).toBe('whenFinished');
    await finishRecognitionVideo(target.db, runs[0], []);
    await finishRecognitionVideo(target.db, runs[1], []);
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
    expect(await countHeld(target.db, [id, first])).toEqual([2, 0]);
    await failRecognitionVideo(target.db, runs[2], { code: 'X', message: 'x' });
    expect(await shownIn(videoIds)).toEqual([id, id, first]);
    const [[publication]] = await publicationsOfRecognitions(target.db, [id]);
    expect(publication).toMatchObject({ videoCount: 2, person: null, rolledBackAt: null });
    valueOf(await rollBackRecognition(target.db, id));
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
  });

  test('waits for a person where it is told so; publishing and rolling back lead to and fro', async () => {
    const { id } = await recognize(successorId, videoIds, { publishing: 'byHand' });
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
    expect(valueOf(await publishRecognition(target.db, id, { person: 'Ann' }))).toMatchObject({ videoCount: 3 });
    expect(await shownIn(videoIds)).toEqual([id, id, id]);
    expect(await publishRecognition(target.db, id)).toMatchObject({ problem: { code: 'INVALID' } });
    const back = valueOf(await rollBackRecognition(target.db, id, { person: 'Ben' }));
    expect(back).toMatchObject({ person: 'Ann', rolledBackBy: 'Ben' });
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
    expect(await rollBackRecognition(target.db, id)).toMatchObject({ problem: { code: 'INVALID' } });
    valueOf(await publishRecognition(target.db, id));
    expect(await shownIn(videoIds)).toEqual([id, id, id]);
    const [history] = await publicationsOfRecognitions(target.db, [id]);
    expect(history.map(({ rolledBackAt }) => rolledBackAt !== null)).toEqual([false, true]);
    expect((await listPublications(target.db, { first: 1 })).nodes).toEqual(history.slice(0, 1));
    valueOf(await rollBackRecognition(target.db, id));
  });

  test('is not rolled back from under one that stands on it', async () => {
    const lower = await recognize(successorId, videoIds);
    const upper = await recognize(successorId, videoIds.slice(1));
    expect(await shownIn(videoIds)).toEqual([lower.id, upper.id, upper.id]);
    const refused = await rollBackRecognition(target.db, lower.id);
    expect(refused).toMatchObject({ problem: { code: 'INVALID', field: 'id' } });
    expect(refused).toMatchObject({ problem: { message: expect.stringContaining('in 2 videos since') } });
    valueOf(await rollBackRecognition(target.db, upper.id));
    valueOf(await rollBackRecognition(target.db, lower.id));
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
  });

  test('leaves the place of a newer one alone when it finishes, and takes it when a person says so', async () => {
    const older = await begin(successorId, videoIds.slice(0, 1));
    const newer = await recognize(successorId, videoIds.slice(0, 1));
    await finishRecognitionVideo(target.db, older.runs[0], []);
    expect(await shownIn(videoIds.slice(0, 1))).toEqual([newer.id]);
    valueOf(await publishRecognition(target.db, older.id));
    expect(await shownIn(videoIds.slice(0, 1))).toEqual([older.id]);
    for (const { id } of [older, newer]) valueOf(await rollBackRecognition(target.db, id));
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
  });

  test('shows what it has found where it was cancelled only when a person says so', async () => {
    const { id, runs } = await begin(successorId, videoIds);
    await finishRecognitionVideo(target.db, runs[0], []);
    expect(await publishRecognition(target.db, id)).toMatchObject({ problem: { code: 'INVALID' } });
    valueOf(await cancelRecognition(target.db, id));
    expect(await shownIn(videoIds)).toEqual([first, first, first]);
    valueOf(await publishRecognition(target.db, id));
    expect(await shownIn(videoIds)).toEqual([id, first, first]);
    valueOf(await rollBackRecognition(target.db, id));
  });

  test('is not rolled back where the rules of a library have removed what it has replaced', async () => {
    const { id } = await recognize(successorId, videoIds);
    await target.db.prisma.recognitionVideo.updateMany({
      where: { recognitionId: first, videoId: videoIds[0]! },
      data: { segmentsRemovedAt: new Date() },
    });
    expect(await rollBackRecognition(target.db, id)).toMatchObject({
      problem: { code: 'INVALID', message: expect.stringContaining('in 1 of its videos are not there any more') },
    });
    expect(await shownIn(videoIds)).toEqual([id, id, id]);
  });

  test('is refused where it would be shown bit by bit, as is what is not there', async () => {
    const input = { recipeId: successorId, videoIds, publishing: 'perVideo' } as const;
    expect(await createRecognition(target.db, input)).toMatchObject({
      problem: { code: 'INVALID', field: 'publishing' },
    });
    for (const act of [publishRecognition, rollBackRecognition])
      expect(await act(target.db, crypto.randomUUID())).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });
});

test('a library that goes takes its results along: the others are published, and rolled back', async () => {
  const { videoIds, recipe, libraryId } = await makeCase(2);
  const others = await makeVideos(target.db, (await makeLibrary(target.db)).id, 1);
  const all = [...videoIds, ...others];
  const { id: first } = await recognize(recipe.id, all);
  const { id, runs } = await begin(recipe.id, all);
  await finishRecognitionVideo(target.db, runs[2], []);
  valueOf(await deleteVideoLibrary(target.db, libraryId));
  expect(await shownIn(others)).toEqual([id]);
  valueOf(await rollBackRecognition(target.db, id));
  expect(await shownIn(others)).toEqual([first]);
});

/** What must hold whenever anybody looks. @returns what is wrong */
const WRONG = {
  'a video of a lineage that had results has none': `
    SELECT "videoId" FROM "RecognitionVideo" WHERE "state" = 'succeeded' AND NOT "isHeld"
    GROUP BY "videoId", "lineageId" HAVING NOT bool_or("isCurrent")`,
  'a recognition shows a part of what it has found': `
    SELECT "recognitionId" FROM "RecognitionVideo" JOIN "Recognition" AS recognition ON recognition."id" = "recognitionId"
    WHERE "publishing" <> 'perVideo' AND "RecognitionVideo"."state" = 'succeeded'
    GROUP BY "recognitionId" HAVING bool_or("isHeld") AND NOT bool_and("isHeld")`,
  'results are shown without a publication, or not shown with one': `
    SELECT "recognitionId" FROM "RecognitionVideo" AS run JOIN "Recognition" AS recognition ON recognition."id" = "recognitionId"
    WHERE "publishing" <> 'perVideo' AND run."state" = 'succeeded' AND run."isHeld" = EXISTS (
      SELECT FROM "Publication" AS publication
      WHERE publication."recognitionId" = run."recognitionId" AND publication."rolledBackAt" IS NULL
    )`,
  'a run has replaced one of another video or lineage, or one that is still current': `
    SELECT run."id" FROM "RecognitionVideo" AS run JOIN "RecognitionVideo" AS replaced ON replaced."id" = run."replacesId"
    WHERE replaced."videoId" <> run."videoId" OR replaced."lineageId" <> run."lineageId" OR replaced."isCurrent"`,
};

async function findWrong(): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(WRONG).map(async ([name, sql]) => ((await target.db.pool.query(sql)).rowCount === 0 ? [] : [name])),
  );
  return found.flat();
}

test('whoever publishes, rolls back, cancels, finishes and deletes at the same time, nothing is half visible', async () => {
  const { db } = target;
  await db.prisma.recognition.deleteMany();
  const cases = await Promise.all([makeCase(12), makeCase(12)]);
  const [{ recipe }] = cases;
  const videoIds = cases.flatMap((each) => each.videoIds);
  await recognize(recipe.id, videoIds);
  const held: string[] = [];
  for (let count = 0; count < 4; count++)
    held.push((await recognize(recipe.id, videoIds.toReversed(), { publishing: 'byHand' })).id);
  const running = await begin(recipe.id, videoIds);
  const stopped = await begin(recipe.id, videoIds, { publishing: 'byHand' });
  const over = new AbortController();
  const wrong = new Set<string>();
  const watching = (async () => {
    while (!over.signal.aborted) for (const name of await findWrong()) wrong.add(name);
  })();
  const toAndFro = held.map(async (id) => {
    for (let round = 0; round < 6; round++) {
      await publishRecognition(db, id);
      await rollBackRecognition(db, id);
    }
  });
  const twice = held.map((id) => publishRecognition(db, id));
  const finishing = [running, stopped].flatMap(({ runs }) =>
    runs.map((id) => finishRecognitionVideos(db, [{ id, segments: [] }])),
  );
  await Promise.all([
    ...toAndFro,
    ...twice,
    ...finishing,
    cancelRecognition(db, stopped.id),
    publishRecognition(db, stopped.id),
    deleteVideoLibrary(db, cases[1].libraryId),
  ]);
  over.abort();
  await watching;
  expect([...wrong, ...(await findWrong())]).toEqual([]);
  expect(await shownIn(cases[0].videoIds)).not.toContain(null);
});
