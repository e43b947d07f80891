import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeRecognized, makeVersion, sha256, valueOf } from '../../test/factories/records.ts';
import { createReviews } from './index.ts';
import { recognizedTime, reviewWork } from './pilot-facts.ts';

const target = useDatabase();
let vocabularyId: string;
let conceptId: string;
let versionId: string;

beforeAll(async () => {
  ({ vocabularyId, id: versionId } = await makeVersion(target.db));
  ({ id: conceptId } = await target.db.prisma.concept.findFirstOrThrow({ where: { vocabularyId } }));
});

/** A review of a second. @param at minutes after noon */
async function review(video: string, startMs: number, at: number, person: string | null): Promise<void> {
  const span = { contentSha256: sha256(video), startMs, endMs: startMs + 1000 };
  const said = { ...span, vocabularyId, conceptId, verdict: 'confirm' } as const;
  const [made] = valueOf(await createReviews(target.db, [said], { person }));
  const createdAt = new Date(Date.UTC(2026, 0, 1, 12, at));
  await target.db.prisma.review.update({ where: { id: made!.id }, data: { createdAt } });
}

describe('reviewWork', () => {
  test('is nothing where nobody has reviewed', async () => {
    expect(await reviewWork(target.db, { vocabularyId, until: new Date() })).toEqual({
      spanCount: 0,
      durationMs: 0,
      videoCount: 0,
      conceptCount: 0,
      personCount: 0,
      reviewingMs: 0,
    });
  });

  test('counts spans once, and time between the reviews of a person, without pauses', async () => {
    await review('one', 0, 0, 'Ann');
    await review('one', 1000, 1, 'Bea');
    await review('two', 0, 3, 'Ann');
    await review('two', 0, 2, 'Bea');
    await review('two', 1000, 40, 'Ann');
    await review('three', 0, 100, 'Ann');
    const until = new Date(Date.UTC(2026, 0, 1, 12, 50));
    expect(await reviewWork(target.db, { vocabularyId, until })).toEqual({
      spanCount: 4,
      durationMs: 4000,
      videoCount: 2,
      conceptCount: 1,
      personCount: 2,
      reviewingMs: 4 * 60_000,
    });
  });
});

test('recognizedTime tells how much of what a lineage shows is unknown', async () => {
  await makeRecognized(target.db, versionId, [[conceptId, null], [conceptId]]);
  const recipe = await target.db.prisma.recipe.findFirstOrThrow();
  const { totalMs, unknownMs } = await recognizedTime(target.db, recipe.lineageId);
  expect(totalMs).toBeGreaterThan(0);
  expect(unknownMs).toBeCloseTo(totalMs / 3, 5);
});
