import { describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../test/factories/database.ts';
import { makeVersion, valueOf } from '../../test/factories/records.ts';
import { changesOfConcepts, changesOfVersions, sidesOfChanges, undoStates } from './change-history.ts';
import type { DraftOperation } from './change-steps.ts';
import { conceptsOfVersions } from './concept-contents.ts';
import type { ConceptInput } from './concept-contents.ts';
import { createVocabulary } from './vocabularies.ts';
import { changeDraft, redoChange, undoChange } from './vocabulary-changes.ts';
import type { ChangeOptions } from './vocabulary-changes.ts';
import { openDraft } from './vocabulary-drafts.ts';

const bare = (id: string, label = id) => ({ id, prefLabels: { en: label } });
const put = (...concepts: readonly ConceptInput[]) => ({ kind: 'put', concepts }) as const;
const ALL = { first: 100, after: null, includeUndone: true };

describe('the steps of a draft', () => {
  const target = useDatabase();

  /** A draft that is changed with the revision it has. */
  async function drafted() {
    const vocabulary = valueOf(await createVocabulary(target.db, { name: 'Actions' }));
    const { id } = valueOf(await openDraft(target.db, vocabulary.id));
    let revision = 0;
    const revised = (outcome: Awaited<ReturnType<typeof undoChange>>) => {
      revision = valueOf(outcome).revision;
    };
    return {
      id,
      change: async (operations: readonly DraftOperation[], options?: ChangeOptions) =>
        revised(await changeDraft(target.db, id, revision, operations, options)),
      undo: async () => revised(await undoChange(target.db, id, revision)),
      redo: async () => revised(await redoChange(target.db, id, revision)),
      refused: async (call: typeof undoChange) => {
        const outcome = await call(target.db, id, revision);
        return outcome.ok ? 'accepted' : outcome.problem.message;
      },
      contents: async () => (await conceptsOfVersions(target.db, [id]))[0]!,
      labels: async () => (await conceptsOfVersions(target.db, [id]))[0]!.map(({ prefLabels }) => prefLabels['en']),
      steps: async () => (await changesOfVersions(target.db, [id], ALL))[0]!.nodes,
      conceptCount: () => target.db.prisma.concept.count({ where: { vocabularyId: vocabulary.id } }),
      state: async () => (await undoStates(target.db, [id]))[0],
    };
  }

  test('are taken back and done again, each in its turn, with the very same contents', async () => {
    const draft = await drafted();
    const contents = [await draft.contents()];
    for (const operation of [
      put(bare('a', 'A')),
      put({ ...bare('a', 'B'), facets: { valueClass: ['net'], work: ['x'] }, altLabels: { ja: ['え'] } }),
      put(bare('b')),
      { kind: 'move', id: 'b', broaderId: 'a', position: 0 },
      { kind: 'split', id: 'a', into: [bare('c'), bare('d')] },
      { kind: 'merge', ids: ['c'], intoId: 'd', keepLabels: true },
      { kind: 'deprecate', id: 'b', replacedByIds: ['d'] },
      { kind: 'restore', id: 'b' },
    ] satisfies DraftOperation[]) {
      await draft.change([operation]);
      contents.push(await draft.contents());
    }
    const kinds = (await draft.steps()).map(({ kind }) => kind).toReversed();
    expect(kinds).toEqual(['add', 'edit', 'add', 'move', 'split', 'merge', 'deprecate', 'restore']);
    for (const before of contents.slice(0, -1).toReversed()) {
      await draft.undo();
      expect(await draft.contents()).toEqual(before);
    }
    expect(await draft.refused(undoChange)).toBe('there is nothing to take back');
    expect(await draft.state()).toEqual({ canUndo: false, canRedo: true });
    for (const after of contents.slice(1)) {
      await draft.redo();
      expect(await draft.contents()).toEqual(after);
    }
    expect(await draft.refused(redoChange)).toBe('there is nothing to do again');
    expect(await draft.state()).toEqual({ canUndo: true, canRedo: false });
  });

  test('that were taken back are not done again after something else', async () => {
    const draft = await drafted();
    for (const id of ['a', 'b', 'c']) await draft.change([put(bare(id))]);
    await draft.undo();
    await draft.undo();
    await draft.change([put(bare('d'))]);
    expect(await draft.refused(redoChange)).toBe('there is nothing to do again');
    await draft.undo();
    expect(await draft.labels()).toEqual(['a']);
    await draft.redo();
    expect(await draft.labels()).toEqual(['a', 'd']);
    expect(await draft.refused(redoChange)).toBe('there is nothing to do again');
    expect((await draft.steps()).map(({ sequence, isOverruled }) => [sequence, isOverruled])).toEqual([
      [4, false],
      [3, true],
      [2, true],
      [1, false],
    ]);
  });

  test('that were taken back can be done again whatever happens in other drafts', async () => {
    const [draft, other] = [await drafted(), await drafted()];
    await draft.change([put(bare('a'))]);
    await draft.undo();
    await other.change([put(bare('b'))]);
    await draft.redo();
    expect(await draft.labels()).toEqual(['a']);
  });

  test('are one for each operation, or one for all', async () => {
    const draft = await drafted();
    await draft.change([put(bare('a')), put(bare('b'))], { person: '山田' });
    await draft.change([put(bare('a', 'A')), { kind: 'remove', ids: ['b'] }], { asOne: null });
    await draft.change([put(bare('c'))], { asOne: 'import' });
    expect((await draft.steps()).map(({ kind, person }) => [kind, person])).toEqual([
      ['import', null],
      ['bulk', null],
      ['add', '山田'],
      ['add', '山田'],
    ]);
    await draft.undo();
    await draft.undo();
    expect(await draft.labels()).toEqual(['a', 'b']);
  });

  test('have a kind by what is different', async () => {
    const draft = await drafted();
    const concept: ConceptInput = { ...bare('a', 'A'), prompts: { en: ['a'] } };
    await draft.change([put(concept)]);
    const edited: readonly ConceptInput[] = [
      { ...concept, prefLabels: { en: 'AA' }, altLabels: { en: ['A'] } },
      { ...concept, prompts: { en: ['b'] }, reviewedPrompts: ['en'] },
      { ...concept, position: 3 },
      { ...concept, definitions: { en: 'x' } },
      { ...concept, status: 'deprecated' },
      concept,
    ];
    for (const next of edited) {
      await draft.change([put(next)]);
      if (next.status !== 'deprecated') await draft.undo();
    }
    const kinds = (await draft.steps()).map(({ kind }) => kind).toReversed();
    expect(kinds).toEqual(['add', 'rename', 'reprompt', 'move', 'edit', 'deprecate', 'restore']);
  });

  test('are not made where nothing is different', async () => {
    const draft = await drafted();
    const facets = { valueClass: ['net'], a: ['b'] };
    await draft.change([put({ ...bare('a'), facets })]);
    await draft.change([put({ ...bare('a'), facets: { a: ['b'], valueClass: ['net'] } })]);
    expect(await draft.steps()).toHaveLength(1);
  });

  test('are refused for a draft that someone else has edited, and then nothing of them is kept', async () => {
    const draft = await drafted();
    await draft.change([put(bare('a'))]);
    for (const call of [undoChange, redoChange])
      for (const revision of [0, 2])
        expect(await call(target.db, draft.id, revision)).toMatchObject({
          problem: { code: 'STALE', field: 'expectedRevision' },
        });
    const half = [put(bare('b')), put({ ...bare('c'), broaderId: 'nowhere' })];
    expect(await changeDraft(target.db, draft.id, 1, half)).toMatchObject({
      problem: { code: 'INVALID', field: 'operations.1.broaderId' },
    });
    expect(await draft.labels()).toEqual(['a']);
    expect(await draft.steps()).toHaveLength(1);
    expect(await draft.conceptCount()).toBe(1);
  });

  test('are the history of a concept, over all versions, each with what it did to it', async () => {
    const { id, vocabularyId } = await makeVersion(target.db, [bare('a', 'A'), bare('b', 'B')]);
    const { id: draftId } = valueOf(await openDraft(target.db, vocabularyId));
    const again = [put(bare('a', 'Aa')), put(bare('b', 'Bb')), put(bare('a', 'Aaa'))];
    const { revision } = valueOf(await changeDraft(target.db, draftId, 0, again));
    valueOf(await undoChange(target.db, draftId, revision));
    const concept = await target.db.prisma.concept.findFirstOrThrow({ where: { vocabularyId, externalId: 'a' } });
    const request = { ...ALL, includeUndone: false };
    const [history] = await changesOfConcepts(target.db, [concept.id], request);
    expect(history!.nodes.map(({ versionId, kind }) => [versionId, kind])).toEqual([
      [draftId, 'rename'],
      [id, 'add'],
    ]);
    const [last] = history!.nodes;
    const [older] = await changesOfConcepts(target.db, [concept.id], {
      ...request,
      after: [last!.versionNumber, last!.sequence],
    });
    expect(older!.nodes.map(({ kind }) => kind)).toEqual(['add']);
    const [sides] = await sidesOfChanges(target.db, [`${history!.nodes[1]!.id}/a`]);
    expect(sides).toMatchObject({ before: { a: null }, after: { a: { prefLabels: { en: 'A' } } } });
    expect(Object.keys(sides!.after)).toEqual(['a']);
  });
});
