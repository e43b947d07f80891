import { describe, expect, test } from '@jest/globals';
import { applyOperation, bareContent } from '@actionary/inference/domain';
import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import type { UserError } from '../../../lib/user-errors.ts';
import type { Concept } from './concept.ts';
import { DraftStore } from './draft-store.ts';
import type { Answer, DraftServer, NotReplayed, Restored } from './draft-server.ts';

const concept = (id: string, more: Partial<Concept> = {}): Concept => ({ ...bareContent(id, { en: id }), ...more });
const wipe = concept('wipe');
const pour = concept('pour', { position: 1 });
const tighten = concept('tighten', { position: 2 });

const REFUSED: UserError = { code: 'INVALID', message: 'no', reason: null, parameters: [] };

/** A draft that checks revisions and carries operations out, as the server does. */
class Draft implements DraftServer {
  revision = 1;
  contents: VocabularyContents = new Map([wipe, pour, tighten].map((one) => [one.id, one]));
  readonly requests: (readonly (readonly VocabularyOperation[])[])[] = [];
  /** Refuses what touches this concept. */
  refusedId = '';
  isDown = false;
  /** Says what an undo has touched, instead of nothing. */
  tellsTouched = false;
  readonly #before: VocabularyContents[] = [];

  read() {
    return Promise.resolve({ revision: this.revision, saved: this.contents });
  }

  change(revision: number, steps: readonly (readonly VocabularyOperation[])[]): Promise<Answer> {
    if (this.isDown) return Promise.reject(new Error('no answer'));
    if (revision !== this.revision) return Promise.resolve({ kind: 'stale' });
    const stepIndex = steps.findIndex((step) => JSON.stringify(step).includes(`"${this.refusedId}"`));
    if (this.refusedId !== '' && stepIndex >= 0) return Promise.resolve({ kind: 'refused', stepIndex, error: REFUSED });
    this.requests.push(steps);
    this.#before.push(this.contents);
    this.contents = steps.flat().reduce((all, operation) => applyOperation(all, operation), this.contents);
    return Promise.resolve({ kind: 'done', revision: (this.revision += 1) });
  }

  undo(revision: number): Promise<Restored | NotReplayed> {
    if (revision !== this.revision) return Promise.resolve('stale');
    const before = this.#before.pop();
    if (!before) return Promise.resolve('nothing');
    const ids = new Set([...this.contents.keys(), ...before.keys()]);
    const changed = [...ids].filter((id) => before.get(id) !== this.contents.get(id));
    const touched = new Map(changed.map((id) => [id, before.get(id) ?? null]));
    this.contents = before;
    return Promise.resolve({ revision: (this.revision += 1), touched: this.tellsTouched ? touched : null });
  }

  redo(): Promise<Restored | NotReplayed> {
    return Promise.resolve('nothing');
  }

  /** What another person puts. */
  put(...concepts: readonly Concept[]) {
    return this.change(this.revision, [[{ kind: 'put', concepts }]]);
  }
}

function open() {
  const draft = new Draft();
  const store = new DraftStore(draft, { revision: draft.revision, saved: draft.contents });
  return { draft, store };
}

const state = (store: DraftStore) => store.getSnapshot().state;

describe('saving', () => {
  test('what is typed becomes one step when the person goes on, and is seen at once', async () => {
    const { draft, store } = open();
    store.type('wipe', { prefLabels: { en: 'Wipe o' } });
    store.type('wipe', { prefLabels: { en: 'Wipe off ' } });
    expect(store.isUnsaved).toBe(true);
    store.leave();
    expect(store.contents.get('wipe')?.prefLabels).toEqual({ en: 'Wipe off' });
    await store.save();
    expect(draft.contents.get('wipe')?.prefLabels).toEqual({ en: 'Wipe off' });
    expect(draft.requests).toHaveLength(1);
    expect(store.isUnsaved).toBe(false);
  });

  test('steps of one operation travel together, one of several alone, in order', async () => {
    const { draft, store } = open();
    store.act([{ kind: 'move', id: 'pour', broaderId: 'wipe', position: 0 }]);
    store.act([{ kind: 'deprecate', id: 'tighten', replacedByIds: ['wipe'] }]);
    store.act([{ kind: 'restore', id: 'tighten' }]);
    store.act([
      { kind: 'put', concepts: [concept('a')] },
      { kind: 'move', id: 'a', broaderId: null, position: 0 },
    ]);
    await store.save();
    expect(draft.requests.map((steps) => steps.map((step) => step.length))).toEqual([[1, 1, 1], [2]]);
    expect([...draft.contents]).toEqual([...store.contents]);
  });

  test('steps made while others are on their way are kept, and saved after them', async () => {
    const { draft, store } = open();
    store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
    const { change } = draft;
    draft.change = async (...request) => {
      draft.change = change;
      store.act([{ kind: 'deprecate', id: 'tighten', replacedByIds: [] }]);
      return draft.change(...request);
    };
    await store.save();
    await store.save();
    expect(draft.requests).toHaveLength(2);
    expect([...draft.contents]).toEqual([...store.contents]);
    expect(draft.contents.get('tighten')?.status).toBe('deprecated');
    expect(store.isUnsaved).toBe(false);
  });

  test('an edit that began before another says only what it has changed', async () => {
    const { draft, store } = open();
    store.act([{ kind: 'edit', before: wipe, after: { ...wipe, notation: 'W' } }]);
    store.act([{ kind: 'edit', before: wipe, after: { ...wipe, prefLabels: { en: 'Wipe off' } } }]);
    await store.save();
    expect(draft.contents.get('wipe')).toMatchObject({ notation: 'W', prefLabels: { en: 'Wipe off' } });
  });

  test('a request has a hundred steps at most', async () => {
    const { draft, store } = open();
    for (let index = 0; index < 101; index++) store.act([{ kind: 'put', concepts: [concept(`new-${index}`)] }]);
    await store.save();
    expect(draft.requests.map((steps) => steps.length)).toEqual([100, 1]);
  });

  test('a new concept is saved once it has a label, in its place', async () => {
    const { draft, store } = open();
    const key = store.begin({ broaderId: null, position: 0.5 }, 1);
    expect(store.commit()).toBe(key);
    store.type(key, { prefLabels: { en: 'Mop up' } });
    expect(store.leave()).toBe('mop-up');
    await store.save();
    const row = [...draft.contents.values()].toSorted((one, other) => one.position - other.position);
    expect(row.map(({ id }) => id)).toEqual(['wipe', 'mop-up', 'pour', 'tighten']);
  });

  test('nothing is lost while the server does not answer', async () => {
    const { draft, store } = open();
    draft.isDown = true;
    store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
    await store.save();
    expect(store.getSnapshot()).toMatchObject({ saving: 'failed', failure: { message: 'no answer' } });
    draft.isDown = false;
    await store.save();
    expect(store.getSnapshot().saving).toBe('saved');
    expect(draft.contents.get('pour')?.status).toBe('deprecated');
  });

  test('an emptied label comes back, and the rest is kept', () => {
    const { store } = open();
    store.type('wipe', { prefLabels: { en: '' }, notation: 'W' });
    store.leave();
    expect(store.contents.get('wipe')).toMatchObject({ prefLabels: { en: 'wipe' }, notation: 'W' });
  });

  test('what does not fit is told, and changes nothing', () => {
    const { store } = open();
    store.act([{ kind: 'move', id: 'pour', broaderId: 'wipe', position: 0 }]);
    const before = store.contents;
    expect(store.act([{ kind: 'move', id: 'wipe', broaderId: 'pour', position: 0 }])).toMatchObject({
      reason: 'belowItself',
      parameters: [{ name: 'concept', value: 'wipe' }],
    });
    expect(store.contents).toBe(before);
  });

  test('what the server refuses waits for a decision, and what came after it is saved', async () => {
    const { draft, store } = open();
    draft.refusedId = 'pour';
    store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
    store.act([{ kind: 'deprecate', id: 'wipe', replacedByIds: [] }]);
    await store.save();
    expect(state(store).conflicts).toMatchObject([{ kind: 'step', problem: REFUSED }]);
    expect([draft.contents.get('pour')?.status, draft.contents.get('wipe')?.status]).toEqual(['active', 'deprecated']);
    expect([...store.contents]).toEqual([...draft.contents]);
  });
});

describe('two people', () => {
  test('different parts of a concept come together', async () => {
    const { draft, store } = open();
    await draft.put({ ...wipe, prefLabels: { en: 'wipe', ja: '拭取り' }, notation: 'T' });
    store.type('wipe', { prefLabels: { en: 'Wipe off' } });
    store.leave();
    await store.save();
    expect(draft.contents.get('wipe')).toMatchObject({ prefLabels: { en: 'Wipe off', ja: '拭取り' }, notation: 'T' });
    expect(state(store).conflicts).toEqual([]);
  });

  test('the same part stays theirs until a person decides', async () => {
    const { draft, store } = open();
    await draft.put({ ...wipe, prefLabels: { en: 'Mop' } });
    store.type('wipe', { prefLabels: { en: 'Wipe off' }, notation: 'W' });
    store.leave();
    await store.save();
    expect(draft.contents.get('wipe')).toMatchObject({ prefLabels: { en: 'Mop' }, notation: 'W' });
    const [conflict] = state(store).conflicts;
    expect(conflict).toMatchObject({
      kind: 'parts',
      id: 'wipe',
      collisions: [{ field: 'prefLabels', key: 'en', mine: 'Wipe off', theirs: 'Mop' }],
    });
    const before = store.contents.get('wipe')!;
    store.decide(conflict!, [{ kind: 'edit', before, after: { ...before, prefLabels: { en: 'Wipe off' } } }]);
    await store.save();
    expect(draft.contents.get('wipe')?.prefLabels).toEqual({ en: 'Wipe off' });
    expect(state(store).conflicts).toEqual([]);
  });

  test('a decision that does not fit leaves the conflict open', async () => {
    const { draft, store } = open();
    await draft.put({ ...wipe, notation: 'T' });
    store.act([{ kind: 'edit', before: wipe, after: { ...wipe, notation: 'W' } }]);
    await store.save();
    const [conflict] = state(store).conflicts;
    expect(store.decide(conflict!, [{ kind: 'deprecate', id: 'wipe', replacedByIds: ['wipe'] }])).toMatchObject({
      reason: 'replacesItself',
    });
    expect(state(store).conflicts).toEqual([conflict]);
  });

  test('of steps that follow from each other each is laid over what they have done', async () => {
    const { draft, store } = open();
    await draft.put({ ...pour, notation: 'P' });
    store.act([{ kind: 'put', concepts: [concept('press', { position: 3 })] }]);
    store.act([{ kind: 'move', id: 'press', broaderId: 'wipe', position: 0 }]);
    store.act([{ kind: 'deprecate', id: 'press', replacedByIds: ['wipe'] }]);
    await store.save();
    expect(state(store).conflicts).toEqual([]);
    expect(draft.contents.get('press')).toMatchObject({ broaderId: 'wipe', status: 'deprecated' });
    expect(draft.contents.get('pour')?.notation).toBe('P');
  });

  test('a concept that they have put another in the place of keeps theirs', async () => {
    const { draft, store } = open();
    store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
    await store.save();
    await draft.change(draft.revision, [[{ kind: 'deprecate', id: 'pour', replacedByIds: ['wipe'] }]]);
    store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: ['tighten'] }]);
    await store.save();
    expect(draft.contents.get('pour')?.replacedByIds).toEqual(['wipe']);
    expect(state(store).conflicts).toMatchObject([{ kind: 'step' }]);
  });

  test('what is still being typed meets what they have done', async () => {
    const { draft, store } = open();
    store.type('wipe', { prefLabels: { en: 'Wipe off' } });
    await draft.put({ ...wipe, notation: 'T' });
    store.refresh(draft.revision);
    await store.save();
    expect(store.getSnapshot().typing?.after).toMatchObject({ prefLabels: { en: 'Wipe off' }, notation: 'T' });
    expect(draft.contents.get('wipe')).toMatchObject({ prefLabels: { en: 'Wipe off' }, notation: 'T' });
  });

  test('a move is not repeated where they have moved the concept elsewhere', async () => {
    const { draft, store } = open();
    await draft.change(draft.revision, [[{ kind: 'move', id: 'tighten', broaderId: 'wipe', position: 0 }]]);
    store.act([{ kind: 'move', id: 'tighten', broaderId: 'pour', position: 0 }]);
    await store.save();
    expect(store.contents.get('tighten')?.broaderId).toBe('wipe');
    expect(state(store).conflicts).toMatchObject([{ kind: 'step' }]);
  });

  test('an edit of a concept that they have removed is kept for a decision', async () => {
    const { draft, store } = open();
    await draft.change(draft.revision, [[{ kind: 'remove', ids: ['wipe'] }]]);
    store.type('wipe', { notation: 'W' });
    store.leave();
    await store.save();
    expect(store.contents.has('wipe')).toBe(false);
    expect(state(store).conflicts).toMatchObject([{ kind: 'step', problem: 'gone' }]);
  });

  test('a step that arrived although the answer was lost is not done twice', async () => {
    const { draft, store } = open();
    store.act([{ kind: 'merge', ids: ['pour'], intoId: 'wipe', keepLabels: true }]);
    await store.save();
    const after = draft.contents;
    const again = new DraftStore(draft, {
      revision: 1,
      saved: new Map([wipe, pour, tighten].map((one) => [one.id, one])),
    });
    again.act([{ kind: 'merge', ids: ['pour'], intoId: 'wipe', keepLabels: true }]);
    await again.save();
    expect([...draft.contents]).toEqual([...after]);
    expect(again.getSnapshot()).toMatchObject({ saving: 'saved', state: { waiting: [], conflicts: [] } });
  });
});

test('undo waits for what is not saved, and takes back the latest step', async () => {
  const { draft, store } = open();
  store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
  expect(await store.undo()).toBe('done');
  expect([...store.contents]).toEqual([...draft.contents]);
  expect(store.contents.get('pour')?.status).toBe('active');
  expect(await store.undo()).toBe('nothing');
});

test('undo of a draft that others have changed since takes nothing back, and sees what they did', async () => {
  const { draft, store } = open();
  store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
  await store.save();
  const { revision } = draft;
  await draft.put(concept('press', { position: 3 }));
  expect(await store.undo(revision)).toBe('stale');
  expect(draft.contents.get('pour')?.status).toBe('deprecated');
  expect([...store.contents]).toEqual([...draft.contents]);
});

test('undo of a newer draft than the one that is known takes its latest step back', async () => {
  const { draft, store } = open();
  await draft.put(concept('press', { position: 3 }));
  expect(await store.undo(draft.revision)).toBe('done');
  expect([...store.contents]).toEqual([...draft.contents]);
  expect(store.contents.has('press')).toBe(false);
});

test('undo after a failure saves what waits first, and takes that back', async () => {
  const { draft, store } = open();
  await draft.put(concept('press', { position: 3 }));
  store.refresh(draft.revision);
  await store.save();
  draft.isDown = true;
  store.act([{ kind: 'deprecate', id: 'pour', replacedByIds: [] }]);
  await store.save();
  draft.isDown = false;
  expect(await store.undo()).toBe('done');
  expect(draft.contents.get('pour')?.status).toBe('active');
  expect(draft.contents.has('press')).toBe(true);
  expect(store.isUnsaved).toBe(false);
});

test('undo that says what it has touched is laid over what is known, unless that is older', async () => {
  const { draft, store } = open();
  draft.tellsTouched = true;
  store.act([{ kind: 'put', concepts: [concept('press', { position: 3 })] }]);
  expect(await store.undo()).toBe('done');
  expect([...store.contents]).toEqual([...draft.contents]);
  await draft.put({ ...wipe, notation: 'T' });
  await draft.put(concept('mop', { position: 3 }));
  expect(await store.undo(draft.revision)).toBe('done');
  expect([...store.contents]).toEqual([...draft.contents]);
});
