import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readImage } from '../adapters/video/read-image.ts';
import { softmaxRows } from '../domain/probability.ts';
import { ModelError } from '../model-error.ts';
import type { Abortable } from '../ports.ts';
import type { EncoderPair } from './open-encoder.ts';

const VECTORS_FILE = 'acceptance-vectors.json';
const vectors = z.object({
  'ViT-B/32': z.object({ probabilities: z.array(z.number()) }),
  openai_README_CLIP_png: z.object({ texts: z.array(z.string()), 'probs_ViT-B/32': z.array(z.number()) }),
});

/** One picture scored against some texts. */
export interface AcceptanceCase {
  readonly picture: string;
  readonly texts: readonly string[];
  readonly expected: readonly number[];
}

export interface AcceptanceResult extends AcceptanceCase {
  readonly found: readonly number[];
  /** Largest absolute difference of a probability. */
  readonly deviation: number;
}

/**
 * The published probabilities of CLIP ViT-B/32 in a folder with `acceptance-vectors.json` and the pictures.
 * @throws {ModelError} INVALID
 */
export async function readAcceptanceCases(folder: string): Promise<AcceptanceCase[]> {
  const file = path.join(folder, VECTORS_FILE);
  try {
    const found = vectors.parse(JSON.parse(await readFile(file, 'utf8')));
    const readme = found.openai_README_CLIP_png;
    return [
      {
        picture: path.join(folder, 'franz-kafka.jpg'),
        texts: ['a photo of a man', 'a photo of a woman'],
        expected: found['ViT-B/32'].probabilities,
      },
      { picture: path.join(folder, 'CLIP.png'), texts: readme.texts, expected: readme['probs_ViT-B/32'] },
    ];
  } catch (cause) {
    throw new ModelError('INVALID', `${file}: not the acceptance vectors of CLIP ViT-B/32`, { cause });
  }
}

/**
 * Scores a case: softmax of logit scale × cosine over its texts.
 * @throws {VideoError} where the picture cannot be read
 */
export async function runAcceptanceCase(
  encoder: EncoderPair,
  { picture, texts, expected }: AcceptanceCase,
  options: Abortable = {},
): Promise<AcceptanceResult> {
  const { dims, logitScale } = encoder.image.identity;
  const image = await encoder.image.encode([await readImage(picture, encoder.image.geometry)], options);
  const concepts = await encoder.text.encode(texts, options);
  const logits = Float32Array.from(texts, (_, row) =>
    image.reduce((sum, value, index) => sum + logitScale * value * concepts[row * dims + index], 0),
  );
  const found = [...softmaxRows(logits, texts.length)];
  const deviation = Math.max(...found.map((value, index) => Math.abs(value - expected[index])));
  return { picture, texts, expected, found, deviation };
}
