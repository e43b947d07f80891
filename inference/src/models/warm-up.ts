import type { Abortable, ImageEncoder, TextEncoder } from '../ports.ts';

/** Encodes one grey picture's batch and one word, so that memory is allocated and weights are packed. */
export async function warmUp(
  { image, text }: { image: ImageEncoder; text: TextEncoder },
  options: Abortable,
): Promise<void> {
  const { width, height } = image.geometry;
  const grey = new Uint8Array(width * height * 3).fill(128);
  await image.encode(
    Array.from({ length: image.framesPerEmbedding }, () => grey),
    options,
  );
  await text.encode(['work'], options);
}
