import path from 'node:path';
import { ModelError } from '../model-error.ts';
import type { Abortable } from '../ports.ts';
import { fileFacts } from './download.ts';
import type { InstalledEncoder } from './installed.ts';

/** @throws {ModelError} CHECKSUM, naming the damaged files and the remedy */
export async function verifyFiles({ entry, folder }: InstalledEncoder, { signal }: Abortable = {}): Promise<void> {
  const damaged: string[] = [];
  for (const { name, sha256 } of entry.files) {
    signal?.throwIfAborted();
    const found = await fileFacts(path.join(folder, name)).catch(() => null);
    if (found?.sha256 !== sha256) damaged.push(`${name} ${found === null ? 'is missing' : 'has changed'}`);
  }
  if (damaged.length === 0) return;
  const remedy = `run "actionary models pull ${entry.id}"`;
  throw new ModelError('CHECKSUM', `encoder "${entry.id}": ${damaged.join(', ')}; ${remedy}`);
}
