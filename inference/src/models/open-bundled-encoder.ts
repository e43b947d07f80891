import path from 'node:path';
import { MANIFEST_FILE } from '../adapters/bundle/write-bundle.ts';
import type { Bundle } from '../bundle.ts';
import { BundleError } from '../bundle-error.ts';
import type { EncoderIdentity, ImageEncoder } from '../ports.ts';
import { encoderIdentity } from './digest.ts';
import { findInstalled } from './installed.ts';
import { openImageTower } from './open-encoder.ts';
import type { OpenEncoderOptions } from './open-encoder.ts';

/** What is shown of a digest: enough to tell two apart. */
const SHOWN_DIGEST_LENGTH = 12;

/**
 * Opens the image tower of the encoder that a bundle was made with.
 *
 * @param folder of the bundle, for errors
 * @param options.id what the encoder is called here, where that is another name
 * @throws {ModelError} UNKNOWN, NOT_INSTALLED, INVALID
 * @throws {BundleError} where the encoder that is installed under the name is another one
 */
export async function openBundledEncoder(
  { encoder }: Pick<Bundle, 'encoder'>,
  folder: string,
  { id = encoder.id, ...options }: OpenEncoderOptions & { readonly id?: string | undefined },
): Promise<ImageEncoder> {
  const installed = await findInstalled(id, options.folder);
  const found = encoderIdentity(installed.entry);
  if (found.digest === encoder.digest && found.logitScale === encoder.logitScale) {
    return openImageTower(installed, options);
  }
  const problem = `was made with encoder "${encoder.id}" (${told(encoder)}), but "${id}" here is another (${told(found)})`;
  const remedy = 'install that one (see actionary models) and name it with --encoder, or write the bundle again';
  throw new BundleError(path.join(folder, MANIFEST_FILE), `${problem}; ${remedy}`);
}

function told({ digest, logitScale }: EncoderIdentity): string {
  return `digest ${digest.slice(0, SHOWN_DIGEST_LENGTH)}…, logit scale ${logitScale}`;
}
