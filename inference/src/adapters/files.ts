import { rename, rm, writeFile } from 'node:fs/promises';

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
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw Object.assign(new Error(`${path}: cannot be written (${message})`, { cause }), { code });
  }
}
