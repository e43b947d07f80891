import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createFrameSource, writeWhole } from '@actionary/inference';
import type { FaceDetector } from '@actionary/inference';
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import type { PictureBlur } from '@actionary/database';
import { blurFaces, blurWhole, SEARCH_SCALE } from './blur.ts';
import { limit } from './limit.ts';
import type { PictureSpec } from './picture-sizes.ts';

const QUALITY = 80;

/** A page of moments asks for many pictures at once; each takes a process that decodes. */
const inTurn = limit(2);

/** Pictures being made: who asks for one of them waits for the same. */
const beingMade = new Map<string, Promise<void>>();

/** How a picture is made. */
export interface PictureMaking extends PictureSpec {
  /** Runs `work` with the video's file. */
  readonly useFile: (work: (file: string) => Promise<void>) => Promise<void>;
  readonly blur: PictureBlur;
  readonly openFaceDetector: () => Promise<FaceDetector>;
}

/**
 * A picture of a video's frames side by side, made once.
 *
 * @param picture where it is, or is to be: a JPEG
 * @returns false where it was there
 * @throws {VideoError}
 * @throws {ModelError} where faces cannot be looked for: then there is no picture
 */
export async function makePicture(picture: string, making: PictureMaking): Promise<boolean> {
  if (await exists(picture)) return false;
  const made =
    beingMade.get(picture) ??
    inTurn(() => making.useFile((file) => make(file, picture, making))).finally(() => beingMade.delete(picture));
  beingMade.set(picture, made);
  await made;
  return true;
}

/** A part of the strip stays black where the video has ended. */
async function make(file: string, picture: string, making: PictureMaking): Promise<void> {
  const { width, height, timesMs, blur } = making;
  const strip = createCanvas(width * timesMs.length, height);
  const context = strip.getContext('2d');
  context.fillRect(0, 0, strip.width, strip.height);
  const scale = blur === 'faces' ? SEARCH_SCALE : 1;
  const size = { width: scale * width, height: scale * height };
  const stream = await createFrameSource().open(file, { geometry: { ...size, fit: 'squash' }, timesMs });
  let column = 0;
  for await (const { rgb } of stream.frames) {
    const frame = canvasOf(rgb, size);
    if (blur === 'faces') await blurFaces(frame, await making.openFaceDetector());
    if (blur === 'whole') blurWhole(frame);
    context.drawImage(frame, width * column++, 0, width, height);
  }
  await mkdir(path.dirname(picture), { recursive: true });
  await writeWhole(picture, await strip.encode('jpeg', QUALITY));
}

function canvasOf(rgb: Uint8Array, { width, height }: { readonly width: number; readonly height: number }): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    image.data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
    image.data[pixel * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
