import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { writeWhole } from '../write-whole.ts';
import { formatNpy } from './npy.ts';
import type { EmbeddingTable } from './read-embeddings.ts';
import { formatSafetensors } from './safetensors.ts';

/**
 * Writes embeddings as 32-bit floats to a `.npy` or `.safetensors` file (array `embeddings`): all of it or nothing.
 *
 * @throws {EmbeddingFileError} for another extension
 * @throws the system's error, naming the file, where it cannot be written
 */
export async function writeEmbeddings(path: string, { rowCount, dims, data }: EmbeddingTable): Promise<void> {
  const tensor = { shape: [rowCount, dims], data };
  if (path.endsWith('.npy')) return writeWhole(path, formatNpy(tensor));
  if (path.endsWith('.safetensors')) return writeWhole(path, formatSafetensors({ embeddings: tensor }));
  throw new EmbeddingFileError(path, 'unknown format; end the name in .npy or .safetensors');
}
