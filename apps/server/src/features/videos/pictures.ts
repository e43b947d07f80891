import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createFrameSource, writeWhole } from '@actionary/inference';
import { createCanvas } from '@napi-rs/canvas';
import { limit } from './limit.ts';
import type { PictureSpec } from './picture-sizes.ts';

const QUALITY = 80;

/** A page of moments asks for many pictures at once; each takes a process that decodes. */
const inTurn = limit(2);

/** Pictures being made: who asks for one of them waits for the same. */
const making = new Map<string, Promise<void>>();

/**
 * A picture of a video's frames side by side, made once.
 *
 * @param file of the video
 * @param picture where it is, or is to be: a JPEG
 * @returns false where it was there
 * @throws {VideoError}
 */
export async function makePicture(file: string, picture: string, spec: PictureSpec): Promise<boolean> {
  if (await exists(picture)) return false;
  const made = making.get(picture) ?? inTurn(() => make(file, picture, spec)).finally(() => making.delete(picture));
  making.set(picture, made);
  await made;
  return true;
}

/** A part of the strip stays black where the video has ended. */
async function make(file: string, picture: string, { width, height, timesMs }: PictureSpec): Promise<void> {
  const canvas = createCanvas(width * timesMs.length, height);
  const context = canvas.getContext('2d');
  context.fillRect(0, 0, canvas.width, canvas.height);
  const stream = await createFrameSource().open(file, { geometry: { width, height, fit: 'squash' }, timesMs });
  let column = 0;
  for await (const { rgb } of stream.frames) {
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      image.data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
      image.data[pixel * 4 + 3] = 255;
    }
    context.putImageData(image, width * column++, 0);
  }
  await mkdir(path.dirname(picture), { recursive: true });
  await writeWhole(picture, await canvas.encode('jpeg', QUALITY));
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
