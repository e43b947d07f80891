import { expect, test } from '@jest/globals';
import { readNumbers, readTensor } from './tensor.ts';

test('readTensor reads half precision', () => {
  const bits = [0x0000, 0x8000, 0x3c00, 0xc000, 0x3555, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x7c00, 0xfc00, 0x7e00];
  const bytes = new Uint8Array(Uint16Array.from(bits).buffer);
  expect([...readTensor({ bytes, shape: [bits.length], format: 'f16' }, 'x').data]).toEqual([
    0,
    -0,
    1,
    -2,
    0.333251953125,
    65504,
    2 ** -24,
    1023 * 2 ** -24,
    2 ** -14,
    Infinity,
    -Infinity,
    NaN,
  ]);
});

test('readTensor reads bfloat16 and does not mind alignment', () => {
  const bytes = Uint8Array.of(99, 0x80, 0x3f, 0x40, 0xc0).subarray(1);
  expect([...readTensor({ bytes, shape: [2], format: 'bf16' }, 'x').data]).toEqual([1, -3]);
});

test('readTensor wants exactly the bytes of its shape', () => {
  const read = (byteCount: number, ...shape: number[]) =>
    readTensor({ bytes: new Uint8Array(byteCount), shape, format: 'f32' }, 'a.npy');
  expect(() => read(11, 3)).toThrow('a.npy: truncated: 11 of 12 bytes');
  expect(() => read(13, 3)).toThrow('a.npy: 1 bytes more than its shape [3] needs');
  expect(() => read(8, 1e9, 1e9)).toThrow('truncated');
});

test('readNumbers reads whole numbers that 32-bit floats cannot tell', () => {
  const last = 8 * 60 * 60 * 1000 + 1;
  const longs = new Uint8Array(BigInt64Array.of(0n, BigInt(last)).buffer);
  expect([...readNumbers({ bytes: longs, shape: [2], format: 'i64' }, 'x')]).toEqual([0, last]);
  const words = new Uint8Array(Int32Array.of(-1, last).buffer);
  expect([...readNumbers({ bytes: words, shape: [2], format: 'i32' }, 'x')]).toEqual([-1, last]);
});
