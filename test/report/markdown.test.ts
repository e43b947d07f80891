import { expect, test } from '@jest/globals';
import { markdownTable } from './markdown.ts';

test('markdownTable lines columns up, and keeps what would end a cell or a line within its cell', () => {
  expect(
    markdownTable(
      ['', 'found'],
      [
        ['one | other', '1'],
        ['two\n  lines', ''],
      ],
    ),
  ).toBe(
    [
      '|              | found |',
      '| ------------ | ----- |',
      '| one \\| other | 1     |',
      '| two lines    |       |',
    ].join('\n'),
  );
});
