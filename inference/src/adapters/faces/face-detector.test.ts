import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { drawFace } from '../../training/draw-face.ts';
import type { FacePlace } from '../../training/draw-face.ts';
import { openFaceDetector } from './face-detector.ts';
import type { FaceDetector } from './face-detector.ts';
import { faceGraph } from './face-graph.ts';

describe('the face detector', () => {
  let detector: FaceDetector;
  beforeAll(async () => {
    detector = await openFaceDetector({ threads: 1 });
  });
  afterAll(() => detector.close());

  /** Boxes of what is drawn before a grey wall of a size that is no multiple of anything. */
  function detect(...faces: FacePlace[]) {
    const canvas = createCanvas(610, 347);
    const context = canvas.getContext('2d');
    context.fillStyle = '#7a8792';
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const face of faces) drawFace(context, face);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return detector.detect({ width: canvas.width, height: canvas.height, data }, 0.5);
  }

  const LEFT = { centreX: 150, centreY: 150, height: 130 };
  const RIGHT = { centreX: 450, centreY: 180, height: 110 };
  const centres = (boxes: Awaited<ReturnType<typeof detect>>) => boxes.map(({ left, width }) => left + width / 2);

  test('finds faces where they are', async () => {
    const boxes = await detect(LEFT, RIGHT);
    const sides = new Set(centres(boxes).map((x) => (x < 300 ? 'left' : 'right')));
    expect(sides).toEqual(new Set(['left', 'right']));
    for (const x of centres(boxes)) expect(Math.min(Math.abs(x - 150), Math.abs(x - 450))).toBeLessThan(20);
    for (const { width } of boxes) expect(Math.abs(width - 100)).toBeLessThan(40);
  });

  test('finds none where there is none', async () => {
    expect(await detect()).toEqual([]);
  });
});

test('faceGraph refuses weights that are not those of the card', () => {
  const tensors = [{ name: 'conv0/filters', shape: [3, 3, 3, 16], scale: 1, min: 0 }];
  expect(() => faceGraph({ tensors }, new Uint8Array(431))).toThrow(
    'weights of 431 bytes, where the card tells of 432',
  );
});
