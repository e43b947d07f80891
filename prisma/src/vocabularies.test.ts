import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { CONCEPTS, makeVersion, valueOf } from '../../test/factories/records.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import type { ConceptInput } from './concept-contents.ts';
import {
  archiveVocabulary,
  countConcepts,
  createVocabulary,
  latestVersions,
  listVocabularies,
  versionsOfVocabularies,
} from './vocabularies.ts';
import { changeDraft } from './vocabulary-changes.ts';
import type { DraftOperation } from './change-steps.ts';
import { publishDraft } from './publish-draft.ts';
import { discardDraft, openDraft } from './vocabulary-drafts.ts';

describe('vocabularies', () => {
  const target = useDatabase();
  const makeDraft = async () => {
    const vocabulary = valueOf(await createVocabulary(target.db, { name: 'Actions' }));
    return valueOf(await openDraft(target.db, vocabulary.id));
  };

  test('are edited as drafts and read as inference takes them', async () => {
    const draft = await makeDraft();
    const parent = {
      id: 'fasten',
      prefLabels: { en: 'Fasten' },
      altLabels: { en: ['Fix'] },
      notation: 'F',
      position: 9,
    };
    const child = {
      id: 'tighten',
      broaderId: 'fasten',
      prefLabels: { en: ' Tighten ', 'ja-Hira': 'しめつけ' },
      prompts: { en: ['a wrench'] },
    };
    const edited = valueOf(await changeDraft(target.db, draft.id, 0, [{ kind: 'put', concepts: [child, parent] }]));
    expect(edited.revision).toBe(1);
    const [concepts] = await conceptsOfVersions(target.db, [draft.id]);
    expect(concepts).toMatchObject([
      {
        id: 'tighten',
        broaderId: 'fasten',
        prefLabels: { en: 'Tighten', 'ja-Hira': 'しめつけ' },
        prompts: { en: ['a wrench'] },
      },
      { id: 'fasten', broaderId: null, notation: 'F', altLabels: { en: ['Fix'] }, status: 'active' },
    ]);
  });

  test('keep the order of what is added at once: colours go by it', async () => {
    const draft = await makeDraft();
    const ids = Array.from({ length: 50 }, (_, index) => `step-${(index * 7) % 50}`);
    const concepts = ids.map((id) => ({ id, prefLabels: { en: id } }));
    valueOf(await changeDraft(target.db, draft.id, 0, [{ kind: 'put', concepts }]));
    const { vocabularyId } = draft;
    const made = await target.db.prisma.concept.findMany({ where: { vocabularyId }, orderBy: { id: 'asc' } });
    expect(made.map(({ externalId }) => externalId)).toEqual(ids);
  });

  test('refuse edits that break a rule, and keep nothing of them', async () => {
    const draft = await makeDraft();
    const refused = async (...operations: readonly DraftOperation[]) => {
      const outcome = await changeDraft(target.db, draft.id, 1, operations);
      return outcome.ok ? 'accepted' : outcome.problem.field;
    };
    const concept = (id: string, broaderId: string | null = null) => ({ id, broaderId, prefLabels: { en: id } });
    const put = (...concepts: readonly ConceptInput[]) => ({ kind: 'put', concepts }) as const;
    valueOf(await changeDraft(target.db, draft.id, 0, [put(concept('a'), concept('b', 'a'))]));
    expect(await refused(put({ id: 'c', prefLabels: {} }))).toBe('operations.0.concepts.0.prefLabels');
    expect(await refused(put({ id: 'c', prefLabels: { en: ' ' } }))).toBe('operations.0.concepts.0.prefLabels.en');
    expect(await refused(put({ id: 'c', prefLabels: { 'not a tag': 'c' } }))).toBe(
      'operations.0.concepts.0.prefLabels.not a tag',
    );
    expect(await refused(put(concept('c')), put(concept('d', 'nowhere')))).toBe('operations.1.broaderId');
    expect(await refused(put(concept('a', 'b')))).toBe('operations.0.broaderId');
    expect(await refused({ kind: 'remove', ids: ['a'] })).toBe('operations.0.ids');
    expect((await conceptsOfVersions(target.db, [draft.id]))[0].map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await refused({ kind: 'remove', ids: ['a', 'b'] })).toBe('accepted');
  });

  test('overwrite nothing that someone else has edited', async () => {
    const draft = await makeDraft();
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        changeDraft(target.db, draft.id, 0, [{ kind: 'put', concepts: [{ id, prefLabels: { en: id } }] }]),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.problem.code === 'STALE')).toHaveLength(2);
  });

  test('wait for an edit that is under way, and are then refused', async () => {
    const draft = await makeDraft();
    const client = await target.db.pool.connect();
    await client.query('BEGIN');
    await client.query('UPDATE "VocabularyVersion" SET "revision" = 1 WHERE "id" = $1', [draft.id]);
    const late = changeDraft(target.db, draft.id, 0, [
      { kind: 'put', concepts: [{ id: 'a', prefLabels: { en: 'a' } }] },
    ]);
    const blocked = `SELECT FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`;
    while ((await client.query(blocked)).rowCount === 0);
    await client.query('COMMIT');
    client.release();
    expect(await late).toMatchObject({ problem: { code: 'STALE', field: 'expectedRevision' } });
  });

  test('have one draft at a time, which begins with what is published', async () => {
    const first = await makeVersion(target.db);
    const { vocabularyId } = first;
    const drafts = await Promise.all([1, 2, 3].map(() => openDraft(target.db, vocabularyId)));
    expect(new Set(drafts.map((draft) => valueOf(draft).id)).size).toBe(1);
    const draft = valueOf(drafts[0]);
    const [before, after] = await conceptsOfVersions(target.db, [first.id, draft.id]);
    expect(after).toEqual(before);
    expect(await publishDraft(target.db, draft.id, { revision: 0 })).toMatchObject({
      problem: { message: 'nothing has changed since version 1' },
    });
    const put = [{ ...CONCEPTS[0], prefLabels: { en: 'Fasten' } }];
    const { revision } = valueOf(await changeDraft(target.db, draft.id, 0, [{ kind: 'put', concepts: put }]));
    const second = valueOf(await publishDraft(target.db, draft.id, { revision, notes: 'renamed' }));
    expect(second).toMatchObject({ number: 2, status: 'published', notes: 'renamed' });
    const [versions] = await versionsOfVocabularies(target.db, [vocabularyId]);
    expect(versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(await countConcepts(target.db, [second.id, crypto.randomUUID(), first.id])).toEqual([2, 0, 2]);
    expect(await latestVersions(target.db, [vocabularyId])).toMatchObject([{ id: second.id }]);
    expect((await conceptsOfVersions(target.db, [first.id]))[0][0].prefLabels).toEqual({ en: 'Tighten', ja: '締付け' });
  });

  test('with equal contents have equal hashes', async () => {
    const hashes = (await Promise.all([makeVersion(target.db), makeVersion(target.db)])).map(
      ({ contentHash }) => contentHash,
    );
    expect(hashes[0]).toBe(hashes[1]);
  });

  test('never change once published, whoever tries', async () => {
    const { id } = await makeVersion(target.db);
    expect(await changeDraft(target.db, id, 1, [{ kind: 'remove', ids: ['wipe'] }])).toMatchObject({
      problem: { code: 'INVALID' },
    });
    const run = (sql: string) => target.db.pool.query(sql, [id]);
    for (const sql of [
      'UPDATE "VocabularyVersion" SET "notes" = \'x\' WHERE "id" = $1',
      'DELETE FROM "VocabularyVersion" WHERE "id" = $1',
      'UPDATE "ConceptContent" SET "notation" = \'x\' WHERE "versionId" = $1',
      'DELETE FROM "ConceptContent" WHERE "versionId" = $1',
      `WITH late AS (
         INSERT INTO "Concept" ("id", "vocabularyId", "externalId")
         SELECT gen_random_uuid(), "vocabularyId", 'late' FROM "VocabularyVersion" WHERE "id" = $1
         RETURNING "id", "vocabularyId"
       )
       INSERT INTO "ConceptContent" ("versionId", "conceptId", "vocabularyId", "prefLabels")
       SELECT $1, late.*, '{"en": "Late"}' FROM late`,
    ]) {
      await expect(run(sql)).rejects.toThrow('never changes');
    }
  });

  test('lose a draft that is given up, not what is published', async () => {
    const { vocabularyId } = await makeVersion(target.db);
    const draft = valueOf(await openDraft(target.db, vocabularyId));
    valueOf(await discardDraft(target.db, draft.id, 0));
    const [versions] = await versionsOfVocabularies(target.db, [vocabularyId]);
    expect(versions.map(({ number }) => number)).toEqual([1]);
  });

  test('that are archived are listed only when asked for', async () => {
    const { id } = valueOf(await createVocabulary(target.db, { name: 'Old' }));
    valueOf(await archiveVocabulary(target.db, id, true));
    const ids = async (includeArchived: boolean) =>
      (await listVocabularies(target.db, {}, { includeArchived })).nodes.map((vocabulary) => vocabulary.id);
    expect(await ids(false)).not.toContain(id);
    expect(await ids(true)).toContain(id);
  });
});
