import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { installedIds, installEncoder, readEntry } from '@actionary/inference';
import type { EncoderEntry } from '@actionary/inference';
import { damagedError } from './manifest.ts';
import type { StoredEncoder } from './manifest.ts';
import { shareOf } from './progress.ts';
import type { BackupProgress } from './progress.ts';
import { storeFile } from './stored-file.ts';

interface EncoderOptions {
  readonly onProgress?: BackupProgress;
  readonly signal?: AbortSignal;
}

const ENTRY = 'encoder.json';
const namesOf = ({ files }: EncoderEntry) => [ENTRY, ...files.map(({ name }) => name)];

/** Copies the installed encoders into a backup. */
export async function storeEncoders(
  modelsFolder: string,
  folder: string,
  { onProgress, signal }: EncoderOptions,
): Promise<StoredEncoder[]> {
  const encoders: StoredEncoder[] = [];
  for (const id of await installedIds(modelsFolder)) {
    const home = path.join(modelsFolder, id);
    const entry = await readEntry(home);
    if (!entry) continue;
    const sizes = await Promise.all(namesOf(entry).map(async (name) => (await stat(path.join(home, name))).size));
    const onBytes = shareOf(
      `encoder ${id}`,
      sizes.reduce((sum, size) => sum + size),
      onProgress,
    );
    const files = [];
    for (const name of namesOf(entry)) {
      files.push(
        await storeFile(folder, `models/${id}/${name}`, createReadStream(path.join(home, name)), { signal, onBytes }),
      );
    }
    encoders.push({ id, files });
  }
  return encoders;
}

/**
 * Installs a backup's encoders, each whole or not at all. One that is there as it was is left alone.
 * @throws {ModelError} NOT_WRITTEN
 */
export async function restoreEncoders(
  source: string,
  encoders: readonly StoredEncoder[],
  modelsFolder: string,
  { onProgress, signal }: EncoderOptions,
): Promise<void> {
  for (const [index, { id }] of encoders.entries()) {
    onProgress?.(`encoder ${id}`, index / encoders.length);
    const from = path.join(source, 'models', id);
    const entry = await readEntry(from);
    if (entry?.id !== id) throw damagedError(path.join(from, ENTRY), `does not describe the encoder ${id}`);
    const installed = await readEntry(path.join(modelsFolder, id));
    if (JSON.stringify(installed) === JSON.stringify(entry)) continue;
    await installEncoder(entry, { folder: modelsFolder, from, ...(signal ? { signal } : {}) });
  }
}
