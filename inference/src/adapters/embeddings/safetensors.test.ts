import { describe, expect, test } from '@jest/globals';
import { formatSafetensors, parseSafetensors } from './safetensors.ts';

const matrix = { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
const other = { shape: [1, 1], data: Float32Array.of(9) };

function withHeader(header: unknown, data: ArrayLike<number>): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Uint8Array.from([...length, ...text, ...Array.from(data)]);
}

describe('parseSafetensors', () => {
  test('reads what formatSafetensors writes, aligned to 8 bytes', () => {
    const bytes = formatSafetensors({ video: matrix, text: other });
    expect(parseSafetensors(bytes, 'a', 'video')).toEqual(matrix);
    expect(parseSafetensors(bytes, 'a', 'text')).toEqual(other);
    expect((bytes.length - 4 * 5) % 8).toBe(0);
    expect(() => parseSafetensors(bytes, 'a')).toThrow('a: holds 2 arrays; choose one of video, text');
  });

  test('reads 16-bit and 64-bit floats', () => {
    const header = (dtype: string, size: number) => ({
      __metadata__: { format: 'pt' },
      e: { dtype, shape: [1, 1], data_offsets: [0, size] },
    });
    expect([...parseSafetensors(withHeader(header('F16', 2), [0, 0x3c]), 'a').data]).toEqual([1]);
    expect([...parseSafetensors(withHeader(header('BF16', 2), [0x80, 0x3f]), 'a').data]).toEqual([1]);
    expect([...parseSafetensors(withHeader(header('F64', 8), [0, 0, 0, 0, 0, 0, 0xf0, 0xbf]), 'a').data]).toEqual([-1]);
  });

  test.each([
    ['[]', 'its header is not a JSON object'],
    ['{"e":', 'its header is not JSON'],
    ['{}', 'holds no array'],
    ['{"e":{"dtype":"F32"}}', 'its header does not describe "e"'],
    ['{"e":{"dtype":"I64","shape":[1,1],"data_offsets":[0,8]}}', 'the type I64 is not supported'],
    ['{"e":{"dtype":"F32","shape":[1,1],"data_offsets":[0,400]}}', '4 bytes more than its shape [1, 1] needs'],
    ['{"e":{"dtype":"F32","shape":[1,9],"data_offsets":[0,36]}}', 'truncated: 8 of 36 bytes'],
  ])('refuses the header %s', (header, problem) => {
    expect(() => parseSafetensors(withHeader(header, [1, 2, 3, 4, 5, 6, 7, 8]), 'a')).toThrow(`a: ${problem}`);
  });

  test('refuses an impossible header length', () => {
    expect(() => parseSafetensors(new Uint8Array(4), 'a')).toThrow('too short');
    expect(() => parseSafetensors(new Uint8Array(20).fill(255), 'a')).toThrow(
      'its header claims 18446744073709551615 bytes',
    );
    expect(() => parseSafetensors(Uint8Array.of(90, 0, 0, 0, 0, 0, 0, 0, 1), 'a')).toThrow('truncated in its header');
  });
});
