import { describe, expect, test } from '@jest/globals';
import { EMPTY_CONCEPT } from './concept.ts';
import type { Concept } from './concept.ts';
import { conceptRows, neighbourOf, sameRows } from './concept-tree.ts';

const concept = (id: string, broaderId: string | null, position: number, ja: string): Concept => ({
  ...EMPTY_CONCEPT,
  id,
  broaderId,
  position,
  prefLabels: { ja },
});
const concepts = [
  concept('tighten', 'fasten', 3, '締付け'),
  concept('fasten', null, 1, 'トメル'),
  concept('wipe', null, 0, '拭く'),
  concept('hammer', 'fasten', 2, 'ﾊﾝﾏｰ'),
];
const shown = concepts.map((one) => ({ key: one.id, concept: one, isNew: false }));
const lines = (closed: string[], search: string) =>
  conceptRows(shown, { closed: new Set(closed), search }).map(({ key, depth, isMatch }) => [key, depth, isMatch]);

test('sameRows keeps what is not different', () => {
  const rows = conceptRows(shown, { closed: new Set(), search: '' });
  const renamed = shown.map((one) =>
    one.key === 'hammer' ? { ...one, concept: { ...one.concept, notation: 'H' } } : one,
  );
  const next = sameRows(rows, conceptRows(renamed, { closed: new Set(), search: '' }));
  expect(next.filter((row) => !rows.includes(row)).map(({ key }) => key)).toEqual(['hammer']);
});

test('neighbourOf is the next row that stays, else the one before', () => {
  const rows = conceptRows(shown, { closed: new Set(), search: '' });
  const next = (...gone: string[]) => neighbourOf(rows, new Set(gone));
  expect([next('wipe'), next('hammer'), next('tighten'), next('fasten', 'hammer', 'tighten')]).toEqual([
    'fasten',
    'tighten',
    'hammer',
    'wipe',
  ]);
  expect(next('wipe', 'fasten', 'hammer', 'tighten')).toBeNull();
});

describe('conceptRows', () => {
  test('indents concepts below their broader one, by position', () => {
    expect(lines([], '')).toEqual([
      ['wipe', 0, true],
      ['fasten', 0, true],
      ['hammer', 1, true],
      ['tighten', 1, true],
    ]);
  });

  test('hides what is below a closed concept', () => {
    expect(lines(['fasten'], '').map(([key]) => key)).toEqual(['wipe', 'fasten']);
  });

  test('finds in any script and width, within closed concepts too, with what lies above', () => {
    expect(lines(['fasten'], 'はんまー')).toEqual([
      ['fasten', 0, false],
      ['hammer', 1, true],
    ]);
    expect(lines([], 'ﾄﾒﾙ')).toEqual([['fasten', 0, true]]);
  });

  test('shows concepts that form a circle', () => {
    const circle = [concept('a', 'b', 0, 'a'), concept('b', 'a', 0, 'b')];
    const rows = conceptRows(
      circle.map((one) => ({ key: one.id, concept: one, isNew: false })),
      { closed: new Set(), search: '' },
    );
    expect(rows.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});
