import { z } from 'zod';
import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { requireList } from './npy.ts';
import { chooseArray } from './npz.ts';
import { readNumbers, readTensor } from './tensor.ts';
import type { FloatFormat, NumberFormat, StoredArray, Tensor } from './tensor.ts';

/** The reference implementation's own limit. */
const MAX_HEADER_BYTES = 100_000_000;
const FLOATS: Readonly<Record<string, FloatFormat>> = { F16: 'f16', BF16: 'bf16', F32: 'f32', F64: 'f64' };
const NUMBERS: Readonly<Record<string, NumberFormat>> = { ...FLOATS, I32: 'i32', I64: 'i64' };
const size = z.number().int().nonnegative();
const entrySchema = z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });
const headerSchema = z.record(z.string(), z.unknown());

/**
 * Reads one array of a safetensors file: F16, BF16, F32 or F64.
 *
 * @param array name of the array; default the only one
 * @param path for errors only
 * @throws {EmbeddingFileError}
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export function parseSafetensors(bytes: Uint8Array, path: string, array?: string): Tensor {
  return readTensor(locate(bytes, path, FLOATS, array), path);
}

/** Numbers of an array that has one dimension: of the formats above, I32 or I64. @throws {EmbeddingFileError} */
export function parseSafetensorsList(bytes: Uint8Array, path: string, array: string): Float64Array {
  const stored = locate(bytes, path, NUMBERS, array);
  requireList(stored.shape, `${path} (${array})`);
  return readNumbers(stored, path);
}

/** What can be written: numbers as they lie in memory. */
interface WrittenArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float16Array | Int32Array;
}

/** Writes arrays under their names, as F32, F16 or I32. */
export function formatSafetensors(arrays: Readonly<Record<string, WrittenArray>>): Uint8Array {
  let offset = 0;
  const header = Object.entries(arrays).map(([name, { shape, data }]) => {
    const start = offset;
    offset += data.byteLength;
    return [name, { dtype: dtypeOf(data), shape, data_offsets: [start, offset] }];
  });
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerBytes = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerBytes + offset).fill(0x20, 8, 8 + headerBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(text, 8);
  let at = 8 + headerBytes;
  for (const { data } of Object.values(arrays)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function dtypeOf(data: WrittenArray['data']): string {
  if (data instanceof Int32Array) return 'I32';
  return data instanceof Float32Array ? 'F32' : 'F16';
}

function locate<F extends NumberFormat>(
  bytes: Uint8Array,
  path: string,
  formats: Readonly<Record<string, F>>,
  array?: string,
): StoredArray<F> {
  const { header, dataStart } = readHeader(bytes, path);
  const name = chooseArray(
    Object.keys(header).filter((key) => key !== '__metadata__'),
    path,
    array,
  );
  const entry = entrySchema.safeParse(header[name]);
  if (!entry.success) throw new EmbeddingFileError(path, `its header does not describe "${name}"; write it again`);
  const { dtype, shape, data_offsets: offsets } = entry.data;
  const format = Object.hasOwn(formats, dtype) ? formats[dtype] : undefined;
  if (!format) throw new EmbeddingFileError(path, `the type ${dtype} is not supported; convert to F32`);
  return { shape, format, bytes: bytes.subarray(dataStart + offsets[0], dataStart + offsets[1]) };
}

function readHeader(bytes: Uint8Array, path: string): { header: Record<string, unknown>; dataStart: number } {
  if (bytes.length < 8) throw new EmbeddingFileError(path, 'too short for a safetensors file');
  const claimed = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (claimed > MAX_HEADER_BYTES) {
    throw new EmbeddingFileError(path, `not a safetensors file: its header claims ${claimed} bytes`);
  }
  const dataStart = 8 + Number(claimed);
  if (bytes.length < dataStart) throw new EmbeddingFileError(path, 'truncated in its header; copy the file again');
  const header = headerSchema.safeParse(parseJson(bytes.subarray(8, dataStart), path));
  if (!header.success) throw new EmbeddingFileError(path, 'its header is not a JSON object; write it again');
  return { header: header.data, dataStart };
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new EmbeddingFileError(path, 'its header is not JSON; write it again', { cause });
  }
}
