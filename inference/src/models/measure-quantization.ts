import type { Abortable, ImageEncoder, TextEncoder } from '../ports.ts';
import { samplePictures } from './sample-pictures.ts';

/** How near one encoder's embeddings are to another's. */
export interface Closeness {
  readonly minCosine: number;
  readonly meanCosine: number;
  readonly count: number;
}

interface Towers {
  readonly image: ImageEncoder;
  readonly text: TextEncoder;
}

const TEXTS = ['a person', 'tool', 'screw', 'box', 'the hand', 'hammer', 'bottle', 'bench'].flatMap((noun) =>
  ['picks up', 'puts down', 'opens', 'wipes'].map((verb) => `a photo of someone who ${verb} ${noun}`),
);
const PICTURE_COUNT = 16;

/**
 * Cosines between the embeddings of two encoders of one shape, for generated pictures and a list of texts.
 * @param reference usually the float32 encoder
 * @param candidate usually the 8-bit encoder
 */
export async function measureQuantization(
  reference: Towers,
  candidate: Towers,
  { pictures, texts = TEXTS, signal }: Abortable & { pictures?: Uint8Array[]; texts?: string[] } = {},
): Promise<{ image: Closeness; text: Closeness }> {
  const { dims } = reference.image.identity;
  const options = { signal };
  const seen = pictures ?? samplePictures(reference.image.geometry, PICTURE_COUNT * reference.image.framesPerEmbedding);
  return {
    image: closeness(await reference.image.encode(seen, options), await candidate.image.encode(seen, options), dims),
    text: closeness(await reference.text.encode(texts, options), await candidate.text.encode(texts, options), dims),
  };
}

function closeness(a: Float32Array, b: Float32Array, dims: number): Closeness {
  const count = a.length / dims;
  const cosines = Array.from({ length: count }, (_, row) => {
    let dot = 0;
    for (let i = row * dims; i < (row + 1) * dims; i++) dot += a[i] * b[i];
    return dot;
  });
  return {
    minCosine: Math.min(...cosines),
    meanCosine: cosines.reduce((sum, cosine) => sum + cosine, 0) / count,
    count,
  };
}
