import { expect, test } from '@jest/globals';
import { FreeIds, idFromLabels } from './concept-id.ts';

test('idFromLabels takes the English label, else another one that is not blank', () => {
  expect(idFromLabels({ ja: '締付け', en: 'Tighten a bolt (M8)' })).toBe('tighten-a-bolt-m8');
  expect(idFromLabels({ en: ' ', ja: 'ﾈｼﾞ締め 2本' })).toBe('ネジ締め-2本');
  expect(idFromLabels({ en: '…' })).toBe('concept');
});

test('FreeIds hands out each id once', () => {
  const ids = new FreeIds(['grip', 'grip-3']);
  expect(['grip', 'grip', 'hold', 'grip'].map((base) => ids.next(base))).toEqual([
    'grip-2',
    'grip-4',
    'hold',
    'grip-5',
  ]);
});
