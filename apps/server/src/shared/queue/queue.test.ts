import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { useDatabase } from '../../../../../test/factories/database.ts';
import { Queue } from './queue.ts';
import { TASKS } from './tasks.ts';
import type { TaskHandler, TaskHandlers } from './queue.ts';

const database = useDatabase();
const log = pino({ level: 'silent' });
let queue: Queue;
beforeEach(async () => {
  queue = new Queue(database.url, log);
  await queue.start();
});
afterEach(() => queue.stop());

const videos = (count: number) =>
  Array.from({ length: count }, () => ({
    recognitionVideoId: crypto.randomUUID() as string,
    round: 0,
    priority: 'normal' as const,
  }));

/** All tasks do nothing, but these. */
function handlers(embed: TaskHandler<'embed'>): TaskHandlers {
  const nothing = Object.fromEntries(
    Object.keys(TASKS).map((name) => [name, async () => {}]),
  ) as unknown as TaskHandlers;
  return { ...nothing, embed };
}

describe('Queue', () => {
  test('lets groups take turns, however many tasks one has queued before', async () => {
    const [many, few, late] = [videos(30), videos(3), videos(2)];
    const name = new Map([
      ...many.map((each) => [each.recognitionVideoId, 'many'] as const),
      ...few.map((each) => [each.recognitionVideoId, 'few'] as const),
      ...late.map((each) => [each.recognitionVideoId, 'late'] as const),
    ]);
    await queue.sendAll('embed', many, () => 'many');
    await queue.sendAll('embed', few, () => 'few');
    const order: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const embed: TaskHandler<'embed'> = async ({ recognitionVideoId }) => {
        order.push(name.get(recognitionVideoId)!);
        if (order.length === 10) await queue.sendAll('embed', late, () => 'late');
        if (order.length === name.size) resolve();
      };
      queue.work(handlers(embed)).catch(reject);
    });
    expect(order.slice(0, 6).filter((each) => each === 'few')).toHaveLength(3);
    expect(order.slice(10, 15).filter((each) => each === 'late')).toHaveLength(2);
    expect(order.filter((each) => each === 'many')).toHaveLength(30);
  });

  test('takes what is urgent before all else, whoever brings it', async () => {
    const urgent = videos(2).map((each) => ({ ...each, priority: 'high' as const }));
    const unimportant = videos(2).map((each) => ({ ...each, priority: 'low' as const }));
    await queue.sendAll('embed', unimportant, () => 'unimportant');
    await queue.sendAll('embed', videos(2), () => 'usual');
    await queue.sendAll('embed', urgent, () => 'urgent');
    const order: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const embed: TaskHandler<'embed'> = async ({ priority }) => {
        order.push(priority);
        if (order.length === 6) resolve();
      };
      queue.work(handlers(embed)).catch(reject);
    });
    expect(order).toEqual(['high', 'high', 'normal', 'normal', 'low', 'low']);
  });

  test('does not queue the same thing twice', async () => {
    const [one] = videos(1);
    await queue.send('embed', one!);
    await queue.sendAll('embed', [one!, one!]);
    const { rows } = await database.db.pool.query<{ count: number }>(
      `SELECT count(*)::int FROM pgboss.job WHERE singleton_key = $1`,
      [TASKS.embed.keyOf(one!)],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });
});
