import { randomBytes } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Video } from '@actionary/database';
import { createFrameSource } from '@actionary/inference';
import { createCanvas } from '@napi-rs/canvas';

/** Pixels on the longer side at most. */
const MAX_SIDE = 320;
const QUALITY = 80;

interface FoundVideo {
  readonly video: Video;
  readonly file: string;
}

/** Posters being made: who asks for one of them waits for the same. */
const making = new Map<string, Promise<string>>();

/**
 * A picture from the middle of the video, made once per content.
 * @returns path of a JPEG
 * @throws {VideoError}
 */
export async function posterOf(found: FoundVideo, dataFolder: string): Promise<string> {
  const name = `${found.video.contentSha256 ?? `${found.video.id}-${found.video.modifiedAt.getTime()}`}.jpg`;
  const poster = path.join(dataFolder, 'posters', name.slice(0, 2), name);
  if (await exists(poster)) return poster;
  const made = making.get(poster) ?? make(found, poster).finally(() => making.delete(poster));
  making.set(poster, made);
  return made;
}

async function make({ video, file }: FoundVideo, poster: string): Promise<string> {
  const frameSource = createFrameSource();
  const facts = await frameSource.probe(file);
  const scale = Math.min(1, MAX_SIDE / Math.max(facts.width, facts.height));
  const width = Math.max(2, Math.round(facts.width * scale));
  const height = Math.max(2, Math.round(facts.height * scale));
  const timesMs = [Math.floor((video.durationMs ?? facts.durationMs) / 2)];
  const stream = await frameSource.open(file, { geometry: { width, height, fit: 'squash' }, timesMs });
  let jpeg: Buffer | null = null;
  for await (const { rgb } of stream.frames) jpeg ??= await encodeJpeg(rgb, width, height);
  await writeWhole(poster, jpeg ?? (await encodeJpeg(new Uint8Array(width * height * 3), width, height)));
  return poster;
}

function encodeJpeg(rgb: Uint8Array, width: number, height: number): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    image.data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
    image.data[pixel * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.encode('jpeg', QUALITY);
}

/** Whoever reads the file finds all of it. */
async function writeWhole(file: string, content: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(part, content);
  await rename(part, file);
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
