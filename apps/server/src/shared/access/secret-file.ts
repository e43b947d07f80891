import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The secret that signs cookies, made in the data folder the first time; only its owner may read it. */
export async function readSecret(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'secret');
  const made = randomBytes(32).toString('base64url');
  // Of two that start at the same moment, the first makes it.
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}
