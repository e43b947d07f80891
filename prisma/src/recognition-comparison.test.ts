import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeLibrary, makeRecipe, makeVersion, makeVideos, sha256, valueOf } from '../../test/factories/records.ts';
import { comparisonMark } from './compared-runs.ts';
import { publishDraft } from './publish-draft.ts';
import { publishRecognition, rollBackRecognition } from './publications.ts';
import { changedSpans, compareRecognitions } from './recognition-comparison.ts';
import { finishRecognitionVideos } from './recognition-runs.ts';
import { createRecognition, videosOfRecognitions } from './recognitions.ts';
import { createReviews } from './reviews.ts';
import { changeDraft } from './vocabulary-changes.ts';
import type { DraftOperation } from './change-steps.ts';
import { openDraft } from './vocabulary-drafts.ts';

const target = useDatabase();

const WORDS = ['pick', 'place', 'tighten', 'wipe'];
/** Ids of concepts, by what they are called. */
let ids: Record<string, string>;
let vocabularyId: string;
let videoIds: string[];
let recipeId: string;

beforeAll(async () => {
  const { db } = target;
  const version = await makeVersion(
    db,
    WORDS.map((id, position) => ({ id, position, prefLabels: { en: id } })),
  );
  ({ vocabularyId } = version);
  const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
  ids = Object.fromEntries(concepts.map(({ id, externalId }) => [externalId, id]));
  videoIds = await makeVideos(db, (await makeLibrary(db)).id, 3);
  recipeId = (await makeRecipe(db, { versionId: version.id })).id;
});

/** What is found in a video: a word a second; `-` is unknown. */
type Found = readonly string[];

const secondOf = (word: string, index: number) => ({
  startMs: 1000 * index,
  endMs: 1000 * (index + 1),
  conceptId: word === '-' ? null : ids[word]!,
  score: 20,
  probability: 0.5,
  runnersUp: [],
});

/** A recognition of the first videos. */
async function recognize(...found: Found[]): Promise<string> {
  const { db } = target;
  const chosen = videoIds.slice(0, found.length);
  const { id } = valueOf(await createRecognition(db, { recipeId, videoIds: chosen, publishing: 'byHand' }));
  const [{ nodes }] = await videosOfRecognitions(db, [id]);
  const runs = chosen.map((videoId, index) => ({
    id: nodes.find((node) => node.videoId === videoId)!.id,
    segments: found[index]!.map(secondOf),
  }));
  await finishRecognitionVideos(db, runs);
  return id;
}

const compare = (afterId: string, beforeId: string | null = null) =>
  compareRecognitions(target.db, { afterId, beforeId });

async function change(...operations: DraftOperation[]): Promise<void> {
  const { id, revision } = valueOf(await openDraft(target.db, vocabularyId));
  const changed = valueOf(await changeDraft(target.db, id, revision, operations));
  valueOf(await publishDraft(target.db, id, { revision: changed.revision }));
  for (const { id: conceptId, externalId } of await target.db.prisma.concept.findMany({ where: { vocabularyId } }))
    ids[externalId] = conceptId;
}

describe('two recognitions', () => {
  let first: string;
  let second: string;
  beforeAll(async () => {
    first = await recognize(['pick', 'place', '-'], ['tighten', 'tighten', 'tighten']);
    valueOf(await publishRecognition(target.db, first));
    second = await recognize(['pick', 'wipe', 'wipe'], ['tighten', 'tighten', 'tighten'], ['wipe']);
  });

  test('are compared with what would be replaced, in all videos that both have recognised', async () => {
    const found = await compare(second);
    expect(found).toMatchObject({
      videoCount: 2,
      changedVideoCount: 1,
      uncomparedCount: 1,
      comparedMs: 6000,
      changedMs: 2000,
      changeCount: 2,
      swapCount: 2,
      reviewedBefore: null,
      reviewedAfter: null,
    });
    expect(found.concepts.slice(0, 1)).toEqual([
      { conceptId: ids['wipe'], beforeMs: 0, afterMs: 2000, beforeCount: 0, afterCount: 2 },
    ]);
    expect(found.swaps).toMatchObject([
      { beforeId: ids['place'], afterId: ids['wipe'], durationMs: 1000, count: 1 },
      { beforeId: null, afterId: ids['wipe'], durationMs: 1000, count: 1 },
    ]);
    expect(found.swaps[1]!.examples).toMatchObject([{ videoId: videoIds[0], startMs: 2000, endMs: 3000 }]);
    const [video] = found.videos;
    expect(found.videos).toMatchObject([{ videoId: videoIds[0], comparedMs: 3000, changedMs: 2000, changeCount: 2 }]);
    const pair = { afterId: second, beforeId: null };
    expect(await changedSpans(target.db, pair, video!)).toMatchObject([
      { startMs: 1000, endMs: 2000, beforeId: ids['place'], afterId: ids['wipe'], beforeProbability: 0.5 },
      { startMs: 2000, endMs: 3000, beforeId: null, afterId: ids['wipe'] },
    ]);
  });

  test('are compared alike when the one has replaced the other, and after that', async () => {
    const before = await compare(second);
    expect(await compare(second, first)).toEqual(before);
    valueOf(await publishRecognition(target.db, second));
    expect(await compare(second)).toEqual(before);
    const third = await recognize(['-', '-', '-']);
    valueOf(await publishRecognition(target.db, third));
    expect(await compare(second)).toEqual(before);
    for (const id of [third, second]) valueOf(await rollBackRecognition(target.db, id));
    expect(await compare(second)).toEqual(before);
    expect(await compare(first)).toMatchObject({ videoCount: 0, comparedMs: 0, uncomparedCount: 2 });
  });

  test('differ in what is reviewed: the last word counts, what was rejected has to be unknown', async () => {
    const { db } = target;
    const said = (word: string | null, startMs: number, endMs: number) => ({
      contentSha256: sha256(videoIds[0]!),
      vocabularyId,
      startMs,
      endMs,
      conceptId: word && ids[word]!,
      verdict: word === null ? ('reject' as const) : ('draw' as const),
    });
    const mark = () => comparisonMark(db, { afterId: second, beforeId: null });
    const unreviewed = await mark();
    expect(await mark()).toBe(unreviewed);
    for (const review of [said('place', 0, 2000), said('wipe', 1000, 2000), said(null, 2000, 2500)])
      valueOf(await createReviews(db, [review]));
    expect(await mark()).not.toBe(unreviewed);
    const { reviewedBefore, reviewedAfter } = await compare(second);
    expect(reviewedBefore).toEqual({ reviewCount: 3, reviewedMs: 2500, agreeingMs: 500 });
    expect(reviewedAfter).toEqual({ reviewCount: 3, reviewedMs: 2500, agreeingMs: 1000 });
  });

  test('say the same where one word has taken the place of another, or was renamed', async () => {
    const unmerged = await comparisonMark(target.db, { afterId: second, beforeId: null });
    await change({ kind: 'merge', ids: ['place'], intoId: 'wipe', keepLabels: false });
    expect(await comparisonMark(target.db, { afterId: second, beforeId: null })).not.toBe(unmerged);
    const found = await compare(second);
    expect(found).toMatchObject({ changedMs: 1000, changeCount: 1, swapCount: 1 });
    expect(found.concepts.map(({ conceptId }) => conceptId)).not.toContain(ids['place']);
    // What was reviewed as `place` counts as `wipe` now, which the first second is not; the next one is, either way.
    expect(found.reviewedBefore).toMatchObject({ reviewedMs: 2500, agreeingMs: 1500 });
  });

  test('are not judged by reviews that a split has left open', async () => {
    await change({ kind: 'split', id: 'wipe', into: ['cloth', 'air'].map((id) => ({ id, prefLabels: { en: id } })) });
    const { reviewedAfter } = await compare(second);
    expect(reviewedAfter).toEqual({ reviewCount: 1, reviewedMs: 500, agreeingMs: 0 });
  });
});
