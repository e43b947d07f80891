import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeRecognized, makeVersion, sha256, valueOf } from '../../test/factories/records.ts';
import { reviewWork } from './pilot-facts.ts';
import { publishDraft } from './publish-draft.ts';
import { listReviewCandidates } from './review-candidates.ts';
import { decideReviews } from './review-decisions.ts';
import { listUnsuggestedItems } from './review-suggestions.ts';
import { reviewedSpans } from './reviewed-spans.ts';
import { createReviews, decisionsOfReviews, listReviewQueue } from './reviews.ts';
import type { ReviewInput } from './reviews.ts';
import { reviewsOfContents } from './video-reviews.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { openDraft } from './vocabulary-drafts.ts';
import { readWork } from './work.ts';

const target = useDatabase();
let version: { id: string; vocabularyId: string };
let conceptIds: string[];
let recipe: { id: string; lineageId: string };
let contentSha256: string;

beforeAll(async () => {
  version = await makeVersion(target.db);
  const { vocabularyId } = version;
  const concepts = await target.db.prisma.concept.findMany({ where: { vocabularyId }, orderBy: { externalId: 'asc' } });
  conceptIds = concepts.map(({ id }) => id);
  const made = await makeRecognized(target.db, version.id, [[conceptIds[0]!, conceptIds[1]!, null]]);
  recipe = made.recipe;
  contentSha256 = sha256(made.videoIds[0]!);
});

const said = (more: Partial<ReviewInput>): ReviewInput => ({
  contentSha256,
  vocabularyId: version.vocabularyId,
  conceptId: conceptIds[0]!,
  verdict: 'draw',
  startMs: 0,
  endMs: 1000,
  ...more,
});

const say = async (...more: Partial<ReviewInput>[]) =>
  valueOf(await createReviews(target.db, more.map(said))).map(({ id }) => id);

/** All that is learned, proposed, counted and reported of a vocabulary's reviews. */
async function whatTeaches() {
  const { db } = target;
  const { vocabularyId } = version;
  const work = valueOf(await readWork(db, { lineageId: recipe.lineageId, version, selection: { filter: {} } }));
  const candidates = await listReviewCandidates(db, { recipeId: recipe.id, vocabularyId, count: 10 });
  return {
    spans: await reviewedSpans(db, { vocabularyId, versionId: version.id }),
    work: await reviewWork(db, { vocabularyId, until: new Date(Date.now() + 60_000) }),
    candidates: candidates.map(({ segmentIndex }) => segmentIndex).toSorted(),
    done: work.map(({ spans }) => spans),
  };
}

describe('reviews of hands, machines and moments', () => {
  test('teach nothing and are in no report, as those of work are', async () => {
    const before = await whatTeaches();
    const wipe = { conceptId: conceptIds[1]! };
    await say(
      { track: 'leftHand', ...wipe },
      { track: 'rightHand', ...wipe },
      { track: 'machine', endMs: 3000, ...wipe },
      { startMs: 500, endMs: 500, ...wipe },
    );
    expect(await whatTeaches()).toEqual(before);
    await say({ startMs: 1000, endMs: 2000 });
    const after = await whatTeaches();
    expect(after.spans).toHaveLength(before.spans.length + 1);
    expect(after.work.spanCount).toBe(before.work.spanCount + 1);
    expect(after.candidates).not.toEqual(before.candidates);
    expect(after.done).not.toEqual(before.done);
  });

  test('wait for a decision where their word is split, and suggestions are made for work alone', async () => {
    const { db } = target;
    const { vocabularyId } = version;
    const [span, hand, moment] = await say(
      { startMs: 5000, endMs: 6000 },
      { track: 'leftHand', startMs: 5000, endMs: 6000 },
      { startMs: 5000, endMs: 5000 },
    );
    const { id, revision } = valueOf(await openDraft(db, vocabularyId));
    const into = ['left', 'right'].map((word) => ({ id: word, prefLabels: { en: word } }));
    const changed = valueOf(await changeDraft(db, id, revision, [{ kind: 'split', id: 'tighten', into }]));
    const published = valueOf(await publishDraft(db, id, { revision: changed.revision }));
    const { nodes } = await listReviewQueue(db, vocabularyId, { first: 50 });
    const itemOf = (reviewId: string) => nodes.find((item) => item.reviewId === reviewId);
    const items = [span!, hand!, moment!].map((reviewId) => itemOf(reviewId)!);
    const unsuggested = await listUnsuggestedItems(db, published.id, { after: null, first: 50 });
    expect(items.map((item) => unsuggested.some(({ id: itemId }) => itemId === item.id))).toEqual([true, false, false]);
    const decisions = items.slice(1).map((item) => ({ itemId: item.id, conceptId: item.candidateIds[0]! }));
    valueOf(await decideReviews(db, decisions));
    expect(await decisionsOfReviews(db, [span!, hand!, moment!])).toEqual([
      null,
      ...decisions.map(({ conceptId }) => conceptId),
    ]);
  });

  test('count each on its own track, spans and moments apart: the latest of the same', async () => {
    const at = { startMs: 8000, endMs: 9000 };
    const moment = { startMs: 8000, endMs: 8000 };
    await say({ ...at, track: 'machine' }, { ...moment, track: 'machine' });
    const later = await say(
      { ...at, track: 'machine', conceptId: conceptIds[1]! },
      { ...moment, track: 'machine', conceptId: conceptIds[1]! },
      { ...at, track: 'rightHand' },
      moment,
    );
    const read = async (scope: { track: 'work' | 'rightHand' | 'machine'; areInstants: boolean }) => {
      const whole = { vocabularyId: version.vocabularyId, ...scope };
      const [{ nodes }] = await reviewsOfContents(target.db, [contentSha256], whole, { first: 50 });
      return nodes.filter(({ startMs }) => startMs === 8000).map(({ id }) => id);
    };
    expect(
      await Promise.all([
        read({ track: 'machine', areInstants: false }),
        read({ track: 'machine', areInstants: true }),
        read({ track: 'rightHand', areInstants: false }),
        read({ track: 'work', areInstants: true }),
        read({ track: 'work', areInstants: false }),
      ]),
    ).toEqual([...later.map((id) => [id]), []]);
  });
});
