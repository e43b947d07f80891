import { EmbeddingFileError } from '../../embedding-file-error.ts';

/** An array from a file, in C order, as 32-bit floats. */
export interface Tensor {
  readonly shape: readonly number[];
  /** `shape[0] * shape[1] * …` numbers. */
  readonly data: Float32Array;
}

/** How numbers lie in a file, little endian. */
export type NumberFormat = FloatFormat | 'i32' | 'i64';
export type FloatFormat = 'f16' | 'bf16' | 'f32' | 'f64';

/** An array as it lies in a file, in C order. */
export interface StoredArray<F extends NumberFormat = NumberFormat> {
  readonly shape: readonly number[];
  readonly format: F;
  readonly bytes: Uint8Array;
}

type Numbers = ArrayLike<number> & Iterable<number>;

/** Numbers of a format, from memory that begins with them. */
const READERS: Readonly<Record<NumberFormat, { sizeBytes: number; read: (memory: ArrayBuffer) => Numbers }>> = {
  f16: { sizeBytes: 2, read: (memory) => new Float16Array(memory) },
  bf16: { sizeBytes: 2, read: readBfloat16 },
  f32: { sizeBytes: 4, read: (memory) => new Float32Array(memory) },
  f64: { sizeBytes: 8, read: (memory) => new Float64Array(memory) },
  i32: { sizeBytes: 4, read: (memory) => new Int32Array(memory) },
  i64: { sizeBytes: 8, read: (memory) => Float64Array.from(new BigInt64Array(memory), Number) },
};

/**
 * The array as 32-bit floats.
 *
 * @param path for errors only
 * @throws {EmbeddingFileError} where the bytes are fewer or more than the shape needs
 */
export function readTensor(stored: StoredArray<FloatFormat>, path: string): Tensor {
  const numbers = numbersOf(stored, path);
  return { shape: stored.shape, data: numbers instanceof Float32Array ? numbers : new Float32Array(numbers) };
}

/** The array as it is, as far as 64-bit floats can tell. @throws {EmbeddingFileError} as {@link readTensor} */
export function readNumbers(stored: StoredArray, path: string): Float64Array {
  return new Float64Array(numbersOf(stored, path));
}

function numbersOf({ shape, format, bytes }: StoredArray, path: string): Numbers {
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
  // A copy of its own: typed arrays want to begin at a multiple of their numbers' size.
  return read(new Uint8Array(bytes).buffer);
}

/** The upper halves of float32. */
function readBfloat16(memory: ArrayBuffer): Float32Array {
  const words = Uint32Array.from(new Uint16Array(memory), (upper) => upper * 0x1_0000);
  return new Float32Array(words.buffer);
}
