import { expect, test } from '@jest/globals';
import { toBase64 } from './base64.ts';

test('toBase64 keeps every byte, also of large files', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => (index * 7) % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});
