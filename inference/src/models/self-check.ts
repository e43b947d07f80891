import type { Abortable } from '../ports.ts';
import { openInstalled } from './open-encoder.ts';
import type { InstalledEncoder } from './installed.ts';
import { samplePictures } from './sample-pictures.ts';

/** What running both towers once showed. */
export interface SelfCheck {
  readonly dims: number;
  /** Cosine of two different pictures and of two different texts; 1 means that a tower ignores its input. */
  readonly pictureCosine: number;
  readonly textCosine: number;
}

/**
 * Loads an encoder and encodes generated pictures and texts: shapes, finite numbers and unit length are enforced by
 * the encoders.
 * @throws {ModelError} INVALID where a graph does not fit its entry
 */
export async function selfCheck(installed: InstalledEncoder, options: Abortable = {}): Promise<SelfCheck> {
  const encoder = await openInstalled(installed, { ...options, isWarmedUp: false });
  try {
    const { geometry, framesPerEmbedding, identity } = encoder.image;
    const pictures = await encoder.image.encode(samplePictures(geometry, 2 * framesPerEmbedding), options);
    const texts = await encoder.text.encode(['a person', 'an empty bench with tools'], options);
    const { dims } = identity;
    return { dims, pictureCosine: cosine(pictures, dims), textCosine: cosine(texts, dims) };
  } finally {
    await encoder.close();
  }
}

function cosine(rows: Float32Array, dims: number): number {
  return rows.subarray(0, dims).reduce((sum, value, index) => sum + value * rows[dims + index], 0);
}
