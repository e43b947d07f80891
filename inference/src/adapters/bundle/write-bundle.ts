import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Bundle } from '../../bundle.ts';
import { formatSafetensors } from '../embeddings/safetensors.ts';
import { writeWhole } from '../write-whole.ts';
import { formatManifest } from './manifest.ts';

/** The files of a bundle. */
export const MANIFEST_FILE = 'bundle.json';
export const EMBEDDINGS_FILE = 'concepts.safetensors';

/** Equal bundles are equal archives; 1980 is where a zip's time begins. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * Writes a bundle into a folder, made where it is missing. The manifest comes last: without it there is no bundle.
 *
 * @throws the system's error, naming the file, where it cannot be written
 */
export async function writeBundle(folder: string, bundle: Bundle): Promise<void> {
  const { manifest, embeddings } = bundleFiles(bundle);
  await mkdir(folder, { recursive: true });
  await writeWhole(path.join(folder, EMBEDDINGS_FILE), embeddings);
  await writeWhole(path.join(folder, MANIFEST_FILE), manifest);
}

/** A bundle's files in one zip archive, stored as they are: embeddings do not get smaller. */
export function zipBundle(bundle: Bundle): Uint8Array {
  const { manifest, embeddings } = bundleFiles(bundle);
  const files = { [MANIFEST_FILE]: manifest, [EMBEDDINGS_FILE]: embeddings };
  return zipSync(files, { level: 0, mtime: ZIP_TIME });
}

function bundleFiles(bundle: Bundle): { manifest: Uint8Array; embeddings: Uint8Array } {
  const shape = [bundle.concepts.length, bundle.encoder.dims];
  const embeddings = formatSafetensors({ embeddings: { shape, data: bundle.embeddings } });
  const digest = createHash('sha256').update(embeddings).digest('hex');
  return { manifest: new TextEncoder().encode(formatManifest(bundle, digest)), embeddings };
}
