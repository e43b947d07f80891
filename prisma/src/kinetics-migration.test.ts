import { beforeAll, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import {
  describeWithLists,
  readKineticsMigration,
  RENAMED,
  reviewedConcepts,
  SPLIT,
} from '../../test/factories/kinetics-migration.ts';
import { makeVersion, sha256, valueOf } from '../../test/factories/records.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import { getResolutions } from './concept-resolutions.ts';
import { publishDraft } from './publish-draft.ts';
import { revertVocabulary } from './revert-vocabulary.ts';
import { decideReviews } from './review-decisions.ts';
import { countReviewQueue, createReviews, decisionsOfReviews, listReviewQueue } from './reviews.ts';
import { impactOf } from './version-impact.ts';
import { changeDraft, redoChange, undoChange } from './vocabulary-changes.ts';
import { openDraft } from './vocabulary-drafts.ts';

const REVIEW_COUNT = 10_000;

describeWithLists('ten thousand reviews under Kinetics-400', () => {
  const target = useDatabase();
  const { before, wanted, operations } = readKineticsMigration();
  let firstId: string;
  let vocabularyId: string;
  let draft: { readonly id: string; readonly revision: number };

  beforeAll(async () => {
    ({ id: firstId, vocabularyId } = await makeVersion(target.db, [...before.values()]));
    const concepts = await target.db.prisma.concept.findMany({ where: { vocabularyId } });
    const keys = new Map(concepts.map(({ id, externalId }) => [externalId, id]));
    const reviews = reviewedConcepts([...before.keys()], REVIEW_COUNT).map((id, index) => ({
      contentSha256: sha256(String(index % 500)),
      startMs: 1000 * index,
      endMs: 1000 * (index + 1),
      vocabularyId,
      conceptId: keys.get(id)!,
      verdict: 'confirm' as const,
    }));
    valueOf(await createReviews(target.db, reviews));
  });

  const contentsOf = async (versionId: string) => (await conceptsOfVersions(target.db, [versionId]))[0]!;

  /** What has become of each review in a version. */
  async function fates(versionId: string) {
    const { db } = target;
    const reviews = await db.prisma.review.findMany({ where: { vocabularyId }, include: { concept: true } });
    const decisions = await decisionsOfReviews(
      db,
      reviews.map(({ id }) => id),
    );
    const resolved = await getResolutions(
      db,
      reviews.map(({ conceptId }, index) => `${versionId}/${decisions[index] ?? conceptId}`),
    );
    const labels = new Map(
      (await contentsOf(versionId)).map((concept) => [concept.conceptId, concept.prefLabels['en']]),
    );
    const counts = { same: 0, renamed: 0, split: 0, retired: 0, wrong: 0 };
    for (const [index, { concept }] of reviews.entries()) {
      const old = before.get(concept!.externalId)!.prefLabels['en']!;
      counts[
        fateOf(
          old,
          resolved[index]!.map((id) => labels.get(id)!),
        )
      ]++;
    }
    return counts;
  }

  function fateOf(old: string, now: readonly string[]): 'same' | 'renamed' | 'split' | 'retired' | 'wrong' {
    if (now.length === 0) return 'retired';
    if (now.length > 1) return String(now) === String(SPLIT[old]) ? 'split' : 'wrong';
    if (now[0] === old) return 'same';
    return now[0] === RENAMED[old] || SPLIT[old]?.includes(now[0]!) ? 'renamed' : 'wrong';
  }

  test('are told of before anything is published', async () => {
    const { id } = valueOf(await openDraft(target.db, vocabularyId));
    const { revision } = valueOf(await changeDraft(target.db, id, 0, operations, { person: '山田' }));
    draft = { id, revision };
    const active = (await contentsOf(id)).filter(({ status }) => status === 'active');
    expect(active.map(({ prefLabels }) => prefLabels['en']).toSorted()).toEqual(wanted.toSorted());
    const version = await target.db.prisma.vocabularyVersion.findUniqueOrThrow({ where: { id } });
    const { reviewCount, undecidedReviewCount, concepts } = await impactOf(target.db, version);
    expect({ reviewCount, undecidedReviewCount }).toEqual({ reviewCount: 325 + 75 + 400, undecidedReviewCount: 75 });
    const kinds = [...Map.groupBy(concepts, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]);
    expect(Object.fromEntries(kinds)).toEqual({ rename: 13, split: 3, deprecate: 16 });
  });

  test('stay as they are while the change set is taken back and done again', async () => {
    const after = await contentsOf(draft.id);
    const steps = await target.db.prisma.vocabularyChange.count({ where: { versionId: draft.id } });
    expect(steps).toBe(operations.length);
    let { revision } = draft;
    for (let step = 0; step < steps; step++) ({ revision } = valueOf(await undoChange(target.db, draft.id, revision)));
    expect(await contentsOf(draft.id)).toEqual(await contentsOf(firstId));
    for (let step = 0; step < steps; step++) ({ revision } = valueOf(await redoChange(target.db, draft.id, revision)));
    expect(await contentsOf(draft.id)).toEqual(after);
    draft = { ...draft, revision };
  });

  test('count under the new words, none lost and none guessed', async () => {
    valueOf(await publishDraft(target.db, draft.id, draft));
    expect(await target.db.prisma.review.count({ where: { vocabularyId } })).toBe(REVIEW_COUNT);
    expect(await fates(draft.id)).toEqual({ same: 9200, renamed: 325, split: 75, retired: 400, wrong: 0 });
    expect(await countReviewQueue(target.db, vocabularyId)).toBe(75);
    // Who still reads the older version reads the older words.
    expect(await fates(firstId)).toEqual({ same: REVIEW_COUNT, renamed: 0, split: 0, retired: 0, wrong: 0 });
  });

  test('that wait are decided by a person, and all are what they were after a revert', async () => {
    const { nodes } = await listReviewQueue(target.db, vocabularyId, { first: 100 });
    const decisions = nodes.map(({ id, candidateIds }) => ({ itemId: id, conceptId: candidateIds[1]! }));
    valueOf(await decideReviews(target.db, decisions, { person: '山田' }));
    expect(await fates(draft.id)).toEqual({ same: 9200, renamed: 400, split: 0, retired: 400, wrong: 0 });
    const back = valueOf(await revertVocabulary(target.db, vocabularyId, firstId));
    valueOf(await publishDraft(target.db, back.id, { revision: back.revision }));
    expect(await fates(back.id)).toEqual({ same: REVIEW_COUNT, renamed: 0, split: 0, retired: 0, wrong: 0 });
    expect(await countReviewQueue(target.db, vocabularyId)).toBe(0);
  });
});
