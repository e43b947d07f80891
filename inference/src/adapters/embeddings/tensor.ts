import { EmbeddingFileError } from '../../embedding-file-error.ts';

/** An array from a file, in C order, as 32-bit floats. */
export interface Tensor {
  readonly shape: readonly number[];
  /** `shape[0] * shape[1] * …` numbers. */
  readonly data: Float32Array;
}

/** How numbers lie in a file, little endian. */
export type FloatFormat = 'f16' | 'bf16' | 'f32' | 'f64';

const READERS: Readonly<Record<FloatFormat, { sizeBytes: number; read: (view: DataView, at: number) => number }>> = {
  f16: { sizeBytes: 2, read: (view, at) => view.getFloat16(at, true) },
  bf16: { sizeBytes: 2, read: readBfloat16 },
  f32: { sizeBytes: 4, read: (view, at) => view.getFloat32(at, true) },
  f64: { sizeBytes: 8, read: (view, at) => view.getFloat64(at, true) },
};

/**
 * Reads all of `bytes` as one array.
 *
 * @param path for errors only
 * @throws {EmbeddingFileError} where the bytes are fewer or more than the shape needs
 */
export function readTensor(bytes: Uint8Array, shape: readonly number[], format: FloatFormat, path: string): Tensor {
  const { sizeBytes, read } = READERS[format];
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length < count * sizeBytes) {
    throw new EmbeddingFileError(path, `truncated: ${bytes.length} of ${count * sizeBytes} bytes; copy the file again`);
  }
  if (bytes.length > count * sizeBytes) {
    const surplus = bytes.length - count * sizeBytes;
    throw new EmbeddingFileError(
      path,
      `${surplus} bytes more than its shape [${shape.join(', ')}] needs; write it again`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float32Array(count);
  for (let i = 0; i < count; i++) data[i] = read(view, i * sizeBytes);
  return { shape, data };
}

const wordView = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function readBfloat16(view: DataView, at: number): number {
  wordView.setUint16(0, view.getUint16(at, true));
  return wordView.getFloat32(0);
}
