import path from 'node:path';
import { ModelError } from '../model-error.ts';
import { fileFacts } from './download.ts';
import type { InstalledEncoder } from './installed.ts';

/** A file that is not what it was when it was installed; `null` where it is gone. */
interface DamagedFile {
  readonly name: string;
  readonly found: string | null;
  readonly expected: string | null;
}

/** @throws {ModelError} CHECKSUM, naming the damaged files and the remedy */
export async function verifyFiles({ entry, folder }: InstalledEncoder, signal?: AbortSignal): Promise<void> {
  const damaged: DamagedFile[] = [];
  for (const { name, sha256: expected } of entry.files) {
    signal?.throwIfAborted();
    const found = await fileFacts(path.join(folder, name)).then(
      (facts) => facts.sha256,
      () => null,
    );
    if (found !== expected) damaged.push({ name, found, expected });
  }
  if (damaged.length === 0) return;
  const list = damaged.map(({ name, found }) => `${name} ${found === null ? 'is missing' : 'has changed'}`).join(', ');
  throw new ModelError('CHECKSUM', `encoder "${entry.id}": ${list}; run "actionary models pull ${entry.id}"`);
}
