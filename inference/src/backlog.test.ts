import { expect, test } from '@jest/globals';
import { Backlog } from './backlog.ts';

/** Items that are left, each with the number of those that were skipped before it. */
async function rest<T>(backlog: Backlog<T>): Promise<[T, number][]> {
  backlog.close();
  const taken: [T, number][] = [];
  for await (const { item, skippedCount } of backlog.items()) taken.push([item, skippedCount]);
  return taken;
}

test('Backlog gives what was put, in order', async () => {
  const backlog = new Backlog<number>(3);
  for (const item of [1, 2, 3]) backlog.put(item);
  expect(await rest(backlog)).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  expect(backlog.droppedCount).toBe(0);
});

test('Backlog gives up what waits when there is no room for the newest', async () => {
  const backlog = new Backlog<number>(3);
  for (const item of [1, 2, 3, 4, 5, 6, 7, 8]) backlog.put(item);
  expect(await rest(backlog)).toEqual([
    [7, 6],
    [8, 0],
  ]);
  expect(backlog.droppedCount).toBe(6);
});

test('Backlog lets its consumer wait for the next one', async () => {
  const backlog = new Backlog<string>(1);
  const items = backlog.items();
  const first = items.next();
  backlog.put('late');
  expect(await first).toEqual({ done: false, value: { item: 'late', skippedCount: 0 } });
  const end = items.next();
  backlog.close();
  expect(await end).toEqual({ done: true, value: undefined });
});

test('Backlog refuses to have no room', () => {
  expect(() => new Backlog(0)).toThrow('invalid capacity: 0');
});
