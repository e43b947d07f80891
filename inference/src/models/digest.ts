import { createHash } from 'node:crypto';
import type { EncoderIdentity } from '../ports.ts';
import type { EncoderEntry } from './entry.ts';

/**
 * Who makes the embeddings: the digest covers the files' bytes and everything done to pictures and texts before they
 * enter the graphs. Sizes of batches do not count, names and titles neither.
 * @param entry with the sha256 of every file
 */
export function encoderIdentity(entry: EncoderEntry): EncoderIdentity {
  const { id, dims, logitScale } = entry;
  return { id, dims, logitScale, digest: encoderDigest(entry) };
}

function encoderDigest(entry: EncoderEntry): string {
  const sha256 = Object.fromEntries(entry.files.map((file) => [file.name, file.sha256]));
  const { image, text, kind, dims } = entry;
  const { width, height, fit, layout, mean, std, framesPerEmbedding } = image;
  const { contextLength, padding, cleaning } = text;
  const content = {
    kind,
    dims,
    files: entry.files.map((file) => file.sha256).toSorted(),
    image: {
      sha256: sha256[image.file],
      output: image.output ?? null,
      layout: layout ?? null,
      width,
      height,
      fit,
      mean,
      std,
      framesPerEmbedding,
    },
    text: {
      sha256: sha256[text.file],
      tokenizer: sha256[text.tokenizer],
      output: text.output ?? null,
      contextLength,
      padding,
      cleaning,
    },
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
