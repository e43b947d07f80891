import { expect, test } from '@jest/globals';
import { bareContent } from '@actionary/inference/domain';
import { problemsOf, typingOfNew, withChange } from './typing.ts';

const contents = new Map([['ねじ締め', bareContent('ねじ締め', { ja: 'ねじ締め' })]]);
const begun = typingOfNew(' new 1', { broaderId: null, position: 0 }, 0, contents);
const typed = (...changes: Parameters<typeof withChange>[1][]) =>
  changes.reduce((typing, change) => withChange(typing, change, contents), begun);

test('a new concept gets the id that an import would give it, once it has a label', () => {
  expect(begun.after.id).toBe('');
  expect(problemsOf(begun, contents)).toEqual({ prefLabels: 'noLabel' });
  expect(typed({ prefLabels: { ja: 'ねじ 締め' } }).after.id).toBe('ねじ-締め');
  expect(typed({ prefLabels: { ja: 'ねじ締め' } }).after.id).toBe('ねじ締め-2');
  expect(typed({ prefLabels: { ja: 'ねじ締め' } }, { prefLabels: { ja: 'ねじ締め', en: 'Tighten' } }).after.id).toBe(
    'tighten',
  );
});

test('a new concept keeps the id that a person has chosen, and needs one then', () => {
  expect(typed({ id: 'E-12' }, { prefLabels: { en: 'Tighten' } }).after.id).toBe('E-12');
  expect(problemsOf(typed({ id: ' ' }, { prefLabels: { en: 'Tighten' } }), contents)).toEqual({ id: 'noId' });
});
