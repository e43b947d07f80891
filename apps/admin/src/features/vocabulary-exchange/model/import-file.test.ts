import { expect, test } from '@jest/globals';
import { pastedFile } from './import-file.ts';

test('pastedFile is a table where there are tabs', () => {
  expect(pastedFile('締付け\tTighten', 'x').name).toBe('x.tsv');
  expect(pastedFile('締付け\n検査', 'x')).toMatchObject({
    name: 'x.txt',
    content: Buffer.from('締付け\n検査').toString('base64'),
  });
});
