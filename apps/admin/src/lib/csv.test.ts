import { expect, test } from '@jest/globals';
import { csvText } from './csv.ts';

test('csvText separates by commas and ends lines as RFC 4180 says, with a mark for Excel', () => {
  expect(
    csvText([
      ['element', 'n'],
      ['締付け', 12],
      ['pick', null],
    ]),
  ).toBe('\uFEFFelement,n\r\n締付け,12\r\npick,\r\n');
});

test('csvText quotes what would end a cell, and guards what would be a formula', () => {
  expect(csvText([['a "b", c', '=1+1', '＝1', '-5 mm', -5]])).toBe('\uFEFF"a ""b"", c",\'=1+1,\'＝1,\'-5 mm,-5\r\n');
});
