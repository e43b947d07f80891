import { describe, expect, test } from '@jest/globals';
import { formatNpy, parseNpy } from './npy.ts';

/** A NumPy file as numpy.save writes it, with any header. */
function npy(dictionary: string, data: ArrayBufferView, major = 1): Uint8Array {
  const text = `${dictionary}\n`;
  const size = major === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0];
  const header = [0x93, ...Buffer.from('NUMPY'), major, 0, ...size, ...Buffer.from(text)];
  return Uint8Array.from([...header, ...new Uint8Array(data.buffer)]);
}
const header = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;

describe('parseNpy', () => {
  test('reads half, single and double precision', () => {
    const half = parseNpy(npy(header('<f2', '(1, 2)'), Uint16Array.of(0x3c00, 0xc000)), 'a');
    expect(half).toEqual({ shape: [1, 2], data: Float32Array.of(1, -2) });
    expect(parseNpy(npy(header('<f4', '(2,)'), Float32Array.of(0.5, 7)), 'a')).toEqual({
      shape: [2],
      data: Float32Array.of(0.5, 7),
    });
    expect(parseNpy(npy(header('<f8', '(2, 1)'), Float64Array.of(0.1, -9), 2), 'a').data).toEqual(
      Float32Array.of(0.1, -9),
    );
  });

  test('transposes Fortran order', () => {
    const bytes = npy(header('<f4', '(2, 3)', 'True'), Float32Array.of(1, 4, 2, 5, 3, 6));
    expect(parseNpy(bytes, 'a')).toEqual({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    expect(() => parseNpy(npy(header('<f4', '(1, 1, 1)', 'True'), Float32Array.of(1)), 'a')).toThrow('Fortran order');
  });

  test.each([
    ["{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }", 'a.npy: the type >f4 is not supported'],
    ["{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", 'the type <i8 is not supported'],
    ["{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", 'a structured or missing type'],
    ["{'descr': '<f4', 'fortran_order': False}", 'no shape in its header'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}", 'impossible shape'],
  ])('refuses the header %s', (dictionary, problem) => {
    expect(() => parseNpy(npy(dictionary, Float32Array.of(1)), 'a.npy')).toThrow(problem);
  });

  test('refuses another format and an impossible header', () => {
    expect(() => parseNpy(Buffer.from('hello world'), 'a.npy')).toThrow('a.npy: not a NumPy array');
    expect(() => parseNpy(npy(header('<f4', '(1,)'), Float32Array.of(1), 9), 'a.npy')).toThrow(
      'unknown NumPy format 9',
    );
    const large = npy(header('<f4', '(1,)'), Float32Array.of(1), 2);
    large[11] = 0x7f;
    expect(() => parseNpy(large, 'a.npy')).toThrow(/its header claims 213070\d+ bytes/);
  });
});

test('formatNpy writes what parseNpy reads, aligned to 64 bytes', () => {
  const tensor = { shape: [2, 3], data: Float32Array.of(1, 2, 3, -4, 5.5, 1e-30) };
  const bytes = formatNpy(tensor);
  expect((bytes.length - 24) % 64).toBe(0);
  expect(parseNpy(bytes, 'a')).toEqual(tensor);
  expect(parseNpy(formatNpy({ shape: [1], data: Float32Array.of(3) }), 'a').shape).toEqual([1]);
  expect(() => formatNpy({ shape: [2, 2], data: new Float32Array(3) })).toThrow(
    '3 numbers do not have the shape [2, 2]',
  );
});
