import { expect, test } from '@jest/globals';
import { Backlog } from './backlog.ts';

const clock = { ms: 0 };
const now = () => clock.ms;

/** Items that are left, each with the number of those that were skipped before it. */
async function rest<T>(backlog: Backlog<T>): Promise<[T, number][]> {
  backlog.close();
  const taken: [T, number][] = [];
  for await (const { item, skippedCount } of backlog.items()) taken.push([item, skippedCount]);
  return taken;
}

test('Backlog gives what was put, in order', async () => {
  const backlog = new Backlog<number>({ capacity: 3, maxWaitMs: 1000, now });
  for (const item of [1, 2, 3]) backlog.put(item);
  expect(await rest(backlog)).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  expect(backlog.droppedCount).toBe(0);
});

test('Backlog gives up what waits when there is no room for the newest', async () => {
  const backlog = new Backlog<number>({ capacity: 3, maxWaitMs: 1000, now });
  for (const item of [1, 2, 3, 4, 5, 6, 7, 8]) backlog.put(item);
  expect(await rest(backlog)).toEqual([
    [7, 6],
    [8, 0],
  ]);
  expect(backlog.droppedCount).toBe(6);
});

test('Backlog gives up what has waited for too long, but for the newest', async () => {
  const backlog = new Backlog<number>({ capacity: 9, maxWaitMs: 1000, now });
  const items = backlog.items();
  for (const item of [1, 2, 3]) {
    backlog.put(item);
    clock.ms += 500;
  }
  expect((await items.next()).value).toMatchObject({ item: 3, skippedCount: 2 });
  backlog.put(4);
  clock.ms += 1000;
  expect((await items.next()).value).toMatchObject({ item: 4, skippedCount: 0 });
  backlog.put(5);
  clock.ms += 9000;
  expect((await items.next()).value).toMatchObject({ item: 5, skippedCount: 0 });
  expect(backlog.droppedCount).toBe(2);
});

test('Backlog lets its consumer wait for the next one', async () => {
  const backlog = new Backlog<string>({ capacity: 1, maxWaitMs: 1000, now });
  const items = backlog.items();
  const first = items.next();
  backlog.put('late');
  expect(await first).toEqual({ done: false, value: { item: 'late', atMs: clock.ms, skippedCount: 0 } });
  const end = items.next();
  backlog.close();
  expect(await end).toEqual({ done: true, value: undefined });
});

test('Backlog refuses to have no room', () => {
  expect(() => new Backlog({ capacity: 0, maxWaitMs: 1000, now })).toThrow('invalid capacity: 0');
});
