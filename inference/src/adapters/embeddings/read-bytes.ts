import { readFile, stat } from 'node:fs/promises';
import { EmbeddingFileError } from '../../embedding-file-error.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory; give a file',
  EACCES: 'may not be read; check its permissions',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB; split it',
};

/** A whole file, at least one byte; devices and pipes, which may never end, are refused. @throws {EmbeddingFileError} */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readRegularFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause instanceof EmbeddingFileError) throw cause;
    throw new EmbeddingFileError(path, PROBLEMS[cause.code ?? ''] ?? `cannot be read (${cause.message})`, { cause });
  });
  if (bytes.length === 0) throw new EmbeddingFileError(path, 'is empty');
  return bytes;
}

async function readRegularFile(path: string): Promise<Uint8Array> {
  const facts = await stat(path);
  if (facts.isFile() || facts.isDirectory()) return readFile(path);
  throw new EmbeddingFileError(path, 'is not a regular file; give .npy, .npz or .safetensors');
}
