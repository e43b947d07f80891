import { findEncoder } from './encoder-catalogue.ts';
import type { CatalogueEncoder } from './encoder-catalogue.ts';
import { inputKey, refuse } from '../graphql/result.ts';

/** An encoder that can be used. */
export interface UsableEncoder extends CatalogueEncoder {
  readonly digest: string;
}

/** The encoder of an input's id; refuses with NOT_FOUND, or NOT_INSTALLED what has to be pulled first. @param id global */
export async function installedEncoder(id: string): Promise<UsableEncoder> {
  const encoder = await findEncoder(inputKey('Encoder', id, 'encoderId'));
  if (!encoder) return refuse('NOT_FOUND', 'encoderId', 'there is no such encoder');
  const { digest } = encoder;
  if (digest === null) return refuse('NOT_INSTALLED', 'encoderId', `${encoder.entry.title} has to be pulled first`);
  return { ...encoder, digest };
}
