import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { readNumbers, readTensor } from './tensor.ts';
import type { FloatFormat, NumberFormat, StoredArray, Tensor } from './tensor.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;
const MAX_HEADER_BYTES = 65_536;
const FLOATS: Readonly<Record<string, FloatFormat>> = { '<f2': 'f16', '<f4': 'f32', '<f8': 'f64' };
const NUMBERS: Readonly<Record<string, NumberFormat>> = { ...FLOATS, '<i4': 'i32', '<i8': 'i64' };

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/**
 * Reads a NumPy array: format 1–3, `<f2`, `<f4` or `<f8`, C order of any rank, Fortran order up to rank 2.
 *
 * @param path for errors only
 * @throws {EmbeddingFileError}
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function parseNpy(bytes: Uint8Array, path: string): Tensor {
  const { isFortran, ...stored } = locateNpy(bytes, path, FLOATS);
  if (!isFortran || stored.shape.length < 2) return readTensor(stored, path);
  if (stored.shape.length > 2)
    throw new EmbeddingFileError(path, 'Fortran order; write it with numpy.ascontiguousarray');
  return transpose(readTensor({ ...stored, shape: stored.shape.toReversed() }, path));
}

/** Numbers of a NumPy array with one dimension: `<f2`, `<f4`, `<f8`, `<i4` or `<i8`. @throws {EmbeddingFileError} */
export function parseNpyList(bytes: Uint8Array, path: string): Float64Array {
  const stored = locateNpy(bytes, path, NUMBERS);
  requireList(stored.shape, path);
  return readNumbers(stored, path);
}

/** @throws {EmbeddingFileError} where the array is no list */
export function requireList(shape: readonly number[], path: string): void {
  if (shape.length === 1) return;
  throw new EmbeddingFileError(path, `has ${shape.length} dimensions; write a list, with reshape(-1)`);
}

/** Writes a NumPy array of 32-bit floats in C order. @throws {RangeError} where data and shape do not match */
export function formatNpy({ shape, data }: Tensor): Uint8Array {
  if (shape.reduce((product, size) => product * size, 1) !== data.length) {
    throw new RangeError(`${data.length} numbers do not have the shape [${shape.join(', ')}]`);
  }
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${tuple}), }`;
  const headerBytes = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + headerBytes + 4 * data.length);
  const view = new DataView(bytes.buffer);
  bytes.set([...MAGIC, 1, 0]);
  view.setUint16(8, headerBytes, true);
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(headerBytes - 1)}\n`), 10);
  for (const [index, value] of data.entries()) view.setFloat32(10 + headerBytes + 4 * index, value, true);
  return bytes;
}

function locateNpy<F extends NumberFormat>(
  bytes: Uint8Array,
  path: string,
  formats: Readonly<Record<string, F>>,
): StoredArray<F> & { readonly isFortran: boolean } {
  if (!isNpy(bytes)) throw new EmbeddingFileError(path, 'not a NumPy array; write it with numpy.save');
  const { header, dataStart } = readHeader(bytes, path);
  const format = formatOf(header, path, formats);
  const isFortran = /'fortran_order'\s*:\s*True/.test(header);
  return { shape: parseShape(header, path), format, bytes: bytes.subarray(dataStart), isFortran };
}

function readHeader(bytes: Uint8Array, path: string): { header: string; dataStart: number } {
  const major = bytes[6];
  if (!(major >= 1 && major <= 3)) throw new EmbeddingFileError(path, `unknown NumPy format ${major}; write it again`);
  const headerStart = major === 1 ? 10 : 12;
  if (bytes.length < headerStart) throw new EmbeddingFileError(path, 'truncated in its header; copy the file again');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (size > MAX_HEADER_BYTES) throw new EmbeddingFileError(path, `its header claims ${size} bytes; write it again`);
  const dataStart = headerStart + size;
  if (bytes.length < dataStart) throw new EmbeddingFileError(path, 'truncated in its header; copy the file again');
  return { header: new TextDecoder().decode(bytes.subarray(headerStart, dataStart)), dataStart };
}

function formatOf<F extends NumberFormat>(header: string, path: string, formats: Readonly<Record<string, F>>): F {
  const type = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const format = type === undefined || !Object.hasOwn(formats, type) ? undefined : formats[type];
  if (format) return format;
  const found = type === undefined ? 'a structured or missing type' : `the type ${type}`;
  throw new EmbeddingFileError(path, `${found} is not supported; convert with astype('<f4')`);
}

function parseShape(header: string, path: string): number[] {
  const tuple = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (tuple === undefined) throw new EmbeddingFileError(path, 'no shape in its header; write it again');
  const shape = tuple
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number);
  if (!shape.every(Number.isSafeInteger)) throw new EmbeddingFileError(path, `impossible shape (${tuple})`);
  return shape;
}

function transpose({ shape, data }: Tensor): Tensor {
  const [columns, rows] = shape;
  return { shape: [rows, columns], data: data.map((_, i) => data[(i % columns) * rows + Math.floor(i / columns)]) };
}
