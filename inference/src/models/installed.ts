import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ModelError } from '../model-error.ts';
import { readCatalogue } from './catalogue.ts';
import { fileFacts } from './download.ts';
import { encoderEntry, isEncoderId } from './entry.ts';
import type { EncoderEntry } from './entry.ts';
import { BUNDLED_FOLDER, modelsFolder } from './models-folder.ts';

/** The entry as installed, in an encoder's folder. */
export const ENTRY_FILE = 'encoder.json';

export interface InstalledEncoder {
  /** With the sha256 of every file. */
  readonly entry: EncoderEntry;
  readonly folder: string;
}

/**
 * Finds an encoder that is ready to run, bundled or in the models folder.
 * @throws {ModelError} UNKNOWN, listing the ids there are; NOT_INSTALLED, naming the command that fetches it
 */
export async function findInstalled(id: string, folder: string = modelsFolder()): Promise<InstalledEncoder> {
  const known = readCatalogue().find((entry) => entry.id === id);
  const bundled = known?.bundled;
  const home = bundled === undefined ? path.join(folder, id) : path.join(BUNDLED_FOLDER, bundled);
  const installed = isEncoderId(id) ? await readEntry(home) : undefined;
  const entry = installed ?? (bundled === undefined ? undefined : known);
  if (entry) return { entry: await pin(entry, home), folder: home };
  if (known)
    throw new ModelError('NOT_INSTALLED', `encoder "${id}" is not installed; run "actionary models pull ${id}"`);
  const ids = new Set([...readCatalogue().map((candidate) => candidate.id), ...(await installedIds(folder))]);
  throw new ModelError('UNKNOWN', `unknown encoder "${id}"; known: ${[...ids].join(', ')}`);
}

/** Ids of the encoders in the models folder, in alphabetical order. */
export async function installedIds(folder: string = modelsFolder()): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = await Promise.all(
    names.filter((name) => !name.startsWith('.')).map(async (name) => (await readEntry(path.join(folder, name)))?.id),
  );
  return entries.filter((id) => id !== undefined).toSorted();
}

/**
 * Reads `encoder.json`.
 * @returns `undefined` where the folder has none
 * @throws {ModelError} INVALID, naming the field
 */
export async function readEntry(folder: string): Promise<EncoderEntry | undefined> {
  const file = path.join(folder, ENTRY_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return encoderEntry.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelError('INVALID', `${file}: ${problem(cause)}`, { cause });
  }
}

/** Fills in missing checksums from the bytes on disk. */
async function pin(entry: EncoderEntry, folder: string): Promise<EncoderEntry> {
  if (entry.files.every((file) => file.sha256 !== null)) return entry;
  const files = entry.files.map(async (file) =>
    file.sha256 === null ? { ...file, ...(await factsOf(entry.id, path.join(folder, file.name))) } : file,
  );
  return { ...entry, files: await Promise.all(files) };
}

async function factsOf(id: string, file: string) {
  try {
    return await fileFacts(file);
  } catch (cause) {
    throw new ModelError('NOT_INSTALLED', `encoder "${id}" lacks ${file}; install it again`, { cause });
  }
}

function problem(cause: unknown): string {
  if (!(cause instanceof z.ZodError)) return 'not JSON';
  const [issue] = cause.issues;
  return `${issue!.path.join('.') || 'entry'}: ${issue!.message}`;
}
