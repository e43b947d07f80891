import { expect, test } from '@jest/globals';
import { conceptColors, inOrderOfCreation } from './concept-colors.ts';

/** Concepts in the order in which the vocabulary got them. */
function conceptsOf(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const key = `Concept:01890000-0000-7000-8000-${String(index).padStart(12, '0')}`;
    return { id: Buffer.from(key).toString('base64url'), externalId: `c${index}` };
  });
}

const flat = () => null;
const colorsOf = (count: number, broaderOf: (id: string) => string | null = flat) => {
  const concepts = conceptsOf(count);
  const colorOf = conceptColors(inOrderOfCreation(concepts.toReversed()), broaderOf);
  return concepts.map(({ externalId }) => colorOf(externalId));
};

test('conceptColors gives each of twelve concepts its own', () => {
  expect(new Set(colorsOf(12)).size).toBe(12);
});

test('conceptColors stay what they are when concepts are added, and when some are moved', () => {
  const before = colorsOf(12);
  expect(colorsOf(5)).toEqual(before.slice(0, 5));
  expect(colorsOf(40).slice(0, 12)).toEqual(before);
  expect(colorsOf(12, (id) => (id === 'c3' ? 'c1' : null))).toEqual(before);
});

test('conceptColors gives a further concept the colour of what it is below', () => {
  const broader: Record<string, string> = { c20: 'c15', c15: 'c4' };
  const colors = colorsOf(30, (id) => broader[id] ?? null);
  expect([colors[20], colors[15]]).toEqual([colors[4], colors[4]]);
});

test('conceptColors comes to an end in a circle', () => {
  const broader: Record<string, string> = { c20: 'c15', c15: 'c20' };
  expect(colorsOf(30, (id) => broader[id] ?? null)[20]).toMatch(/^#[0-9a-f]{6}$/);
});
