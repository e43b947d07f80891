import { z } from 'zod';
import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { readBytes } from './read-bytes.ts';
import { readEmbeddings } from './read-embeddings.ts';
import type { EmbeddingTable } from './read-embeddings.ts';

/** What a row of embeddings stands for. */
export interface EmbeddingName {
  readonly label: string;
  /** The video it comes from, where the file tells. */
  readonly video: string | null;
}

/** Embeddings with one name per row. */
export interface NamedEmbeddings extends EmbeddingTable {
  readonly names: readonly EmbeddingName[];
}

const label = z.string().min(1);
const nameSchema = z.union([
  label.transform((text) => ({ label: text, video: null })),
  z
    .object({ label, video: z.string().optional() })
    .transform((name) => ({ label: name.label, video: name.video ?? null })),
]);

/** The JSON of names that belongs to a file of embeddings: the same name with the extension `.json`. */
export function namesPathOf(path: string): string {
  return path.replace(/\.(npy|npz|safetensors)$/i, '') + '.json';
}

/**
 * Reads the names of rows: a JSON array of strings, or of objects with `label` and perhaps `video`.
 *
 * @throws {EmbeddingFileError} naming the first entry that is wrong
 */
export async function readNames(path: string): Promise<EmbeddingName[]> {
  const list = z.array(z.unknown()).safeParse(parseJson(await readBytes(path), path));
  if (!list.success) throw new EmbeddingFileError(path, 'not a JSON array of labels');
  return list.data.map((entry, index) => {
    const name = nameSchema.safeParse(entry);
    if (name.success) return name.data;
    throw new EmbeddingFileError(path, `entry ${index} is neither a label nor an object with a "label"`);
  });
}

/**
 * Reads embeddings and their names.
 *
 * @param namesPath default {@link namesPathOf}
 * @throws {EmbeddingFileError} also where there are more or fewer names than rows
 */
export async function readNamedEmbeddings(path: string, namesPath = namesPathOf(path)): Promise<NamedEmbeddings> {
  const table = await readEmbeddings(path);
  const names = await readNames(namesPath);
  if (names.length !== table.rowCount) {
    throw new EmbeddingFileError(namesPath, `${names.length} names for the ${table.rowCount} rows of ${path}`);
  }
  return { ...table, names };
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new EmbeddingFileError(path, `not JSON (${cause instanceof Error ? cause.message : cause})`, { cause });
  }
}
