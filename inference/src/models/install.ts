import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelError } from '../model-error.ts';
import { checkFacts, downloadFile, fileFacts } from './download.ts';
import type { DownloadOptions, FileFacts } from './download.ts';
import type { EncoderEntry, EncoderFile } from './entry.ts';
import { withLock } from './folder-lock.ts';
import { ENTRY_FILE } from './installed.ts';
import { modelsFolder } from './models-folder.ts';

export interface InstallOptions extends Omit<DownloadOptions, 'onProgress'> {
  /** Default: see `modelsFolder`. */
  readonly folder?: string;
  /** A folder or an address that holds the files, instead of the entry's source. */
  readonly from?: string | undefined;
  /** A folder or an address with one folder per encoder id; default: `ACTIONARY_MODEL_MIRROR`. */
  readonly mirror?: string;
  readonly warn?: (message: string) => void;
  readonly onProgress?: (file: string, receivedBytes: number, totalBytes: number | null) => void;
}

/**
 * Brings an encoder's files into the models folder. The encoder appears there complete or not at all; interrupted
 * downloads are continued by the next call.
 * @returns the encoder's folder
 * @throws {ModelError} DOWNLOAD, CHECKSUM, NOT_WRITTEN
 */
export async function installEncoder(entry: EncoderEntry, options: InstallOptions = {}): Promise<string> {
  const { folder = modelsFolder() } = options;
  const staging = path.join(folder, '.partial', entry.id);
  await makeFolder(staging);
  return withLock(`${staging}.lock`, `encoder "${entry.id}"`, async () => {
    await fillFolder(entry, staging, options);
    return commit(staging, path.join(folder, entry.id));
  });
}

async function fillFolder(entry: EncoderEntry, staging: string, options: InstallOptions): Promise<void> {
  const files: EncoderFile[] = [];
  for (const file of entry.files) {
    options.signal?.throwIfAborted();
    const facts = await bring(entry, file, staging, options);
    if (file.sha256 === null) options.warn?.(`${file.name}: no checksum is known; pinned sha256 ${facts.sha256}`);
    files.push({ ...file, ...facts });
  }
  await writeFile(path.join(staging, ENTRY_FILE), `${JSON.stringify({ ...entry, files }, null, 2)}\n`);
}

/** Moves a complete staging folder to its final place, replacing what was there. */
export async function commit(staging: string, home: string): Promise<string> {
  const old = `${staging}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(home, old).catch(ignoreMissing);
  await rename(staging, home);
  await rm(old, { recursive: true, force: true });
  return home;
}

/** @throws {ModelError} NOT_WRITTEN */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const remedy = 'set ACTIONARY_MODELS to a writable folder';
    throw new ModelError('NOT_WRITTEN', `cannot create ${folder}; ${remedy}`, { cause });
  }
}

async function bring(
  entry: EncoderEntry,
  file: EncoderFile,
  staging: string,
  options: InstallOptions,
): Promise<FileFacts> {
  const target = path.join(staging, file.name);
  const ready = await existing(target, file);
  if (ready) return ready;
  const source = sourceOf(entry, file, options);
  if (isAddress(source[0])) return downloadFirst(source, file, target, options);
  return copyFirst(source, file, target);
}

/** Places to look at, the likeliest first; all addresses or all paths. */
function sourceOf(entry: EncoderEntry, file: EncoderFile, options: InstallOptions): string[] {
  const below = file.path ?? file.name;
  const { from, mirror = process.env['ACTIONARY_MODEL_MIRROR'] } = options;
  if (from) return [...new Set([file.name, below])].map((name) => join(from, name));
  if (mirror) return [join(mirror, entry.id, file.name)];
  if (entry.source === null) throw new ModelError('DOWNLOAD', `encoder "${entry.id}" has no address; give --from`);
  return [join(entry.source, below)];
}

async function downloadFirst(
  urls: readonly string[],
  file: EncoderFile,
  target: string,
  options: InstallOptions,
): Promise<FileFacts> {
  const { onProgress, ...rest } = options;
  const download = (url: string): Promise<FileFacts> =>
    downloadFile(
      { url, target, sizeBytes: file.sizeBytes, sha256: file.sha256 },
      { ...rest, ...(onProgress ? { onProgress: (done, total) => onProgress(file.name, done, total) } : {}) },
    );
  const [first, ...others] = urls;
  try {
    return await download(first!);
  } catch (error) {
    const isAbsent = error instanceof ModelError && error.code === 'DOWNLOAD' && error.message.includes('answered 404');
    if (!isAbsent || others.length === 0) throw error;
    return downloadFirst(others, file, target, options);
  }
}

async function copyFirst(paths: readonly string[], file: EncoderFile, target: string): Promise<FileFacts> {
  const source = (await Promise.all(paths.map(isFile))).indexOf(true);
  if (source < 0) throw new ModelError('DOWNLOAD', `${paths.join(' and ')}: no such file; check --from or the mirror`);
  const part = `${target}.part`;
  await copyFile(paths[source], part);
  try {
    const facts = await fileFacts(part);
    checkFacts(paths[source], facts, file);
    await rename(part, target);
    return facts;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A file that an earlier call has finished; only trusted where its checksum is known. */
async function existing(target: string, file: EncoderFile): Promise<FileFacts | undefined> {
  if (file.sha256 === null || !(await isFile(target))) return undefined;
  const facts = await fileFacts(target);
  return facts.sha256 === file.sha256 ? facts : undefined;
}

function join(base: string, ...parts: string[]): string {
  return isAddress(base) ? [base.replace(/\/+$/, ''), ...parts].join('/') : path.join(base, ...parts);
}

function isAddress(source: string): boolean {
  return /^https?:\/\//.test(source);
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
