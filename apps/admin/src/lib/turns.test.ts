import { expect, test } from '@jest/globals';
import { Turns } from './turns.ts';

/** Asks for a turn for each name; tells whose turn it has been. */
function asked(limit: number, names: readonly string[]) {
  const turns = new Turns(limit);
  const acted: string[] = [];
  const giveBack = new Map(names.map((name) => [name, turns.ask(() => acted.push(name))]));
  return { acted, end: (name: string) => giveBack.get(name)!() };
}

test('Turns lets as many act as the limit says, and the next one after each that ends', () => {
  const { acted, end } = asked(2, ['a', 'b', 'c', 'd']);
  expect(acted).toEqual(['a', 'b']);
  end('b');
  expect(acted).toEqual(['a', 'b', 'c']);
  end('b');
  expect(acted).toEqual(['a', 'b', 'c']);
  end('a');
  expect(acted).toEqual(['a', 'b', 'c', 'd']);
});

test('Turns passes over those that wait no longer', () => {
  const { acted, end } = asked(1, ['a', 'b', 'c']);
  end('b');
  end('a');
  expect(acted).toEqual(['a', 'c']);
});
