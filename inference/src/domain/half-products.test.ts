import { describe, expect, test } from '@jest/globals';
import { halfProducts } from './half-products.ts';
import { multiplyLogits } from './logits.ts';

const bitsOf = (values: readonly number[]) => new Uint16Array(new Float16Array(values).buffer);

describe('halfProducts', () => {
  test('multiplies rows by a column', () => {
    const rows = bitsOf([1, 0, 0.5, 0, -1, 2]);
    expect([...halfProducts(rows, Float32Array.of(2, 3, 4))]).toEqual([4, 5]);
  });

  test.each([1, 3, 4, 7, 256])('equals the product of the same rows in single precision, %i wide', (dims) => {
    const values = Array.from({ length: 5 * dims }, (_, index) => Math.sin(index * 7));
    const column = Float32Array.from({ length: dims }, (_, index) => Math.cos(index));
    const bits = bitsOf(values);
    const expected = multiplyLogits(Float32Array.from(new Float16Array(bits.buffer)), column, dims, 1);
    for (const [row, product] of halfProducts(bits, column).entries()) expect(product).toBeCloseTo(expected[row], 4);
  });

  test('refuses rows of another width', () => {
    expect(() => halfProducts(new Uint16Array(5), new Float32Array(2))).toThrow('5 numbers are no rows of 2');
  });

  test('reads every bit pattern as the runtime does, but for the sign of zero', () => {
    const bits = Uint16Array.from({ length: 65_536 }, (_, index) => index);
    const values = Float32Array.from(new Float16Array(bits.buffer), (value) => value + 0);
    expect(halfProducts(bits, Float32Array.of(1))).toEqual(values);
  });
});
