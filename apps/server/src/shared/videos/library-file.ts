import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { LibraryFileError } from './library-file-error.ts';

/**
 * The real path of a library's file: nothing outside the library's folder is ever opened, neither by `..`, nor by an
 * absolute path, nor through a link.
 *
 * @param relativePath as in the database
 * @throws {LibraryFileError}
 */
export async function libraryFile(folder: string, relativePath: string): Promise<string> {
  const [root, file] = await Promise.all([resolveLinks(folder), resolveLinks(path.join(folder, relativePath))]);
  const inside = path.relative(root, file);
  if (path.isAbsolute(relativePath) || inside === '' || inside.split(path.sep)[0] === '..' || path.isAbsolute(inside)) {
    throw new LibraryFileError('OUTSIDE_LIBRARY', `${relativePath} does not lie in the library's folder`);
  }
  if (!(await stat(file)).isFile()) throw new LibraryFileError('FILE_MISSING', `${relativePath} is not a file`);
  return file;
}

async function resolveLinks(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (cause) {
    throw new LibraryFileError('FILE_MISSING', `${path.basename(file)} cannot be found`, { cause });
  }
}
