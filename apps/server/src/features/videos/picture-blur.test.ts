import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, test } from '@jest/globals';
import { writeVideo } from '../../../../../inference/src/adapters/video/write-video.ts';
import { addVideos, createEquipmentNode, createVideoLibrary } from '../../../../../prisma/src/index.ts';
import { drawFace } from '../../../../../inference/src/training/draw-face.ts';
import { valueOf } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { toGlobalId } from '../../shared/graphql/global-id.ts';
import { probeVideo } from '../../shared/videos/probe-video.ts';

const server = useServer();
const SIZE = { width: 640, height: 360 };
/** Of the poster, which is half as large: the eyes, and a pattern far from them. */
const EYES = [80, 62, 40, 20] as const;
const PATTERN = [220, 60, 60, 60] as const;
let libraryId: string;
let videoId: string;

/** A worker who looks at the camera, and a chequered wall. */
function frame(): Uint8Array {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#7a8792';
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.fillStyle = '#202428';
  for (let x = 420; x < 600; x += 40)
    for (let y = 100; y < 280; y += 40) context.fillRect(x + (y % 80 === 20 ? 20 : 0), y, 20, 20);
  drawFace(context, { centreX: 200, centreY: 150, height: 130 });
  return new Uint8Array(context.getImageData(0, 0, SIZE.width, SIZE.height).data);
}

beforeAll(async () => {
  const folder = path.join(server.folder, 'faces');
  await mkdir(folder);
  await writeVideo(
    path.join(folder, 'worker.mp4'),
    { ...SIZE, fps: 5, quality: 10 },
    Array.from({ length: 10 }, frame),
  );
  const node = valueOf(await createEquipmentNode(server.db, { level: 'WorkCell', name: 'Faces' }));
  const made = valueOf(await createVideoLibrary(server.db, { equipmentNodeId: node.id, name: 'Faces', folder }));
  await addVideos(server.db, made.id, [{ path: 'worker.mp4', sizeBytes: 1, modifiedAt: new Date(0) }]);
  const video = await server.db.prisma.video.findFirstOrThrow({ where: { libraryId: made.id } });
  await probeVideo(server.services, video, made, AbortSignal.timeout(300_000));
  [libraryId, videoId] = [toGlobalId('VideoLibrary', made.id), toGlobalId('Video', video.id)];
});

async function blur(pictureBlur: string): Promise<void> {
  const { updated } = await server.ask<{ updated: object }>(
    `mutation ($input: UpdateVideoLibraryInput!) {
      updated: updateVideoLibrary(input: $input) { videoLibrary { pictureBlur } userErrors { message } }
    }`,
    { input: { id: libraryId, pictureBlur } },
  );
  expect(updated).toEqual({ videoLibrary: { pictureBlur }, userErrors: [] });
}

async function urls(): Promise<{ posterUrl: string; sprite: { url: string } }> {
  const { node } = await server.ask<{ node: { posterUrl: string; sprite: { url: string } } }>(
    `query ($id: ID!) { node(id: $id) { ... on Video { posterUrl sprite { url } } } }`,
    { id: videoId },
  );
  return node;
}

/** How much neighbouring pixels differ in a part of a picture, on average. */
async function sharpness(url: string, [left, top, width, height]: readonly [number, number, number, number]) {
  const response = await fetch(server.url + url, { headers: { connection: 'close' } });
  expect(response.headers.get('cache-control')).toContain('private');
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.drawImage(await loadImage(Buffer.from(await response.arrayBuffer())), -left, -top);
  const { data } = context.getImageData(0, 0, width, height);
  let sum = 0;
  for (let index = 4; index < data.length; index += 4) sum += Math.abs(data[index]! - data[index - 4]!);
  return sum / (width * height);
}

test('a library’s pictures show faces, none that is found, or nothing that can be told', async () => {
  const plain = await urls();
  const eyes = await sharpness(plain.posterUrl, EYES);
  const pattern = await sharpness(plain.posterUrl, PATTERN);
  await blur('faces');
  const faceless = await urls();
  expect(faceless.posterUrl).not.toBe(plain.posterUrl);
  expect(faceless.sprite.url).not.toBe(plain.sprite.url);
  expect(await sharpness(faceless.posterUrl, EYES)).toBeLessThan(eyes / 4);
  expect(await sharpness(faceless.posterUrl, PATTERN)).toBeGreaterThan(0.8 * pattern);
  // Who has kept the address of before does not get the picture of before.
  expect(await sharpness(plain.posterUrl, EYES)).toBeLessThan(eyes / 4);
  const moment = `/videos/${videoId}/at/500.jpg`;
  expect(await sharpness(moment, EYES)).toBeLessThan(eyes / 4);
  await blur('whole');
  expect(await sharpness((await urls()).posterUrl, PATTERN)).toBeLessThan(pattern / 4);
  expect(await sharpness(moment, PATTERN)).toBeLessThan(pattern / 4);
  await blur('none');
  expect(await urls()).toEqual(plain);
  expect(await sharpness(plain.posterUrl, EYES)).toBeCloseTo(eyes);
});

test('strips are blurred frame by frame', async () => {
  const parts = [0, 10, 19].map((column) => [160 * column + 40, 31, 20, 10] as const);
  await blur('none');
  const before = (await urls()).sprite.url;
  const eyes = await Promise.all(parts.map((part) => sharpness(before, part)));
  await blur('faces');
  const after = (await urls()).sprite.url;
  for (const [index, part] of parts.entries()) expect(await sharpness(after, part)).toBeLessThan(eyes[index]! / 2);
});
