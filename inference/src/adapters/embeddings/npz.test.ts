import { describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { formatNpy } from './npy.ts';
import { parseNpz } from './npz.ts';

const matrix = { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) };
const other = { shape: [1, 1], data: Float32Array.of(9) };

describe('parseNpz', () => {
  test.each([0, 6] as const)('reads arrays packed at level %i', (level) => {
    const bytes = zipSync({ 'embeddings.npy': formatNpy(matrix), 'notes.txt': Buffer.from('x') }, { level });
    expect(parseNpz(bytes, 'a.npz')).toEqual(matrix);
  });

  test('takes the array that is asked for', () => {
    const bytes = zipSync({ 'a.npy': formatNpy(matrix), 'b.npy': formatNpy(other) });
    expect(parseNpz(bytes, 'a.npz', 'b')).toEqual(other);
    expect(() => parseNpz(bytes, 'a.npz')).toThrow('a.npz: holds 2 arrays; choose one of a, b');
    expect(() => parseNpz(bytes, 'a.npz', 'c')).toThrow('a.npz: holds no array "c"; choose one of a, b');
  });

  test('names the array that is wrong', () => {
    expect(() => parseNpz(zipSync({ 'a.npy': Buffer.from('no') }), 'a.npz')).toThrow('a.npz (a): not a NumPy array');
    expect(() => parseNpz(zipSync({ 'a.txt': Buffer.from('no') }), 'a.npz')).toThrow('a.npz: holds no array');
  });

  test('refuses an entry that claims more than deflate can give', () => {
    const bytes = zipSync({ 'a.npy': formatNpy(matrix) });
    const central = Buffer.from(bytes).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(central + 24, 0x7fffffff, true);
    expect(() => parseNpz(bytes, 'a.npz')).toThrow('its array "a" cannot be unpacked');
  });
});
