import { expect, test } from '@jest/globals';
import { pastedFile, toBase64 } from './import-file.ts';

test('toBase64 keeps every byte, also of large files', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => (index * 7) % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});

test('pastedFile is a table where there are tabs', () => {
  expect(pastedFile('締付け\tTighten', 'x').name).toBe('x.tsv');
  expect(pastedFile('締付け\n検査', 'x')).toMatchObject({
    name: 'x.txt',
    content: Buffer.from('締付け\n検査').toString('base64'),
  });
});
