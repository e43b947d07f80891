import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ModelError } from '../model-error.ts';
import { encoderEntry } from './entry.ts';
import type { EncoderEntry } from './entry.ts';

let catalogue: readonly EncoderEntry[] | undefined;

/**
 * The encoders this product knows how to fetch. Left out on purpose: MobileCLIP, whose weights are licensed for
 * research only; and encoders whose licence forbids commercial use.
 *
 * @returns every entry, in the order in which people should consider them
 */
export function readCatalogue(): readonly EncoderEntry[] {
  catalogue ??= z
    .array(encoderEntry)
    .parse(JSON.parse(readFileSync(new URL('catalogue.json', import.meta.url), 'utf8')));
  return catalogue;
}

/** @throws {ModelError} UNKNOWN, listing the ids that exist */
export function catalogueEntry(id: string): EncoderEntry {
  const entry = readCatalogue().find((candidate) => candidate.id === id);
  if (entry) return entry;
  const known = readCatalogue().map((candidate) => candidate.id);
  throw new ModelError('UNKNOWN', `unknown encoder "${id}"; known: ${known.join(', ')}`);
}
