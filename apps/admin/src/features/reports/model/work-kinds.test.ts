import { expect, test } from '@jest/globals';
import { workKindOf } from './work-kinds.ts';

const kindIn = (facets: Readonly<Record<string, string>>) => workKindOf((facet) => facets[facet]);

test('workKindOf reads the facet in either language', () => {
  expect(kindIn({ workKind: 'machine' })).toBe('machine');
  expect(kindIn({ 作業区分: '歩行' })).toBe('walk');
});

test('workKindOf takes for manual what is not said, or not known', () => {
  expect(kindIn({})).toBe('manual');
  expect(kindIn({ workKind: 'constructor' })).toBe('manual');
});
