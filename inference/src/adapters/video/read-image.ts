import { readFile, stat } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { fitImage, type RgbImage } from '../../domain/preprocess.ts';
import { VideoError } from '../../video-error.ts';
import type { ImageGeometry } from '../../ports.ts';
import { readHead } from './inspect-file.ts';

/** The largest side that is accepted, in pixels. */
const MAX_SIDE = 16_384;
const MAX_BYTES = 256 * 2 ** 20;

/**
 * Reads a picture file (JPEG, PNG, WebP, …) and brings it to the encoder's input size, as Pillow and torchvision do.
 *
 * @returns interleaved RGB, `height * width * 3` bytes
 * @throws {VideoError} `NOT_FOUND`, `NOT_A_FILE`, `EMPTY`, `NOT_READABLE`, `NOT_A_VIDEO` (not a picture),
 *   `REFUSED` (drawings), `LIMIT`
 */
export async function readImage(filePath: string, geometry: ImageGeometry): Promise<Uint8Array> {
  return fitImage(await decodeImage(filePath), geometry).rgb;
}

/** A picture file at its own size. Transparent parts lose their colour. @throws {VideoError} as {@link readImage} */
export async function decodeImage(filePath: string): Promise<RgbImage> {
  const picture = await loadImage(await readPictureFile(filePath)).catch((cause: unknown) => {
    throw new VideoError('NOT_A_VIDEO', filePath, 'is not a picture (JPEG, PNG, WebP, GIF, AVIF): convert it', {
      cause,
    });
  });
  const { width, height } = picture;
  if (Math.max(width, height) > MAX_SIDE) {
    throw new VideoError(
      'LIMIT',
      filePath,
      `has ${width} × ${height} pixels, more than ${MAX_SIDE} a side: scale it down`,
    );
  }
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(picture, 0, 0);
  return { width, height, rgb: dropAlpha(context.getImageData(0, 0, width, height).data) };
}

/** The whole of a file that looks like a picture of pixels: drawings (SVG) can point at other files. */
async function readPictureFile(filePath: string): Promise<Buffer> {
  const head = await readHead(filePath);
  if (/^\s*</.test(new TextDecoder().decode(head))) {
    throw new VideoError('REFUSED', filePath, 'is a drawing, which can point at other files: save it as PNG');
  }
  const { size } = await stat(filePath);
  if (size > MAX_BYTES) {
    throw new VideoError('LIMIT', filePath, `is larger than ${MAX_BYTES / 2 ** 20} MiB: scale it down`);
  }
  return readFile(filePath);
}

function dropAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from];
    rgb[to++] = rgba[from + 1];
    rgb[to++] = rgba[from + 2];
  }
  return rgb;
}
