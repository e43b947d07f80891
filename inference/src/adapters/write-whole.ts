import { access, constants, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that appears only when it is complete.
 *
 * @throws the system's error, with a message that names the file
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    await writeFile(partial, content);
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    throw notWritten(path, cause as NodeJS.ErrnoException);
  }
}

/**
 * Finds out before a long computation whether its result can be written.
 *
 * @throws as {@link writeWhole}
 */
export async function assertWritable(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
  } catch (cause) {
    throw notWritten(path, cause as NodeJS.ErrnoException);
  }
  const existing = await stat(path).catch(() => null);
  if (existing?.isDirectory()) throw notWritten(path, { message: 'it is a directory', code: 'EISDIR' });
}

function notWritten(path: string, cause: Pick<NodeJS.ErrnoException, 'message' | 'code'>): Error {
  const reason = cause.code === 'ENOENT' ? 'there is no such folder' : cause.message;
  return Object.assign(new Error(`${path}: cannot be written (${reason})`, { cause }), { code: cause.code ?? '' });
}
