import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseNpy } from '../../inference/src/adapters/embeddings/npy.ts';
import { createPixelWriter } from '../../inference/src/adapters/onnx/pixels.ts';
import { createFrameSource } from '../../inference/src/adapters/video/open-video.ts';
import { decodeImage, readImage } from '../../inference/src/adapters/video/read-image.ts';
import { writeVideo } from '../../inference/src/adapters/video/write-video.ts';
import { catalogueEntry } from '../../inference/src/models/catalogue.ts';
import type { Figure } from './figure.ts';

const FOLDER = path.join(import.meta.dirname, '../../../shared/data/clip/acceptance');

/** How near our preprocessing comes to CLIP's reference tensor; needs the acceptance data beside the repository. */
export async function benchPreprocessing(note: (text: string) => void): Promise<Figure[]> {
  if (!existsSync(FOLDER)) {
    note(`preprocessing parity: skipped, there is no ${FOLDER}`);
    return [];
  }
  const { image, video } = await measurePreprocessing(
    path.join(FOLDER, 'franz-kafka.jpg'),
    path.join(FOLDER, 'expected_preprocessed_image.npy'),
  );
  const figures = (name: string, error: typeof image): Figure[] => [
    { name: `preprocessing ${name}: max abs error`, value: error.maxAbsolute, unit: 'normalised' },
    { name: `preprocessing ${name}: mean abs error`, value: error.meanAbsolute, unit: 'normalised' },
  ];
  return [...figures('of a picture', image), ...figures('through a video', video)];
}

interface ParityError {
  /** Greatest absolute difference, on the normalised scale (one grey level is about 0.0145). */
  readonly maxAbsolute: number;
  readonly meanAbsolute: number;
}

export interface PreprocessingParity {
  /** A picture file read and resized here, against the reference tensor. */
  readonly image: ParityError;
  /** The same picture written to a lossless video, decoded and resized by the decoder, against the reference tensor. */
  readonly video: ParityError;
}

/** What the image encoder of CLIP ViT-B/32 is given. */
const SPEC = catalogueEntry('clip-vit-b32').image;

/**
 * Compares what our image encoder is given with what CLIP's reference implementation makes of a picture.
 *
 * @param imagePath a picture
 * @param referencePath `.npy`, `[3, 224, 224]` or `[1, 3, 224, 224]`: the reference's tensor
 */
export async function measurePreprocessing(imagePath: string, referencePath: string): Promise<PreprocessingParity> {
  const reference = parseNpy(await readFile(referencePath), referencePath).data;
  return {
    image: compare(await readImage(imagePath, SPEC), reference),
    video: compare(await decodeThroughVideo(imagePath), reference),
  };
}

function compare(rgb: Uint8Array, reference: Float32Array): ParityError {
  if (rgb.length !== reference.length)
    throw new Error(`the reference has ${reference.length} values, not ${rgb.length}`);
  const ours = new Float32Array(rgb.length);
  createPixelWriter(SPEC, SPEC.width * SPEC.height, 'nchw')(rgb, ours, 0);
  const differences = ours.map((value, index) => Math.abs(value - reference[index]));
  return {
    maxAbsolute: differences.reduce((most, difference) => Math.max(most, difference), 0),
    meanAbsolute: differences.reduce((sum, difference) => sum + difference, 0) / differences.length,
  };
}

async function decodeThroughVideo(imagePath: string): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-parity-'));
  try {
    const videoPath = path.join(folder, 'picture.mkv');
    const { width, height, rgb } = await decodeImage(imagePath);
    await writeVideo(videoPath, { width, height, fps: 10, lossless: true }, [rgb, rgb]);
    const { frames } = await createFrameSource().open(videoPath, { geometry: SPEC, fps: 'native' });
    for await (const frame of frames) return frame.rgb;
    throw new Error('the video gave no frame');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
