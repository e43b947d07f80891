import { expect, test } from '@jest/globals';
import { resultStacks } from './result-stacks.ts';
import type { PublishedResults } from './result-stacks.ts';

function published(
  id: string,
  firstId: string,
  more: { adapter?: string; rolledBackAt?: string } = {},
): PublishedResults {
  const adapter = more.adapter === undefined ? null : { id: more.adapter, name: more.adapter };
  const recipe = { id: `recipe ${id}`, name: id, adapter, first: { id: firstId, name: firstId } };
  const rolledBackAt = more.rolledBackAt ?? null;
  return {
    id,
    videoCount: 1,
    publishedAt: '2026-01-01',
    rolledBackAt,
    recognition: { id: `recognition ${id}`, recipe },
  };
}

test('resultStacks tells what is in force upon what, where an adapter is among it', () => {
  const publications = [
    published('plain', 'other'),
    published('second', 'site', { adapter: 'b' }),
    published('withdrawn', 'site', { adapter: 'c', rolledBackAt: '2026-01-02' }),
    published('words', 'site'),
    published('first', 'site', { adapter: 'a' }),
  ];
  const stacks = resultStacks(publications);
  expect(stacks.map(({ ground, layers }) => [ground.name, ...layers.map(({ id }) => id)])).toEqual([
    ['site', 'second', 'words', 'first'],
  ]);
  expect(resultStacks([])).toEqual([]);
});
