import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { readBytes } from './read-bytes.ts';
import { isNpy, parseNpy } from './npy.ts';
import { isZip, parseNpz, parseNpzList } from './npz.ts';
import { parseSafetensors, parseSafetensorsList } from './safetensors.ts';
import type { Tensor } from './tensor.ts';

/** Embeddings as a file holds them, row by row; not normalised. Every row is finite and not zero. */
export interface EmbeddingTable {
  readonly rowCount: number;
  readonly dims: number;
  /** `[rowCount, dims]` */
  readonly data: Float32Array;
}

/**
 * Reads a matrix of embeddings from `.npy`, `.npz` or `.safetensors`; the content decides, not the name.
 *
 * @param options.array which array of a file that holds several
 * @throws {EmbeddingFileError}
 */
export async function readEmbeddings(path: string, options: { array?: string } = {}): Promise<EmbeddingTable> {
  return parseEmbeddings(await readBytes(path), path, options);
}

/** {@link readEmbeddings} on bytes. @param path for errors only */
export function parseEmbeddings(bytes: Uint8Array, path: string, options: { array?: string } = {}): EmbeddingTable {
  if (isNpy(bytes)) return toTable(parseNpy(bytes, path), path);
  if (isZip(bytes)) return toTable(parseNpz(bytes, path, options.array), path);
  // A safetensors header is JSON after its eight bytes of length.
  if (bytes[8] === 0x7b) return toTable(parseSafetensors(bytes, path, options.array), path);
  throw new EmbeddingFileError(path, 'not a file of embeddings; give .npy, .npz or .safetensors');
}

/**
 * Numbers of another array of the same file, such as the times of its rows; `.npz` and `.safetensors` have several.
 *
 * @param path for errors only
 * @throws {EmbeddingFileError}
 */
export function parseList(bytes: Uint8Array, path: string, array: string): Float64Array {
  if (isZip(bytes)) return parseNpzList(bytes, path, array);
  if (bytes[8] === 0x7b) return parseSafetensorsList(bytes, path, array);
  throw new EmbeddingFileError(path, `holds no array "${array}" beside the embeddings; give .npz or .safetensors`);
}

function toTable({ shape, data }: Tensor, path: string): EmbeddingTable {
  if (shape.length < 1 || shape.length > 2) {
    throw new EmbeddingFileError(path, `has ${shape.length} dimensions; embeddings are a matrix [rows, width]`);
  }
  const [rowCount, dims] = shape.length === 1 ? [1, shape[0]] : shape;
  if (rowCount * dims === 0)
    throw new EmbeddingFileError(path, `holds no embeddings: its shape is [${shape.join(', ')}]`);
  checkRows(data, dims, path);
  return { rowCount, dims, data };
}

function checkRows(data: Float32Array, dims: number, path: string): void {
  for (let start = 0; start < data.length; start += dims) {
    let sum = 0;
    for (let i = start; i < start + dims; i++) sum += Math.abs(data[i]);
    if (sum > 0 && sum < Infinity) continue;
    const problem = sum === 0 ? 'is all zeros' : 'holds NaN or infinity';
    throw new EmbeddingFileError(path, `row ${start / dims} ${problem}; encode it again or remove it`);
  }
}
