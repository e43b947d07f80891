import type { Abortable, ImageEncoder, TextEncoder } from '../ports.ts';

/** Encodes one grey picture's batch, so that memory is allocated and weights are packed. */
export async function warmUpImage(image: ImageEncoder, options: Abortable): Promise<void> {
  const { width, height } = image.geometry;
  const grey = new Uint8Array(width * height * 3).fill(128);
  await image.encode(
    Array.from({ length: image.framesPerEmbedding }, () => grey),
    options,
  );
}

/** As {@link warmUpImage}, with one word. */
export async function warmUpText(text: TextEncoder, options: Abortable): Promise<void> {
  await text.encode(['work'], options);
}
