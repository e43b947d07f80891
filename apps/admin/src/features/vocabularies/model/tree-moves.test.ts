import { describe, expect, test } from '@jest/globals';
import { applyOperations, bareContent } from '@actionary/inference/domain';
import type { VocabularyContents, VocabularyOperation } from '@actionary/inference/domain';
import { indent, moveAmongSiblings, moveTo, outdent, siblingsAt, topmost } from './tree-moves.ts';

/** a, b (b1, b2), c */
const contents: VocabularyContents = new Map(
  [
    { id: 'a', broaderId: null, position: 0 },
    { id: 'b', broaderId: null, position: 1 },
    { id: 'b1', broaderId: 'b', position: 0 },
    { id: 'b2', broaderId: 'b', position: 1 },
    { id: 'c', broaderId: null, position: 2 },
  ].map((place) => [place.id, { ...bareContent(place.id, { en: place.id }), ...place }]),
);

function after(...operations: readonly (VocabularyOperation | null)[]): string {
  const changed = applyOperations(
    contents,
    operations.flatMap((operation) => operation ?? []),
  );
  const shown = (broaderId: string | null): string[] =>
    siblingsAt(changed, broaderId).map(({ id }) => [id, ...shown(id).map((below) => `(${below})`)].join(''));
  return shown(null).join(' ');
}

test('moveAmongSiblings goes past one sibling, and not beyond the ends', () => {
  expect(after(moveAmongSiblings(contents, 'a', 1))).toBe('b(b1)(b2) a c');
  expect(after(moveAmongSiblings(contents, 'c', -1))).toBe('a c b(b1)(b2)');
  expect(moveAmongSiblings(contents, 'a', -1)).toBeNull();
  expect(moveAmongSiblings(contents, 'b2', 1)).toBeNull();
});

test('indent puts a concept below the sibling above, outdent behind its broader one', () => {
  expect(after(indent(contents, 'c'))).toBe('a b(b1)(b2)(c)');
  expect(indent(contents, 'a')).toBeNull();
  expect(after(outdent(contents, 'b1'))).toBe('a b(b2) b1 c');
  expect(outdent(contents, 'c')).toBeNull();
});

describe('moveTo', () => {
  test('keeps the order of several, and counts the place without them', () => {
    expect(after(...moveTo(contents, ['a', 'b2'], { broaderId: null, index: 3 })!)).toBe('b(b1) c a b2');
    expect(after(...moveTo(contents, ['c'], { broaderId: 'b', index: 1 })!)).toBe('a b(b1)(c)(b2)');
  });

  test('takes along what lies below, and nothing below itself', () => {
    expect(topmost(contents, ['b2', 'b', 'c'])).toEqual(['b', 'c']);
    expect(after(...moveTo(contents, ['b2', 'b'], { broaderId: 'a', index: 0 })!)).toBe('a(b(b1)(b2)) c');
    expect(moveTo(contents, ['b'], { broaderId: 'b1', index: 0 })).toBeNull();
  });
});
