import { expect, test } from '@jest/globals';
import { columnsOf, fittingColumns, templateOf } from './columns.ts';

const all = columnsOf(['ja', 'en']);

test('fittingColumns gives up prompts first, and never the label with the tree', () => {
  expect(fittingColumns(all, 2000)).toEqual(all);
  expect(fittingColumns(all, 700)).toEqual(['notation', 'label:ja', 'label:en', 'valueClass', 'status', 'checks']);
  expect(fittingColumns(all, 360)).toEqual(['label:ja', 'label:en', 'checks']);
  expect(fittingColumns(all, 10)).toEqual(['label:ja']);
});

test('templateOf gives what is left over to the texts', () => {
  expect(templateOf(['notation', 'label:ja', 'label:en'])).toBe('64px minmax(130px, 1.3fr) minmax(110px, 1fr)');
});
