import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bundle } from '../../bundle.ts';
import { BundleError } from '../../bundle-error.ts';
import { parseEmbeddings } from '../embeddings/read-embeddings.ts';
import { parseManifest } from './manifest.ts';
import { EMBEDDINGS_FILE, MANIFEST_FILE } from './write-bundle.ts';

/**
 * Reads the bundle in a folder.
 *
 * @throws {BundleError} naming the file: missing, of an unknown format, not of this bundle, of the wrong width
 * @throws {EmbeddingFileError} for embeddings that cannot be read
 */
export async function readBundle(folder: string): Promise<Bundle> {
  const { formatVersion: _, embeddingsSha256, concepts, ...manifest } = await readManifest(folder);
  const file = path.join(folder, EMBEDDINGS_FILE);
  const bytes = await readPart(folder, EMBEDDINGS_FILE);
  const table = parseEmbeddings(bytes, file);
  const { dims } = manifest.encoder;
  if (table.dims !== dims) {
    const problem = `embeddings are ${table.dims} wide, and the encoder's are ${dims}`;
    throw new BundleError(file, `${problem}; write the bundle again with the encoder that it names`);
  }
  if (table.rowCount !== concepts.length) {
    const problem = `holds ${table.rowCount} embeddings for the ${concepts.length} concepts of ${MANIFEST_FILE}`;
    throw new BundleError(file, `${problem}; write the bundle again`);
  }
  if (createHash('sha256').update(bytes).digest('hex') !== embeddingsSha256) {
    throw new BundleError(file, `does not belong to the ${MANIFEST_FILE} beside it; copy both from the same bundle`);
  }
  const named = concepts.map(({ id, labels }) => ({ id, prefLabels: labels }));
  return { ...manifest, concepts: named, embeddings: table.data };
}

async function readManifest(folder: string) {
  const bytes = await readPart(folder, MANIFEST_FILE);
  return parseManifest(new TextDecoder().decode(bytes), path.join(folder, MANIFEST_FILE));
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file; give the folder that "actionary bundle" wrote, or unpack the archive from the server',
  ENOTDIR: 'a bundle is a folder; unpack the archive and give its folder',
  EACCES: 'may not be read; check its permissions',
};

async function readPart(folder: string, name: string): Promise<Uint8Array> {
  const file = path.join(folder, name);
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new BundleError(file, PROBLEMS[cause.code ?? ''] ?? `cannot be read (${cause.message})`, { cause });
  });
}
