import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Bundle } from '../../bundle.ts';
import type { UnknownReferences } from '../../unknown-references.ts';
import { formatSafetensors } from '../embeddings/safetensors.ts';
import { writeWhole } from '../write-whole.ts';
import { formatManifest } from './manifest.ts';

/** The files of a bundle. */
export const MANIFEST_FILE = 'bundle.json';
export const EMBEDDINGS_FILE = 'concepts.safetensors';
export const ADAPTER_FILE = 'adapter.onnx';
export const UNKNOWN_FILE = 'unknown.safetensors';

/** Equal bundles are equal archives; 1980 is where a zip's time begins. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * Writes a bundle into a folder, made where it is missing. The manifest comes last: without it there is no bundle.
 *
 * @throws the system's error, naming the file, where it cannot be written
 */
export async function writeBundle(folder: string, bundle: Bundle): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(bundleFiles(bundle))) await writeWhole(path.join(folder, name), bytes);
}

/** A bundle's files in one zip archive, stored as they are: embeddings do not get smaller. */
export function zipBundle(bundle: Bundle): Uint8Array {
  return zipSync(bundleFiles(bundle), { level: 0, mtime: ZIP_TIME });
}

/** By name; the manifest last. */
function bundleFiles(bundle: Bundle): Record<string, Uint8Array> {
  const shape = [bundle.concepts.length, bundle.encoder.dims];
  const embeddings = formatSafetensors({ embeddings: { shape, data: bundle.embeddings } });
  const { adapter } = bundle;
  const unknown = bundle.unknown && formatReferences(bundle.unknown, bundle.encoder.dims);
  const digests = {
    embeddingsSha256: sha256(embeddings),
    adapterSha256: adapter && sha256(adapter),
    unknownSha256: unknown && sha256(unknown),
  };
  return {
    [EMBEDDINGS_FILE]: embeddings,
    ...(adapter ? { [ADAPTER_FILE]: adapter } : {}),
    ...(unknown ? { [UNKNOWN_FILE]: unknown } : {}),
    [MANIFEST_FILE]: new TextEncoder().encode(formatManifest(bundle, digests)),
  };
}

/** Texts first, then examples. */
function formatReferences({ negatives, examples }: UnknownReferences, dims: number): Uint8Array {
  const data = new Float32Array(negatives.length + examples.length);
  data.set(negatives);
  data.set(examples, negatives.length);
  return formatSafetensors({ embeddings: { shape: [data.length / dims, dims], data } });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
