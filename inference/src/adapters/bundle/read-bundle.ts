import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Bundle } from '../../bundle.ts';
import { BundleError } from '../../bundle-error.ts';
import type { UnknownReferences } from '../../unknown-references.ts';
import { parseEmbeddings } from '../embeddings/read-embeddings.ts';
import { parseManifest } from './manifest.ts';
import { ADAPTER_FILE, EMBEDDINGS_FILE, MANIFEST_FILE, UNKNOWN_FILE } from './write-bundle.ts';

/**
 * Reads a bundle: a folder, or the archive of one.
 *
 * @throws {BundleError} naming the file: missing, of an unknown format, not of this bundle, of the wrong width
 * @throws {EmbeddingFileError} for embeddings that cannot be read
 */
export async function readBundle(location: string): Promise<Bundle> {
  const readPart = await openParts(location);
  const text = new TextDecoder().decode(await readPart(MANIFEST_FILE));
  const {
    formatVersion: _,
    embeddingsSha256,
    adapterSha256,
    unknownSha256,
    unknown: detector,
    concepts,
    ...manifest
  } = parseManifest(text, path.join(location, MANIFEST_FILE));
  const file = path.join(location, EMBEDDINGS_FILE);
  const bytes = await readPart(EMBEDDINGS_FILE);
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
  refuseForeign(file, bytes, embeddingsSha256);
  const adapter = adapterSha256 === null ? null : await readPart(ADAPTER_FILE);
  if (adapter && adapterSha256) refuseForeign(path.join(location, ADAPTER_FILE), adapter, adapterSha256);
  const unknown = detector && unknownSha256 ? await readReferences(detector, unknownSha256) : null;
  const named = concepts.map(({ id, labels }) => ({ id, prefLabels: labels }));
  return { ...manifest, concepts: named, embeddings: table.data, adapter, unknown };

  async function readReferences(
    { negativeCount, ...rule }: NonNullable<typeof detector>,
    expectedSha256: string,
  ): Promise<UnknownReferences> {
    const place = path.join(location, UNKNOWN_FILE);
    const part = await readPart(UNKNOWN_FILE);
    refuseForeign(place, part, expectedSha256);
    const rows = parseEmbeddings(part, place).data;
    const split = negativeCount * dims;
    return { ...rule, negatives: rows.slice(0, split), examples: rows.slice(split) };
  }
}

function refuseForeign(file: string, bytes: Uint8Array, expectedSha256: string): void {
  if (createHash('sha256').update(bytes).digest('hex') === expectedSha256) return;
  throw new BundleError(file, `does not belong to the ${MANIFEST_FILE} beside it; copy both from the same bundle`);
}

type ReadPart = (name: string) => Promise<Uint8Array>;

async function openParts(location: string): Promise<ReadPart> {
  const found = await stat(location).catch(() => null);
  if (found?.isFile()) return archivedParts(location);
  return (name) => readBytes(path.join(location, name));
}

async function archivedParts(archive: string): Promise<ReadPart> {
  const parts = unzip(await readBytes(archive), archive);
  return async (name) => {
    const bytes = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (bytes) return bytes;
    throw new BundleError(archive, `holds no ${name}, so it is no bundle; fetch the archive again`);
  };
}

function unzip(bytes: Uint8Array, archive: string): Record<string, Uint8Array> {
  const isPart = (name: string) => [MANIFEST_FILE, EMBEDDINGS_FILE, ADAPTER_FILE, UNKNOWN_FILE].includes(name);
  try {
    // Bundles are stored, not compressed: a part that grows is no part of one.
    return unzipSync(bytes, { filter: ({ name, size, originalSize }) => isPart(name) && originalSize === size });
  } catch (cause) {
    throw new BundleError(archive, 'is neither a folder nor a whole zip archive; fetch it again', { cause });
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file; give the folder that "actionary bundle" wrote, or the archive from the server',
  EACCES: 'may not be read; check its permissions',
};

async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new BundleError(file, PROBLEMS[cause.code ?? ''] ?? `cannot be read (${cause.message})`, { cause });
  });
}
