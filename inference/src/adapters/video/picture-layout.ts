import type { ImageGeometry, Rational } from '../../ports.ts';
import { cropCentre, rotateImage, scaledSize, type RgbImage } from '../../domain/preprocess.ts';
import { DecodeFailure } from './stream-facts.ts';

/** How a decoded picture has to be scaled, turned and cut. */
export interface PictureLayout {
  /** The size to scale the decoded picture to, before it is turned; square pixels. */
  readonly scaledWidth: number;
  readonly scaledHeight: number;
  readonly rotationDegrees: number;
  readonly geometry: ImageGeometry;
}

/** What the stream says about its pictures. */
export interface PictureFacts {
  /** Decoded pixels. */
  readonly codedWidth: number;
  readonly codedHeight: number;
  /** Width of a pixel over its height; 0/1 for unknown, which counts as square. */
  readonly pixelAspect: Rational;
  /** Clockwise. */
  readonly rotationDegrees: number;
}

/** Size as shown: square pixels (the width is adapted), after turning. */
export function shownSize(facts: PictureFacts): { width: number; height: number } {
  const { numerator, denominator } = facts.pixelAspect;
  const aspect = numerator > 0 && denominator > 0 ? numerator / denominator : 1;
  const width = Math.max(1, Math.round(facts.codedWidth * aspect));
  const isTurned = facts.rotationDegrees % 180 !== 0;
  return isTurned ? { width: facts.codedHeight, height: width } : { width, height: facts.codedHeight };
}

/** Scaled pixels beyond this come from pictures that are hundreds of times longer than wide. */
const MAX_SCALED_PIXELS = 16_000_000;

/** @throws {DecodeFailure} for pictures too elongated to be scaled to this geometry */
export function layOutPicture(facts: PictureFacts, geometry: ImageGeometry): PictureLayout {
  const shown = shownSize(facts);
  const scaled = scaledSize(shown.width, shown.height, geometry);
  if (scaled.width * scaled.height > MAX_SCALED_PIXELS) {
    throw new DecodeFailure('LIMIT', `has pictures of ${shown.width} × ${shown.height}, too elongated: crop it first`);
  }
  const isTurned = facts.rotationDegrees % 180 !== 0;
  return {
    scaledWidth: isTurned ? scaled.height : scaled.width,
    scaledHeight: isTurned ? scaled.width : scaled.height,
    rotationDegrees: facts.rotationDegrees,
    geometry,
  };
}

/** Turns and cuts a scaled picture. @param rgb `scaledHeight * scaledWidth * 3` bytes */
export function finishPicture(rgb: Uint8Array, layout: PictureLayout): Uint8Array {
  const scaled: RgbImage = { width: layout.scaledWidth, height: layout.scaledHeight, rgb };
  return cropCentre(rotateImage(scaled, layout.rotationDegrees), layout.geometry).rgb;
}

/** Clockwise multiple of 90° that comes nearest to a counter-clockwise angle. */
export function toClockwise(counterClockwiseDegrees: number): number {
  return (((Math.round(-counterClockwiseDegrees / 90) * 90) % 360) + 360) % 360;
}
