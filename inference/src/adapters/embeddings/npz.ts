import { unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';
import { EmbeddingFileError } from '../../embedding-file-error.ts';
import { parseNpy, parseNpyList } from './npy.ts';
import type { Tensor } from './tensor.ts';

/** Deflate cannot do better: an entry that claims more is corrupt or a bomb. */
const MAX_COMPRESSION = 1032;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * Reads one array of a NumPy archive (stored or deflated).
 *
 * @param array name of the array; default the only one
 * @param path for errors only
 * @throws {EmbeddingFileError}
 */
export function parseNpz(bytes: Uint8Array, path: string, array?: string): Tensor {
  const { entry, name } = unpackArray(bytes, path, array);
  return parseNpy(entry, `${path} (${name})`);
}

/** Numbers of an array of the archive that has one dimension. @throws {EmbeddingFileError} */
export function parseNpzList(bytes: Uint8Array, path: string, array: string): Float64Array {
  const { entry, name } = unpackArray(bytes, path, array);
  return parseNpyList(entry, `${path} (${name})`);
}

function unpackArray(bytes: Uint8Array, path: string, array?: string): { entry: Uint8Array; name: string } {
  const names = unzip(bytes, path, () => false).names;
  const name = chooseArray(names, path, array);
  const entry = unzip(bytes, path, (file) => file.name === `${name}.npy`).entries[`${name}.npy`];
  if (!entry) throw new EmbeddingFileError(path, `its array "${name}" cannot be unpacked; copy the file again`);
  return { entry, name };
}

/** The array that was asked for, else the only one. */
export function chooseArray(names: readonly string[], path: string, wanted?: string): string {
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  if (names.length === 0) throw new EmbeddingFileError(path, 'holds no array');
  if (wanted === undefined && names.length === 1) return names[0];
  const problem = wanted === undefined ? `holds ${names.length} arrays` : `holds no array "${wanted}"`;
  throw new EmbeddingFileError(path, `${problem}; choose one of ${names.slice(0, 10).join(', ')}`);
}

function unzip(bytes: Uint8Array, path: string, wants: (file: UnzipFileInfo) => boolean) {
  const names: string[] = [];
  const filter = (file: UnzipFileInfo) => {
    if (file.name.endsWith('.npy')) names.push(file.name.slice(0, -4));
    return wants(file) && file.size <= bytes.length && file.originalSize <= MAX_COMPRESSION * file.size + 64;
  };
  try {
    return { entries: unzipSync(bytes, { filter }), names };
  } catch (cause) {
    throw new EmbeddingFileError(path, 'not a readable zip archive; copy the file again', { cause });
  }
}
