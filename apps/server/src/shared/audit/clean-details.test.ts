import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cleanDetails, LEFT_OUT } from './clean-details.ts';

test('keeps what was asked for', () => {
  const asked = { input: { name: '締付け', count: 3, isOn: true, none: null, absent: undefined, ids: ['a', 'b'] } };
  expect(cleanDetails(asked)).toEqual({ input: { name: '締付け', count: 3, isOn: true, none: null, ids: ['a', 'b'] } });
  expect(cleanDetails({ expiresAt: new Date('2026-11-20T08:14:00Z') })).toEqual({
    expiresAt: '2026-11-20T08:14:00.000Z',
  });
});

test('leaves out secrets, files and names of operators, wherever they are', () => {
  const secrets = {
    password: 'x',
    newPassword: 'x',
    clientSecret: 'x',
    token: { a: 'x' },
    api_key: 'x',
    content: 'x',
    operator: 'x',
  };
  const cleaned = cleanDetails({ ...secrets, list: [{ deep: secrets }] });
  expect(JSON.stringify(cleaned)).not.toContain('"x"');
  expect(cleaned).toMatchObject({ password: LEFT_OUT, list: [{ deep: { operator: LEFT_OUT, content: LEFT_OUT } }] });
});

test('keeps only the origin of addresses, which may have a secret in them', () => {
  const urls = ['https://hooks.example.com/T0/B1?key=x', 'https://mes.example.com', 'ftp://x/y', 'nonsense x'];
  expect(urls.map((url) => cleanDetails({ url })['url'])).toEqual([
    'https://hooks.example.com/…',
    'https://mes.example.com/',
    LEFT_OUT,
    LEFT_OUT,
  ]);
});

test('shortens texts and lists, and says so', () => {
  const { text, list } = cleanDetails({ text: 'a'.repeat(500), list: Array.from({ length: 30 }, (_, index) => index) });
  expect(text).toBe(`${'a'.repeat(200)}…`);
  expect(list).toEqual([...Array.from({ length: 20 }, (_, index) => index), '… +10']);
});

test('is small, and a text that PostgreSQL keeps, whatever was asked for', () => {
  const anything = fc.dictionary(fc.string({ maxLength: 300, unit: 'binary' }), fc.jsonValue({ maxDepth: 12 }), {
    maxKeys: 60,
  });
  fc.assert(
    fc.property(anything, (asked) => {
      const told = JSON.stringify(
        cleanDetails({
          ...asked,
          long: 'x'.repeat(10_000),
          list: Array.from({ length: 500 }, () => ({ a: 'y'.repeat(300) })),
        }),
      );
      expect(Buffer.byteLength(told)).toBeLessThanOrEqual(4096);
      expect(told).not.toContain('\\u0000');
      expect(told.isWellFormed()).toBe(true);
      expect(told).not.toMatch(/\\ud[89a-f]/i);
    }),
    { seed: 1, numRuns: 200 },
  );
});
