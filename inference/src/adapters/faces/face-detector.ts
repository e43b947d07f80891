import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { faceBoxes } from '../../domain/face-boxes.ts';
import type { FaceBox } from '../../domain/face-boxes.ts';
import { ModelError } from '../../model-error.ts';
import { openSession } from '../onnx/session.ts';
import type { SessionOptions } from '../onnx/session.ts';
import { faceCard, faceGraph } from './face-graph.ts';

const FOLDER = path.join(import.meta.dirname, '../../../models/faces');
const CARD = path.join(FOLDER, 'card.json');
const WEIGHTS = path.join(FOLDER, 'tiny-face-detector.bin');

/** Pixels of one of the network's cells: pictures are filled up to whole cells. */
const CELL_SIZE = 32;

/** A picture as canvases have it. */
interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

export interface FaceDetector {
  /**
   * Faces that are at least about 40 pixels wide; the same one may be in several boxes.
   * @param minScore how sure it has to be, 0 … 1
   */
  detect(picture: Picture, minScore: number): Promise<FaceBox[]>;
  close(): Promise<void>;
}

/** Opens the bundled detector. @throws {ModelError} CHECKSUM where its file is not what it was */
export async function openFaceDetector(options: SessionOptions = {}): Promise<FaceDetector> {
  const card = faceCard.parse(JSON.parse(await readFile(CARD, 'utf8')));
  const weights = await readFile(WEIGHTS);
  if (createHash('sha256').update(weights).digest('hex') !== card.sha256)
    throw new ModelError('CHECKSUM', `${WEIGHTS} has changed; install Actionary again`);
  const session = await openSession(faceGraph(card, weights), options);
  const { anchors, meanRgb } = card;
  return {
    detect: async (picture, minScore) => {
      const { boxes } = await session.run({ pixels: pixelsOf(picture, meanRgb) }, ['boxes']);
      const { data, dims } = boxes as Tensor;
      const [, rowCount, columnCount] = dims;
      return faceBoxes({ values: data as Float32Array, rowCount, columnCount, cellSize: CELL_SIZE, anchors }, minScore);
    },
    close: () => session.release(),
  };
}

/** `[1, 3, height, width]`, black at the right and below where the picture does not fill the last cells. */
function pixelsOf({ width, height, data }: Picture, meanRgb: readonly number[]): Tensor {
  const [columns, rows] = [width, height].map((size) => CELL_SIZE * Math.ceil(size / CELL_SIZE));
  const pixels = new Float32Array(3 * rows * columns);
  for (const [channel, mean] of meanRgb.entries()) {
    const plane = pixels.subarray(channel * rows * columns, (channel + 1) * rows * columns).fill(-mean / 255);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) plane[y * columns + x] = (data[4 * (y * width + x) + channel] - mean) / 255;
  }
  return new Tensor('float32', pixels, [1, 3, rows, columns]);
}
