import { expect, test } from '@jest/globals';
import { applyOperations, bareContent } from '@actionary/inference/domain';
import { dropPlace, zoneAt } from './drop-zone.ts';
import { siblingsAt } from './tree-moves.ts';

const contents = new Map(
  ['a', 'b', 'c'].map((id, position) => [id, { ...bareContent(id, { en: id }), position }] as const),
);
const rowAfter = (ids: string[], target: string, zone: 'before' | 'below' | 'after', broaderId: string | null = null) =>
  siblingsAt(applyOperations(contents, dropPlace(contents, ids, target, zone)!), broaderId).map(({ id }) => id);

test('zoneAt takes the edges of a line for between, its middle for onto', () => {
  expect([0.1, 0.5, 0.9].map(zoneAt)).toEqual(['before', 'below', 'after']);
});

test('dropPlace puts concepts before, behind or below the line they are dropped on', () => {
  expect(rowAfter(['c'], 'a', 'before')).toEqual(['c', 'a', 'b']);
  expect(rowAfter(['a'], 'b', 'after')).toEqual(['b', 'a', 'c']);
  expect(rowAfter(['a', 'c'], 'b', 'below', 'b')).toEqual(['a', 'c']);
});
