import type { Box, FaceDetector } from '@actionary/inference';
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';

/** Faces are looked for in pictures so many times as wide as the one that people see: a face in it is still large there. */
export const SEARCH_SCALE = 4;
/** Of that picture: near faces are found in the small ones, distant ones in the large one. */
const SCALES = [1, 1 / 2, 1 / 4];
/** Low: a thing that is blurred for nothing does less harm than a face that is not. */
const MIN_SCORE = 0.3;
/** Boxes are of eyes, nose and mouth; hair and chin are beyond. Of the box's size, on every side. */
const MARGIN = 0.3;
/** What is left of a face: so many blots in each direction. */
const FACE_BLOTS = 4;
/** What is left of the longer side of a picture that is blurred wholly. */
const PICTURE_BLOTS = 12;

/** Blurs, in place, the faces that are found in a picture. */
export async function blurFaces(picture: Canvas, detector: FaceDetector): Promise<void> {
  const faces: Box[] = [];
  for (const scale of SCALES) {
    const small = resized(picture, sizeOf(picture, scale));
    const { width, height } = small;
    const { data } = small.getContext('2d').getImageData(0, 0, width, height);
    for (const face of await detector.detect({ width, height, data }, MIN_SCORE)) faces.push(scaled(face, 1 / scale));
  }
  const before = resized(picture, picture);
  for (const face of faces) blurBox(picture, before, face);
}

/** Blurs a picture, in place, until nobody in it can be told from another. */
export function blurWhole(picture: Canvas): void {
  const blots = resized(picture, sizeOf(picture, PICTURE_BLOTS / Math.max(picture.width, picture.height)));
  picture.getContext('2d').drawImage(blots, 0, 0, picture.width, picture.height);
}

/** @param source what the picture was before: boxes may overlap */
function blurBox(picture: Canvas, source: Canvas, face: Box): void {
  const left = Math.max(0, Math.floor(face.left - MARGIN * face.width));
  const top = Math.max(0, Math.floor(face.top - MARGIN * face.height));
  const width = Math.min(picture.width, Math.ceil(face.left + (1 + MARGIN) * face.width)) - left;
  const height = Math.min(picture.height, Math.ceil(face.top + (1 + MARGIN) * face.height)) - top;
  if (width <= 0 || height <= 0) return;
  const part = createCanvas(width, height);
  part.getContext('2d').drawImage(source, left, top, width, height, 0, 0, width, height);
  const blots = resized(part, sizeOf(part, FACE_BLOTS / Math.max(width, height)));
  picture.getContext('2d').drawImage(blots, left, top, width, height);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf({ width, height }: Size, scale: number): Size {
  const of = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: of(width), height: of(height) };
}

/** Step by step: where a picture becomes much smaller at once, most of its pixels count for nothing. */
function resized(picture: Canvas, { width, height }: Size): Canvas {
  const step = createCanvas(
    Math.max(width, Math.ceil(picture.width / 2)),
    Math.max(height, Math.ceil(picture.height / 2)),
  );
  step.getContext('2d').drawImage(picture, 0, 0, step.width, step.height);
  return step.width > width || step.height > height ? resized(step, { width, height }) : step;
}

function scaled({ left, top, width, height }: Box, scale: number): Box {
  return { left: left * scale, top: top * scale, width: width * scale, height: height * scale };
}
