import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CLIP_NORMALIZATION, normalizePlanar } from '../../domain/preprocess.ts';
import type { FrameSource, ImageGeometry } from '../../ports.ts';
import { createFrameSource } from './open-video.ts';
import { decodeImage, readImage } from './read-image.ts';
import { writeVideo } from './write-video.ts';

const CLIP_GEOMETRY: ImageGeometry = { width: 224, height: 224, fit: 'crop' };

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

/**
 * Compares our preprocessing with CLIP's reference implementation.
 *
 * @param imagePath a picture
 * @param referencePath `.npy`, float32, `[3, 224, 224]` or `[1, 3, 224, 224]`: what the reference makes of the picture
 */
export async function measurePreprocessingParity(
  imagePath: string,
  referencePath: string,
  source: FrameSource = createFrameSource(),
): Promise<PreprocessingParity> {
  const reference = readFloatNpy(await readFile(referencePath), referencePath);
  return {
    image: compare(await readImage(imagePath, CLIP_GEOMETRY), reference),
    video: compare(await decodeThroughVideo(imagePath, source), reference),
  };
}

function compare(rgb: Uint8Array, reference: Float32Array): ParityError {
  const ours = normalizePlanar(rgb, CLIP_NORMALIZATION);
  if (ours.length !== reference.length)
    throw new Error(`the reference has ${reference.length} values, not ${ours.length}`);
  const differences = ours.map((value, index) => Math.abs(value - reference[index]));
  return {
    maxAbsolute: differences.reduce((most, difference) => Math.max(most, difference), 0),
    meanAbsolute: differences.reduce((sum, difference) => sum + difference, 0) / differences.length,
  };
}

async function decodeThroughVideo(imagePath: string, source: FrameSource): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-parity-'));
  try {
    const videoPath = path.join(folder, 'picture.mkv');
    const { width, height, rgb } = await decodeImage(imagePath);
    await writeVideo(videoPath, { width, height, fps: 10, lossless: true }, [rgb, rgb]);
    const { frames } = await source.open(videoPath, { geometry: CLIP_GEOMETRY, fps: 'native' });
    for await (const frame of frames) return frame.rgb;
    throw new Error('the video gave no frame');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The values of a little-endian float32 array in NumPy's format. */
function readFloatNpy(bytes: Buffer, filePath: string): Float32Array {
  const isNpy = bytes.subarray(0, 6).toString('latin1') === '\x93NUMPY';
  const headEnd = isNpy ? 10 + bytes.readUInt16LE(8) : 0;
  if (!isNpy || !/'descr': '<f4'/.test(bytes.subarray(10, headEnd).toString('latin1'))) {
    throw new Error(`${filePath}: is not a float32 .npy file`);
  }
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + headEnd, bytes.byteOffset + bytes.length));
}
