import { describe, expect, test } from '@jest/globals';
import { applyOperation, applyOperations } from './apply-operation.ts';
import { bareContent } from './concept-content.ts';
import type { ConceptContent } from './concept-content.ts';

const concept = (id: string, more: Partial<ConceptContent> = {}): ConceptContent => ({
  ...bareContent(id, { en: id }),
  ...more,
});
const contents = (...concepts: readonly ConceptContent[]) => new Map(concepts.map((each) => [each.id, each]));

const BASE = contents(
  concept('work'),
  concept('tighten', { broaderId: 'work', prefLabels: { en: 'Tighten', ja: '締付け' }, altLabels: { en: ['Fasten'] } }),
  concept('screw', { broaderId: 'work', prefLabels: { en: 'Screw', ja: 'ねじ締め' }, altLabels: { en: ['Fasten'] } }),
  concept('screw-in', { broaderId: 'screw' }),
);

describe('applyOperation', () => {
  test('leaves the contents before as they are', () => {
    const after = applyOperation(BASE, { kind: 'put', concepts: [concept('work', { notation: 'W' })] });
    expect([BASE.get('work')?.notation, after.get('work')?.notation]).toEqual([null, 'W']);
  });

  test('merge deprecates in favour of the one that stays, which takes labels and what lies below', () => {
    const after = applyOperation(BASE, { kind: 'merge', ids: ['screw'], intoId: 'tighten', keepLabels: true });
    expect(after.get('screw')).toMatchObject({ status: 'deprecated', replacedByIds: ['tighten'] });
    expect(after.get('tighten')?.altLabels).toEqual({ en: ['Fasten', 'Screw'], ja: ['ねじ締め'] });
    expect(after.get('screw-in')?.broaderId).toBe('tighten');
  });

  test('merge takes no label that the one that stays hides', () => {
    const hidden = concept('tighten', { hiddenLabels: { en: ['Screw'] } });
    const before = applyOperation(BASE, { kind: 'put', concepts: [hidden] });
    const after = applyOperation(before, { kind: 'merge', ids: ['screw'], intoId: 'tighten', keepLabels: true });
    expect(after.get('tighten')?.altLabels).toEqual({ en: ['Fasten'], ja: ['ねじ締め'] });
  });

  test('merge into a concept that lies below lifts it to where the other was', () => {
    const after = applyOperation(BASE, { kind: 'merge', ids: ['screw'], intoId: 'screw-in', keepLabels: false });
    expect(after.get('screw-in')).toMatchObject({ broaderId: 'work', altLabels: {} });
  });

  test('move makes room among the siblings', () => {
    const row = contents(concept('a', { position: 0 }), concept('b', { position: 1 }), concept('c', { position: 2 }));
    const after = applyOperation(row, { kind: 'move', id: 'c', broaderId: null, position: 0 });
    expect([...after.values()].map(({ id, position }) => [id, position])).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 0],
    ]);
    expect(applyOperation(row, { kind: 'move', id: 'c', broaderId: null, position: -1 })).toEqual(after);
    const ends = applyOperation(row, { kind: 'move', id: 'a', broaderId: 'c', position: 9 });
    expect(ends.get('a')).toMatchObject({ broaderId: 'c', position: 0 });
  });

  test('put takes concepts that refer to each other, in any order', () => {
    const after = applyOperation(BASE, {
      kind: 'put',
      concepts: [concept('b', { broaderId: 'a', relatedIds: ['c'] }), concept('a'), concept('c')],
    });
    expect(after.size).toBe(BASE.size + 3);
  });

  test('remove takes several that lie below each other, and what is related to them', () => {
    const related = applyOperation(BASE, {
      kind: 'put',
      concepts: [concept('tighten', { relatedIds: ['screw', 'work'] })],
    });
    const after = applyOperation(related, { kind: 'remove', ids: ['screw', 'screw-in'] });
    expect([...after.keys()]).toEqual(['work', 'tighten']);
    expect(after.get('tighten')?.relatedIds).toEqual(['work']);
  });

  test('split adds what is not there and deprecates in favour of all', () => {
    const into = [concept('tighten-by-hand'), concept('screw')];
    const after = applyOperation(BASE, { kind: 'split', id: 'tighten', into });
    expect(after.get('tighten')).toMatchObject({ status: 'deprecated', replacedByIds: ['tighten-by-hand', 'screw'] });
    // What is there already stays as it is.
    expect(after.get('screw')).toBe(BASE.get('screw'));
  });

  test('restore takes a deprecation back', () => {
    const after = applyOperations(BASE, [
      { kind: 'deprecate', id: 'screw', replacedByIds: ['tighten'] },
      { kind: 'restore', id: 'screw' },
    ]);
    expect(after).toEqual(BASE);
  });

  test.each([
    [
      'a place in the tree that is not there',
      { kind: 'put', concepts: [concept('a', { broaderId: 'b' })] },
      'broaderId',
    ],
    ['a relation to nothing', { kind: 'put', concepts: [concept('a', { relatedIds: ['b'] })] }, 'relatedIds'],
    ['a circle', { kind: 'move', id: 'work', broaderId: 'screw-in', position: 0 }, 'broaderId'],
    ['a place below nothing', { kind: 'move', id: 'screw', broaderId: 'weld', position: 0 }, 'broaderId'],
    ['a merge of nothing', { kind: 'merge', ids: [], intoId: 'work', keepLabels: true }, 'ids'],
    ['a merge into itself', { kind: 'merge', ids: ['work'], intoId: 'work', keepLabels: true }, 'ids'],
    ['a split into one', { kind: 'split', id: 'screw', into: [concept('a')] }, 'into'],
    ['a split into itself', { kind: 'split', id: 'screw', into: [concept('a'), concept('screw')] }, 'into'],
    ['a replacement that is not there', { kind: 'deprecate', id: 'screw', replacedByIds: ['weld'] }, 'replacedByIds'],
    ['removing what others lie below', { kind: 'remove', ids: ['screw'] }, 'ids'],
  ] as const)('refuses %s', (_, operation, field) => {
    expect(() => applyOperation(BASE, operation)).toThrow(expect.objectContaining({ name: 'OperationError', field }));
  });

  test('refuses to remove what has been published, and says what to do', () => {
    const options = { publishedIds: new Set(['screw-in']) };
    expect(() => applyOperation(BASE, { kind: 'remove', ids: ['screw-in'] }, options)).toThrow('deprecate it instead');
    expect(applyOperation(BASE, { kind: 'remove', ids: ['screw-in'] }).has('screw-in')).toBe(false);
  });

  test('refuses to remove what stands in the place of another', () => {
    const before = applyOperation(BASE, { kind: 'deprecate', id: 'screw-in', replacedByIds: ['tighten'] });
    expect(() => applyOperation(before, { kind: 'remove', ids: ['tighten'] })).toThrow('"screw-in" refers to it');
  });

  test('refuses a replacement that is deprecated itself', () => {
    const before = applyOperation(BASE, { kind: 'deprecate', id: 'screw', replacedByIds: [] });
    expect(() => applyOperation(before, { kind: 'deprecate', id: 'tighten', replacedByIds: ['screw'] })).toThrow(
      '"screw" is deprecated itself',
    );
  });
});
