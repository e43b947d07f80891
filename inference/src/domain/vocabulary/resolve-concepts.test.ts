import { describe, expect, test } from '@jest/globals';
import { applyOperation, applyOperations } from './apply-operation.ts';
import { bareContent } from './concept-content.ts';
import type { VocabularyContents } from './concept-content.ts';
import { resolveConcepts } from './resolve-concepts.ts';

const first: VocabularyContents = new Map(['a', 'b', 'c'].map((id) => [id, bareContent(id, { en: id })]));

describe('resolveConcepts', () => {
  test('follows merges over versions, however many', () => {
    const second = applyOperation(first, { kind: 'merge', ids: ['a'], intoId: 'b', keepLabels: true });
    const third = applyOperation(second, { kind: 'merge', ids: ['b'], intoId: 'c', keepLabels: true });
    expect(Object.fromEntries(resolveConcepts([third, second, first]))).toEqual({ a: ['c'], b: ['c'], c: ['c'] });
  });

  test('tells all that a concept was split into, in their order, and each once', () => {
    const into = ['x', 'y'].map((id) => bareContent(id, { en: id }));
    const second = applyOperations(first, [
      { kind: 'split', id: 'a', into },
      { kind: 'merge', ids: ['x'], intoId: 'y', keepLabels: false },
    ]);
    expect(resolveConcepts([second, first]).get('a')).toEqual(['y']);
    const third = applyOperation(second, { kind: 'restore', id: 'x' });
    expect(resolveConcepts([third, second, first]).get('a')).toEqual(['x', 'y']);
  });

  test('knows what the newest version does not have from the older one that had it', () => {
    const second = applyOperation(first, { kind: 'deprecate', id: 'a', replacedByIds: ['b'] });
    const third = new Map([...second].filter(([id]) => id !== 'a'));
    expect(resolveConcepts([third, second, first]).get('a')).toEqual(['b']);
  });

  test('leads nowhere where nothing stands in its place', () => {
    const second = applyOperation(first, { kind: 'deprecate', id: 'a', replacedByIds: [] });
    expect(resolveConcepts([second, first]).get('a')).toEqual([]);
  });

  test('counts nothing under a concept that the newest version does not have', () => {
    const without = new Map([...first].filter(([id]) => id !== 'a'));
    expect(resolveConcepts([without, first]).get('a')).toEqual([]);
  });

  test('does not run in a circle that an import has brought', () => {
    const circle = new Map(
      [...first].map(([id, each]) => [
        id,
        { ...each, status: 'deprecated', replacedByIds: [id === 'a' ? 'b' : 'a', 'c'] } as const,
      ]),
    );
    expect(resolveConcepts([circle]).get('a')).toEqual([]);
  });

  test('is undone by a version with the older contents', () => {
    const second = applyOperation(first, { kind: 'merge', ids: ['a'], intoId: 'b', keepLabels: true });
    expect(resolveConcepts([first, second, first]).get('a')).toEqual(['a']);
  });
});
