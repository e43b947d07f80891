import { expect, test } from '@jest/globals';
import { bareContent } from './concept-content.ts';
import { withKeptPlaces } from './kept-places.ts';

/** Siblings in the order of their ids' letters: `'a b c'`. */
const row = (ids: string) =>
  new Map(ids.split(' ').map((id, position) => [id, { ...bareContent(id, { en: id }), position }]));
const places = (before: string, after: string) =>
  Object.fromEntries([...withKeptPlaces(row(before), row(after))].map(([id, { position }]) => [id, position]));

test('withKeptPlaces takes back what only makes room, whether concepts come or go', () => {
  expect(places('a b c', 'a x y b c')).toEqual({ a: 0, x: 1, y: 2, b: 1, c: 2 });
  expect(places('a b c', 'c')).toEqual({ c: 2 });
});

test('withKeptPlaces leaves a move', () => {
  expect(places('a b c d e', 'e a b x c d')).toEqual({ e: 0, a: 0, b: 1, x: 3, c: 2, d: 3 });
  expect(places('a b c d', 'b c x a d')).toEqual({ b: 1, c: 2, x: 2, a: 3, d: 3 });
});

test('withKeptPlaces leaves what now lies elsewhere', () => {
  const after = row('a b');
  after.set('b', { ...after.get('b')!, broaderId: 'a', position: 5 });
  expect(withKeptPlaces(row('a b'), after)).toEqual(after);
});
