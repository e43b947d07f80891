import { describe, expect, test } from '@jest/globals';
import { assert, asyncProperty, boolean, constantFrom, integer } from 'fast-check';
import { Client } from 'pg';
import { useDatabase } from '../../test/factories/database.ts';
import { makeVersion, sha256, valueOf } from '../../test/factories/records.ts';
import type { DraftOperation } from './change-steps.ts';
import type { ConceptInput } from './concept-contents.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import { getResolutions } from './concept-resolutions.ts';
import { publishDraft } from './publish-draft.ts';
import { decideReviews } from './review-decisions.ts';
import { createReviews, decisionsOfReviews, listReviewQueue } from './reviews.ts';
import { revertVocabulary } from './revert-vocabulary.ts';
import { changeDraft } from './vocabulary-changes.ts';
import { openDraft } from './vocabulary-drafts.ts';

const bare = (id: string): ConceptInput => ({ id, prefLabels: { en: id } });
const split = (id: string, ...into: readonly string[]) => ({ kind: 'split', id, into: into.map(bare) }) as const;
const merge = (id: string, intoId: string) => ({ kind: 'merge', ids: [id], intoId, keepLabels: false }) as const;

describe('publishing', () => {
  const target = useDatabase();

  /** A vocabulary that is published step by step. */
  async function vocabularyOf(...ids: readonly string[]) {
    const { db } = target;
    const { id: firstId, vocabularyId } = await makeVersion(db, ids.map(bare));
    const keysOf = async () => {
      const concepts = await db.prisma.concept.findMany({ where: { vocabularyId } });
      return new Map(concepts.map(({ id, externalId }) => [externalId, id]));
    };
    const namesOf = async (keys: readonly string[]) => {
      const names = new Map([...(await keysOf())].map(([externalId, id]) => [id, externalId]));
      return keys.map((key) => names.get(key)!);
    };
    const edit = async (...operations: readonly DraftOperation[]) => {
      const { id, revision } = valueOf(await openDraft(db, vocabularyId));
      return valueOf(await changeDraft(db, id, revision, operations));
    };
    const publish = async (...operations: readonly DraftOperation[]) => {
      const { id, revision } = await edit(...operations);
      return valueOf(await publishDraft(db, id, { revision }));
    };
    return {
      firstId,
      vocabularyId,
      edit,
      publish,
      /** What concepts mean in a version, by external id. */
      means: async (versionId: string) => {
        const keys = await keysOf();
        const found = await getResolutions(
          db,
          [...keys.values()].map((key) => `${versionId}/${key}`),
        );
        const entries = [...keys.keys()].map(async (id, index) => [id, found[index] && (await namesOf(found[index]))]);
        return Object.fromEntries(await Promise.all(entries)) as Record<string, string[] | null>;
      },
      review: async (...externalIds: readonly (string | null)[]) => {
        const keys = await keysOf();
        const inputs = externalIds.map((id, index) => ({
          contentSha256: sha256('video'),
          startMs: index,
          endMs: index + 1,
          vocabularyId,
          conceptId: id === null ? null : keys.get(id)!,
          verdict: id === null ? ('reject' as const) : ('confirm' as const),
        }));
        return valueOf(await createReviews(db, inputs)).map(({ id }) => id);
      },
      /** Candidates of what waits, by review. */
      queue: async () => {
        const { nodes } = await listReviewQueue(db, vocabularyId);
        const rows = nodes.map(async (item) => ({ ...item, candidates: await namesOf(item.candidateIds) }));
        return Promise.all(rows);
      },
      decide: async (itemId: string, externalId: string) =>
        decideReviews(db, [{ itemId, conceptId: (await keysOf()).get(externalId)! }], { person: '山田' }),
      decision: async (reviewId: string) => {
        const [key] = await decisionsOfReviews(db, [reviewId]);
        return key && (await namesOf([key]))[0];
      },
    };
  }

  test('writes down what every concept means from then on, and what it meant before stays', async () => {
    const words = await vocabularyOf('a', 'b', 'c', 'd');
    const second = await words.publish(split('a', 'a1', 'a2'), merge('b', 'c'), {
      kind: 'deprecate',
      id: 'd',
      replacedByIds: [],
    });
    const third = await words.publish(merge('a1', 'c'), { kind: 'put', concepts: [{ ...bare('c'), notation: 'C' }] });
    expect(await words.means(words.firstId)).toEqual({ a: ['a'], b: ['b'], c: ['c'], d: ['d'], a1: null, a2: null });
    expect(await words.means(second.id)).toEqual({
      a: ['a1', 'a2'],
      b: ['c'],
      c: ['c'],
      d: [],
      a1: ['a1'],
      a2: ['a2'],
    });
    expect(await words.means(third.id)).toEqual({ a: ['c', 'a2'], b: ['c'], c: ['c'], d: [], a1: ['c'], a2: ['a2'] });
  });

  test('of a draft can be looked at before: it means what it will mean', async () => {
    const words = await vocabularyOf('a', 'b');
    const draft = await words.edit(split('a', 'a1', 'a2'));
    const before = await words.means(draft.id);
    expect(before).toEqual({ a: ['a1', 'a2'], b: ['b'], a1: ['a1'], a2: ['a2'] });
    valueOf(await publishDraft(target.db, draft.id, { revision: draft.revision }));
    expect(await words.means(draft.id)).toEqual(before);
  });

  test('is refused on another revision than the one that was looked at', async () => {
    const words = await vocabularyOf('a', 'b');
    const { id, revision } = await words.edit(merge('a', 'b'));
    for (const other of [revision - 1, revision + 1])
      expect(await publishDraft(target.db, id, { revision: other })).toMatchObject({ problem: { code: 'STALE' } });
  });

  test('is refused while a check is an error, and says which', async () => {
    const words = await vocabularyOf('a', 'b');
    const { id, revision } = await words.edit({
      kind: 'put',
      concepts: [
        { ...bare('a'), prefLabels: { en: 'B' } },
        { ...bare('b'), altLabels: { en: ['b'] } },
      ],
    });
    const refused = await publishDraft(target.db, id, { revision });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'INVALID' } });
    expect(refused.ok ? '' : refused.problem.message).toBe(
      'mend what the checks find first: labelsNotDisjoint at "b" (b), and 1 more',
    );
  });

  test('queues the reviews that a split leaves ambiguous, and no others', async () => {
    const words = await vocabularyOf('a', 'b');
    const [first, second] = await words.review('a', 'a', 'b', null);
    const { id } = await words.publish(split('a', 'a1', 'a2'));
    const queue = await words.queue();
    expect(queue.map(({ reviewId }) => reviewId).toSorted()).toEqual([first, second].toSorted());
    expect(queue).toMatchObject(
      [1, 2].map(() => ({ versionId: id, candidates: ['a1', 'a2'], probabilities: [], decidedAt: null })),
    );
    // Later ones under the old word are as ambiguous.
    const [later] = await words.review('a', 'b');
    expect((await words.queue()).at(-1)).toMatchObject({ reviewId: later, candidates: ['a1', 'a2'] });
  });

  test('leaves alone what waits for the same decision, and asks anew what has become another', async () => {
    const words = await vocabularyOf('a', 'b', 'c');
    await words.review('a', 'b');
    const second = await words.publish(split('a', 'a1', 'a2'), split('b', 'b1', 'b2'));
    await words.publish(split('b2', 'b3', 'b4'), { kind: 'put', concepts: [{ ...bare('c'), notation: 'C' }] });
    const queue = await words.queue();
    expect(queue.map(({ candidates }) => candidates)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b3', 'b4'],
    ]);
    expect(queue[0]!.versionId).toBe(second.id);
    await words.publish(merge('a1', 'a2'), merge('b1', 'b3'));
    expect((await words.queue()).map(({ candidates }) => candidates)).toEqual([['b3', 'b4']]);
  });

  test('goes by what was decided, and a new decision makes void what was asked after it', async () => {
    const words = await vocabularyOf('a');
    const [reviewId] = await words.review('a');
    await words.publish(split('a', 'a1', 'a2'));
    const [item] = await words.queue();
    expect(await words.decide(item!.id, 'a')).toMatchObject({ problem: { code: 'INVALID' } });
    expect(await words.decide(item!.id, 'a1')).toMatchObject({ value: [{ decidedBy: '山田' }] });
    expect(await words.queue()).toEqual([]);
    await words.publish(split('a1', 'a3', 'a4'));
    const [second] = await words.queue();
    expect(second).toMatchObject({ candidates: ['a3', 'a4'] });
    valueOf(await words.decide(second!.id, 'a4'));
    expect(await words.decision(reviewId!)).toBe('a4');
    valueOf(await words.decide(item!.id, 'a2'));
    expect([await words.decision(reviewId!), await words.queue()]).toEqual(['a2', []]);
    valueOf(await words.decide(item!.id, 'a1'));
    expect(await words.queue()).toMatchObject([{ candidates: ['a3', 'a4'] }]);
  });

  test('lets each review be decided for its own candidates only', async () => {
    const words = await vocabularyOf('a', 'b');
    await words.review('a', 'b');
    await words.publish(split('a', 'a1', 'a2'), split('b', 'b1', 'b2'));
    const concepts = await target.db.prisma.concept.findMany({ where: { vocabularyId: words.vocabularyId } });
    const keyOf = (externalId: string) => concepts.find((concept) => concept.externalId === externalId)!.id;
    const queue = await words.queue();
    const itemOf = (candidate: string) => queue.find(({ candidates }) => candidates.includes(candidate))!.id;
    const decisions = [
      { itemId: itemOf('a1'), conceptId: keyOf('b1') },
      { itemId: itemOf('b1'), conceptId: keyOf('b2') },
    ];
    expect(await decideReviews(target.db, decisions)).toMatchObject({
      problem: { code: 'INVALID', field: 'decisions.0.conceptId' },
    });
  });

  test('after a revert says what the older version said, and what was recognised since goes back', async () => {
    const words = await vocabularyOf('a', 'b', 'c');
    const [reviewId] = await words.review('a');
    await words.publish(split('a', 'a1', 'a2'), merge('b', 'c'), { kind: 'put', concepts: [bare('new')] });
    const [item] = await words.queue();
    valueOf(await words.decide(item!.id, 'a1'));
    await words.publish(split('a1', 'x', 'y'));
    await words.edit({ kind: 'put', concepts: [bare('unpublished'), { ...bare('new'), broaderId: 'unpublished' }] });
    const draft = valueOf(await revertVocabulary(target.db, words.vocabularyId, words.firstId, { person: '山田' }));
    const contents = async (id: string) => (await conceptsOfVersions(target.db, [id]))[0]!;
    const active = (await contents(draft.id)).filter(({ status }) => status === 'active');
    expect(active).toEqual(await contents(words.firstId));
    const reverted = valueOf(await publishDraft(target.db, draft.id, { revision: draft.revision }));
    expect(await words.means(reverted.id)).toEqual({
      a: ['a'],
      a1: ['a'],
      a2: ['a'],
      x: ['a'],
      y: ['a'],
      b: ['b'],
      c: ['c'],
      new: [],
      unpublished: null,
    });
    expect(await words.queue()).toEqual([]);
    expect(await words.decision(reviewId!)).toBe('a1');
    const steps = await target.db.prisma.vocabularyChange.findMany({
      where: { versionId: draft.id },
      orderBy: { sequence: 'asc' },
    });
    expect(steps.map(({ kind, person }) => [kind, person])).toEqual([
      ['bulk', null],
      ['revert', '山田'],
    ]);
  });

  test('reverts to published versions of the same vocabulary only', async () => {
    const [words, others] = [await vocabularyOf('a'), await vocabularyOf('b')];
    const draft = await words.edit({ kind: 'put', concepts: [bare('c')] });
    const refused = async (toVersionId: string) => {
      const outcome = await revertVocabulary(target.db, words.vocabularyId, toVersionId);
      return outcome.ok ? 'accepted' : outcome.problem.message;
    };
    expect(await refused(others.firstId)).toBe('it is a version of another vocabulary');
    expect(await refused(draft.id)).toBe('it is a draft; choose a published version');
    expect(await refused(others.vocabularyId)).toBe('there is no such version');
  });

  const STAGES = ['VocabularyVersion', 'ConceptResolution', 'ReviewQueueItem'] as const;

  test('that breaks off at any point leaves nothing behind', async () => {
    await assert(
      asyncProperty(constantFrom(...STAGES), boolean(), integer({ min: 1, max: 4 }), async (table, isKilled, count) => {
        const words = await vocabularyOf('a', 'b');
        await words.review(...Array.from({ length: count }, () => 'a'));
        const { id, revision } = await words.edit(split('a', 'a1', 'a2'));
        const before = await stateOf(id);
        const breakOff = isKilled ? 'PERFORM pg_terminate_backend(pg_backend_pid())' : "RAISE EXCEPTION 'broken off'";
        await onTable(table, breakOff, async () => {
          await expect(publishDraft(target.db, id, { revision })).rejects.toThrow();
        });
        expect(await stateOf(id)).toEqual(before);
        valueOf(await publishDraft(target.db, id, { revision }));
        expect(await words.queue()).toHaveLength(count);
      }),
      { numRuns: 12, seed: 4 },
    );
  });

  /** Runs with a trigger on a table's changes. */
  async function onTable(table: string, statement: string, work: () => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: target.url });
    await client.connect();
    try {
      await client.query(`
        CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NULL; END $$;
        CREATE TRIGGER break_off AFTER INSERT OR UPDATE ON "${table}" FOR EACH ROW EXECUTE FUNCTION break_off()`);
      await work();
    } finally {
      await client.query('DROP FUNCTION break_off CASCADE');
      await client.end();
    }
  }

  async function stateOf(versionId: string) {
    const { prisma } = target.db;
    return {
      version: await prisma.vocabularyVersion.findUnique({ where: { id: versionId } }),
      resolutions: await prisma.conceptResolution.count({ where: { versionId } }),
      items: await prisma.reviewQueueItem.count({ where: { versionId } }),
    };
  }
});
