import { describe, expect, test } from '@jest/globals';
import { inverse } from './edit.ts';
import type { Edit } from './edit.ts';
import type { Review } from './review.ts';
import { ReviewStore } from './review-store.ts';
import type { ReviewServer, StoredReview } from './review-store.ts';

/** Keeps reviews as the product's server does: all of a request or nothing. */
class MemoryServer implements ReviewServer {
  readonly requests: { readonly removed: number; readonly added: string[] }[] = [];
  stored: StoredReview[];
  isDown = false;
  isUnreadable = false;
  #serial = 0;
  /** Lets the answers of `send` out, one after the other. */
  readonly #gates: (() => void)[] = [];
  isSlow = false;

  constructor(stored: StoredReview[] = []) {
    this.stored = stored;
  }

  async read() {
    if (this.isUnreadable) throw new Error('the server does not answer');
    return this.stored;
  }

  async send(removedIds: readonly string[], added: readonly Review[]) {
    this.requests.push({ removed: removedIds.length, added: added.map(({ conceptId }) => conceptId!) });
    if (this.isSlow) await new Promise<void>((resolve) => this.#gates.push(resolve));
    if (this.isDown) throw new Error('the server does not answer');
    const isThere = removedIds.every((id) => this.stored.some((review) => review.id === id));
    if (!isThere || added.some(({ conceptId }) => conceptId === 'wrong'))
      return { kind: 'refused', error: new Error('refused') } as const;
    const ids = added.map(() => `id ${(this.#serial += 1)}`);
    const kept = this.stored.filter(({ id }) => !removedIds.includes(id));
    this.stored = [...kept, ...added.map(({ key: _, ...review }, index) => ({ ...review, id: ids[index]! }))];
    return { kind: 'done', ids } as const;
  }

  answer(): void {
    this.#gates.shift()?.();
  }
}

const said = (key: string, place: number): Review => ({
  key,
  startMs: place * 1000,
  endMs: (place + 1) * 1000,
  conceptId: key,
  verdict: 'correct',
  person: null,
});
const adding = (...reviews: readonly Review[]): Edit => ({ removes: [], adds: reviews });
const [a, b, c, wrong] = [said('a', 0), said('b', 1), said('c', 2), said('wrong', 3)];

function open(server: MemoryServer) {
  const refused: string[] = [];
  const store = new ReviewStore(server, server.stored);
  store.onRefused(({ message }) => refused.push(message));
  return { store, refused, shown: () => store.lane.map(({ conceptId }) => conceptId) };
}
const kept = ({ stored }: MemoryServer) => stored.map(({ conceptId }) => conceptId);

test('what is said is seen at once, and saved', async () => {
  const server = new MemoryServer();
  const { store, shown } = open(server);
  store.act(adding(a));
  expect([shown(), kept(server), store.getSnapshot().saving]).toEqual([['a'], [], 'saved']);
  await store.save();
  expect([kept(server), store.getSnapshot().saving]).toEqual([['a'], 'saved']);
});

test('what is said while a request is on its way goes out in one', async () => {
  const server = new MemoryServer();
  server.isSlow = true;
  const { store } = open(server);
  store.act(adding(a));
  await Promise.resolve();
  store.act(adding(b));
  store.act(adding(c));
  const saved = store.save();
  server.isSlow = false;
  server.answer();
  await saved;
  expect(server.requests).toEqual([
    { removed: 0, added: ['a'] },
    { removed: 0, added: ['b', 'c'] },
  ]);
  expect(kept(server)).toEqual(['a', 'b', 'c']);
});

describe('undo and redo', () => {
  test('take back and do again, whatever id it has got', async () => {
    const server = new MemoryServer([{ ...c, id: 'old' }]);
    const { store, shown } = open(server);
    const [old] = store.lane;
    store.act(adding(a));
    const removal = { removes: [old!], adds: [] };
    store.act(removal);
    await store.save();
    expect(kept(server)).toEqual(['a']);
    expect([store.undo(), store.undo(), store.undo()]).toEqual([inverse(removal), inverse(adding(a)), null]);
    await store.save();
    expect([shown(), kept(server)]).toEqual([['c'], ['c']]);
    expect([store.redo(), store.redo(), store.redo()]).toEqual([adding(a), removal, null]);
    await store.save();
    expect([shown(), kept(server)]).toEqual([['a'], ['a']]);
  });

  test('send nothing for what never left', async () => {
    const server = new MemoryServer();
    server.isDown = true;
    const { store, shown } = open(server);
    store.act(adding(a));
    await store.save();
    store.undo();
    server.isDown = false;
    const requests = server.requests.length;
    await store.save();
    expect([shown(), kept(server), server.requests.length]).toEqual([[], [], requests]);
  });

  test('end with a new step', () => {
    const { store } = open(new MemoryServer());
    store.act(adding(a));
    store.undo();
    expect(store.getSnapshot()).toMatchObject({ canUndo: false, canRedo: true });
    store.act(adding(b));
    expect(store.getSnapshot()).toMatchObject({ canUndo: true, canRedo: false });
  });

  test('pass over what somebody else has changed meanwhile', async () => {
    const server = new MemoryServer();
    const { store, refused, shown } = open(server);
    store.act(adding(a));
    store.act(adding(b));
    await store.save();
    server.stored = server.stored.filter(({ conceptId }) => conceptId !== 'b');
    store.undo();
    await store.save();
    expect([refused, shown(), store.getSnapshot()]).toMatchObject([['refused'], ['a'], { canRedo: false }]);
    store.undo();
    await store.save();
    expect([shown(), kept(server)]).toEqual([[], []]);
  });
});

describe('what the server refuses', () => {
  test('is taken back and told; the rest of the request is saved', async () => {
    const server = new MemoryServer();
    const { store, refused, shown } = open(server);
    store.act(adding(a));
    store.act(adding(wrong));
    store.act(adding(b));
    await store.save();
    expect([refused, shown(), kept(server)]).toEqual([['refused'], ['a', 'b'], ['a', 'b']]);
    store.undo();
    store.undo();
    expect([shown(), store.getSnapshot().canUndo]).toEqual([[], false]);
  });

  test('takes what was built on it along', async () => {
    const server = new MemoryServer();
    const { store, refused, shown } = open(server);
    store.act(adding(a));
    await store.save();
    store.act(adding(wrong));
    store.act({ removes: [wrong], adds: [said('wrong', 4)] });
    await store.save();
    expect([refused, shown(), kept(server)]).toEqual([['refused'], ['a'], ['a']]);
  });

  test('shows what others have done', async () => {
    const server = new MemoryServer();
    const { store, shown } = open(server);
    server.stored = [{ ...c, id: 'theirs' }];
    store.act(adding(wrong));
    await store.save();
    expect(shown()).toEqual(['c']);
  });
});

test('what could not be read after a refusal is read later', async () => {
  const server = new MemoryServer();
  const { store, shown } = open(server);
  server.isUnreadable = true;
  store.act(adding(wrong));
  await store.save();
  expect([shown(), store.getSnapshot().saving]).toEqual([[], 'failed']);
  server.stored = [{ ...c, id: 'theirs' }];
  server.isUnreadable = false;
  await store.save();
  expect([shown(), store.getSnapshot().saving]).toEqual([['c'], 'saved']);
});

test('what has not arrived waits, and is saved later', async () => {
  const server = new MemoryServer();
  server.isDown = true;
  const { store, shown } = open(server);
  store.act(adding(a));
  await store.save();
  expect([shown(), store.getSnapshot().saving]).toEqual([['a'], 'failed']);
  server.isDown = false;
  await store.save();
  expect([kept(server), store.getSnapshot().saving]).toEqual([['a'], 'saved']);
});

test('what was done on the server by other means is taken over, and can be taken back', async () => {
  const stored = ({ key, ...review }: Review): StoredReview => ({ ...review, id: key });
  const [old, other, come, foreign] = [said('old', 0), said('other', 5), said('come', 0), said('foreign', 9)];
  const server = new MemoryServer([old, other].map(stored));
  const { store, shown } = open(server);
  server.stored = [other, come, foreign].map(stored);
  const edit = await store.adopt(['come'], ['old']);
  expect(shown()).toEqual(['other', 'come', 'foreign']);
  expect(edit).toEqual({ removes: [old], adds: [come] });
  store.undo();
  await store.save();
  expect(kept(server)).toEqual(['other', 'foreign', 'old']);
  store.redo();
  await store.save();
  expect(kept(server)).toEqual(['other', 'foreign', 'come']);
});
