import { expect, test } from '@jest/globals';
import { halfToNumber, readTensor } from './tensor.ts';

test.each([
  [0x0000, 0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x0400, 2 ** -14],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
])('halfToNumber %i is %f', (bits, value) => {
  expect(halfToNumber(bits)).toBe(value);
});

test('halfToNumber keeps NaN and the sign of zero', () => {
  expect(halfToNumber(0x7e00)).toBeNaN();
  expect(Object.is(halfToNumber(0x8000), -0)).toBe(true);
});

test('readTensor reads bfloat16 and does not mind alignment', () => {
  const bytes = Uint8Array.of(99, 0x80, 0x3f, 0x40, 0xc0).subarray(1);
  expect([...readTensor(bytes, [2], 'bf16', 'x').data]).toEqual([1, -3]);
});

test('readTensor wants exactly the bytes of its shape', () => {
  expect(() => readTensor(new Uint8Array(11), [3], 'f32', 'a.npy')).toThrow('a.npy: truncated: 11 of 12 bytes');
  expect(() => readTensor(new Uint8Array(13), [3], 'f32', 'a.npy')).toThrow(
    'a.npy: 1 bytes more than its shape [3] needs',
  );
  expect(() => readTensor(new Uint8Array(8), [1e9, 1e9], 'f32', 'a.npy')).toThrow('truncated');
});
