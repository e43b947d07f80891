import { z } from 'zod';
import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { chooseArray } from './npz.ts';
import { readTensor } from './tensor.ts';
import type { FloatFormat, Tensor } from './tensor.ts';

/** The reference implementation's own limit. */
const MAX_HEADER_BYTES = 100_000_000;
const FORMATS: Readonly<Record<string, FloatFormat>> = { F16: 'f16', BF16: 'bf16', F32: 'f32', F64: 'f64' };
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
  const { header, dataStart } = readHeader(bytes, path);
  const name = chooseArray(
    Object.keys(header).filter((key) => key !== '__metadata__'),
    path,
    array,
  );
  const entry = entrySchema.safeParse(header[name]);
  if (!entry.success) throw new EmbeddingFileError(path, `its header does not describe "${name}"; write it again`);
  const { dtype, shape, data_offsets: offsets } = entry.data;
  const format = Object.hasOwn(FORMATS, dtype) ? FORMATS[dtype] : undefined;
  if (!format) throw new EmbeddingFileError(path, `the type ${dtype} is not supported; convert to F32`);
  return readTensor(bytes.subarray(dataStart + offsets[0], dataStart + offsets[1]), shape, format, path);
}

/** Writes arrays of 32-bit floats under their names. */
export function formatSafetensors(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  let offset = 0;
  const header = Object.entries(tensors).map(([name, { shape, data }]) => {
    const start = offset;
    offset += 4 * data.length;
    return [name, { dtype: 'F32', shape, data_offsets: [start, offset] }];
  });
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerBytes = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerBytes + offset).fill(0x20, 8, 8 + headerBytes);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(text, 8);
  let at = 8 + headerBytes;
  for (const { data } of Object.values(tensors)) {
    for (const value of data) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
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
