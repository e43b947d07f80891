import { encoderIdentity, findInstalled, installedIds, readCatalogue } from '@actionary/inference';
import type { EncoderEntry } from '@actionary/inference';
import type { EncoderStatus } from '../../../generated/resolvers-types.ts';

/** An encoder that is known here, installed or not. */
export interface CatalogueEncoder {
  readonly entry: EncoderEntry;
  readonly status: EncoderStatus;
  /** `null` until it is installed. */
  readonly digest: string | null;
}

/** The catalogue's encoders in its order, then the imported ones. */
export async function listEncoders(): Promise<CatalogueEncoder[]> {
  const catalogue = readCatalogue();
  const installed = new Set(await installedIds());
  const imported = [...installed].filter((id) => !catalogue.some((entry) => entry.id === id));
  const known = catalogue.map((entry) =>
    entry.bundled === undefined && !installed.has(entry.id) ? available(entry) : describe(entry.id),
  );
  return Promise.all([...known, ...imported.map(describe)]);
}

/** @returns `null` for an id that is not known */
export async function findEncoder(id: string): Promise<CatalogueEncoder | null> {
  const [encoder] = await findEncoders([id]);
  return encoder;
}

/** As {@link findEncoder}, for many: what is installed is looked up once. */
export async function findEncoders(ids: readonly string[]): Promise<(CatalogueEncoder | null)[]> {
  const encoders = await listEncoders();
  return ids.map((id) => encoders.find(({ entry }) => entry.id === id) ?? null);
}

async function describe(id: string): Promise<CatalogueEncoder> {
  const { entry } = await findInstalled(id);
  const status = entry.bundled === undefined ? 'installed' : 'bundled';
  return { entry, status, digest: encoderIdentity(entry).digest };
}

function available(entry: EncoderEntry): CatalogueEncoder {
  return { entry, status: 'available', digest: null };
}
