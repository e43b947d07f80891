import { beforeEach, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { writeEmbedding } from '../../test/factories/embeddings.ts';
import {
  ENCODER,
  FACTS,
  makeLibrary,
  makeRecipe,
  makeVersion,
  makeVideos,
  sha256,
  valueOf,
} from '../../test/factories/records.ts';
import { createRecognition, videosOfRecognitions } from './recognitions.ts';
import { finishRecognitionVideo, startRecognitionVideo } from './recognition-runs.ts';
import { dueOfVideos, librariesToExpire, postponeExpiry, removeDue, videoIdsOfLibrary } from './retention.ts';
import type { RetentionRules } from './retention.ts';
import { createReviews } from './reviews.ts';
import { addVideos, setVideoReady } from './videos.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { openDraft } from './vocabulary-drafts.ts';

const target = useDatabase();
const FOR_EVER: RetentionRules = { supersededDays: null, embeddingsDays: null, picturesDays: null };

/** As if the videos had been there, and recorded, for so many days. */
async function age(videoIds: readonly string[], days: number): Promise<void> {
  const at = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  await target.db.prisma.video.updateMany({
    where: { id: { in: [...videoIds] } },
    data: { createdAt: at, recordedAt: at },
  });
}

describe('results', () => {
  let libraryId: string;
  let videoIds: string[];
  let vocabularyId: string;
  let conceptId: string;
  let older: Map<string, string>;
  let newer: Map<string, string>;

  beforeEach(async () => {
    const { db } = target;
    libraryId = (await makeLibrary(db)).id;
    videoIds = await makeVideos(db, libraryId, 2);
    const version = await makeVersion(db);
    vocabularyId = version.vocabularyId;
    conceptId = (await db.prisma.concept.findFirstOrThrow({ where: { vocabularyId } })).id;
    const recipe = await makeRecipe(db, { versionId: version.id });
    older = await recognise(recipe.id);
    newer = await recognise((await makeRecipe(db, { versionId: version.id, succeedsId: recipe.id })).id);
    const finishedAt = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
    await db.prisma.recognitionVideo.updateMany({ where: { id: { in: [...newer.values()] } }, data: { finishedAt } });
  });

  /** @returns what was made of each video */
  async function recognise(recipeId: string): Promise<Map<string, string>> {
    const { db } = target;
    const { id } = valueOf(await createRecognition(db, { recipeId, videoIds }));
    const [{ nodes }] = await videosOfRecognitions(db, [id]);
    const segment = { startMs: 0, endMs: 1000, conceptId, score: 20, probability: 0.9, runnersUp: [] };
    for (const run of nodes) {
      await startRecognitionVideo(db, run.id);
      await finishRecognitionVideo(db, run.id, [segment]);
    }
    return new Map(nodes.map((run) => [run.videoId, run.id]));
  }

  const due = async (supersededDays: number | null) =>
    (await dueOfVideos(target.db, { libraryId, rules: { ...FOR_EVER, supersededDays }, videoIds })).supersededResults;

  test('are due so many days after a newer one of their lineage has succeeded', async () => {
    const both = await due(39);
    expect(both.ids.toSorted()).toEqual([...older.values()].toSorted());
    expect(both.sizeBytes).toBeGreaterThan(100);
    expect(await due(41)).toEqual({ ids: [], sizeBytes: 0 });
    expect(await due(null)).toEqual({ ids: [], sizeBytes: 0 });
  });

  test('stay where a person has reviewed the video', async () => {
    const reviewed = { contentSha256: sha256(videoIds[0]!), startMs: 0, endMs: 1000, vocabularyId, conceptId };
    valueOf(await createReviews(target.db, [{ ...reviewed, verdict: 'confirm' }]));
    expect((await due(1)).ids).toEqual([older.get(videoIds[1]!)]);
  });

  test('stay where a concept has the video as an example', async () => {
    const { db } = target;
    const draft = valueOf(await openDraft(db, vocabularyId));
    const example = { note: '', videoSha256: sha256(videoIds[1]!), startMs: 0, endMs: 1000 };
    const concept = { id: 'show', prefLabels: { en: 'Show' }, examples: [example] };
    valueOf(await changeDraft(db, draft.id, null, [{ kind: 'put', concepts: [concept] }]));
    expect((await due(1)).ids).toEqual([older.get(videoIds[0]!)]);
  });

  test('lose their segments and nothing else, once', async () => {
    const { db } = target;
    const scope = { libraryId, rules: { ...FOR_EVER, supersededDays: 1 }, videoIds };
    expect((await removeDue(db, scope)).supersededResults.ids).toHaveLength(2);
    expect((await removeDue(db, scope)).supersededResults.ids).toEqual([]);
    const runs = await db.prisma.recognitionVideo.findMany({
      where: { videoId: { in: videoIds } },
      include: { segments: true },
    });
    const seen = Object.fromEntries(
      runs.map((run) => [run.id, [run.segments.length, run.segmentCount, run.segmentsRemovedAt !== null]]),
    );
    expect(seen).toEqual({
      ...Object.fromEntries([...older.values()].map((id) => [id, [0, 1, true]])),
      ...Object.fromEntries([...newer.values()].map((id) => [id, [1, 1, false]])),
    });
  });
});

describe('embeddings and pictures', () => {
  let libraryId: string;
  let videoIds: string[];
  const rules: RetentionRules = { supersededDays: null, embeddingsDays: 30, picturesDays: 90 };

  beforeEach(async () => {
    const { db } = target;
    libraryId = (await makeLibrary(db)).id;
    videoIds = await makeVideos(db, libraryId, 2);
    await makeRecipe(db);
    for (const id of videoIds) {
      const key = { contentSha256: sha256(id), encoderDigest: ENCODER.digest, sampling: 'fps=2' };
      await writeEmbedding(db, key, [{ timesMs: [0, 500], embeddings: new Float32Array(2 * ENCODER.dims) }]);
    }
  });

  const due = async () => {
    const { embeddings, pictureContents } = await dueOfVideos(target.db, { libraryId, rules, videoIds });
    const rows = await target.db.prisma.videoEmbedding.findMany({ where: { id: { in: [...embeddings.ids] } } });
    const nameOf = (content: string) => videoIds.findIndex((id) => sha256(id) === content);
    return {
      embeddings: rows.map(({ contentSha256 }) => nameOf(contentSha256)).toSorted(),
      sizeBytes: embeddings.sizeBytes,
      pictures: pictureContents.map(nameOf).toSorted(),
    };
  };

  test('are due so many days after the recording', async () => {
    await age(videoIds.slice(0, 1), 29);
    await age(videoIds.slice(1), 31);
    expect(await due()).toEqual({ embeddings: [1], sizeBytes: 2 * (4 + 2 * ENCODER.dims), pictures: [] });
    await age(videoIds, 91);
    expect(await due()).toMatchObject({ embeddings: [0, 1], pictures: [0, 1] });
  });

  test('of old videos that have just come are not due, nor are those of a clock that was wrong', async () => {
    await target.db.prisma.video.updateMany({ data: { recordedAt: new Date('1970-01-01') } });
    expect(await due()).toMatchObject({ embeddings: [], pictures: [] });
  });

  test('stay while another library keeps the same content', async () => {
    const { db } = target;
    await age(videoIds, 100);
    const other = await makeLibrary(db);
    const file = { path: 'copy.mp4', sizeBytes: 1, modifiedAt: new Date(0) };
    const [copy] = await addVideos(db, other.id, [file]);
    await setVideoReady(db, copy!, { contentSha256: sha256(videoIds[0]!), facts: FACTS });
    await age([copy!], 100);
    expect(await due()).toMatchObject({ embeddings: [1], pictures: [1] });
    const data = { embeddingsDays: 30, picturesDays: 200, rulesApplyAt: new Date() };
    await db.prisma.videoLibrary.update({ where: { id: other.id }, data });
    expect(await due()).toMatchObject({ embeddings: [0, 1], pictures: [1] });
  });

  test('of a video that is to be recognised stay', async () => {
    const { db } = target;
    await age(videoIds, 100);
    valueOf(await createRecognition(db, { recipeId: (await makeRecipe(db)).id, videoIds: videoIds.slice(0, 1) }));
    expect(await due()).toMatchObject({ embeddings: [1] });
  });

  test('stay where the file has gone: they could not be made again', async () => {
    await age(videoIds, 100);
    await target.db.prisma.video.update({ where: { id: videoIds[0]! }, data: { status: 'missing' } });
    expect(await due()).toMatchObject({ embeddings: [1], pictures: [0, 1] });
  });

  test('go with all their chunks', async () => {
    await age(videoIds, 100);
    const { embeddings } = await removeDue(target.db, { libraryId, rules, videoIds });
    const where = { videoEmbeddingId: { in: [...embeddings.ids] } };
    expect(embeddings.ids).toHaveLength(2);
    expect(await target.db.prisma.embeddingChunk.count({ where })).toBe(0);
  });
});

test('rules are applied a day after they were applied', async () => {
  const { db } = target;
  const [due, waiting] = [await makeLibrary(db), await makeLibrary(db), await makeLibrary(db)];
  const apply = (id: string, rulesApplyAt: Date) =>
    db.prisma.videoLibrary.update({ where: { id }, data: { picturesDays: 1, rulesApplyAt } });
  await apply(due.id, new Date(Date.now() - 1000));
  await apply(waiting.id, new Date(Date.now() + 60_000));
  expect(await librariesToExpire(db)).toContain(due.id);
  expect(await librariesToExpire(db)).not.toContain(waiting.id);
  await postponeExpiry(db, due.id);
  expect(await librariesToExpire(db)).not.toContain(due.id);
});

test('videoIdsOfLibrary gives pages in order', async () => {
  const { id } = await makeLibrary(target.db);
  const videoIds = (await makeVideos(target.db, id, 3)).toSorted();
  const first = await videoIdsOfLibrary(target.db, id, { first: 2, after: null });
  expect(first).toEqual(videoIds.slice(0, 2));
  expect(await videoIdsOfLibrary(target.db, id, { first: 2, after: first[1]! })).toEqual(videoIds.slice(2));
});
