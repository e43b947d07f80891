import { fitImage } from './preprocess.ts';
import type { RgbImage } from './preprocess.ts';
import type { Random } from './random.ts';

/** What happens to cameras: light, focus, sensor, mounting. */
export const CORRUPTIONS = ['brightness', 'blur', 'noise', 'crop', 'mirror'] as const;
export type Corruption = (typeof CORRUPTIONS)[number];

/**
 * How strong each is tried, from weak to strong:
 * - `brightness`: what values are multiplied with, darker and then brighter
 * - `blur`: radius of the box in pixels
 * - `noise`: standard deviation, of 255
 * - `crop`: share of width and height that is left, in the middle
 * - `mirror`: left and right exchanged; 1
 */
export const STRENGTHS: Readonly<Record<Corruption, readonly number[]>> = {
  brightness: [0.75, 0.5, 1.5],
  blur: [1, 2, 4],
  noise: [8, 16, 32],
  crop: [0.9, 0.75],
  mirror: [1],
};

/** A changed picture of the same size. @param random draws the noise */
export function corrupt(image: RgbImage, corruption: Corruption, strength: number, random: Random): RgbImage {
  if (corruption === 'brightness') return brighten(image, strength);
  if (corruption === 'blur') return blur(image, strength);
  if (corruption === 'noise') return addNoise(image, strength, random);
  return corruption === 'crop' ? cropMiddle(image, strength) : mirror(image);
}

/** Values times a factor, as far as 255. */
export function brighten(image: RgbImage, factor: number): RgbImage {
  return { ...image, rgb: image.rgb.map((value) => Math.min(255, Math.round(value * factor))) };
}

/** The mean of a square around each pixel, as far as the picture reaches. @param radius pixels on either side, an integer ≥ 0 */
export function blur(image: RgbImage, radius: number): RgbImage {
  const across = blurLines(
    image.rgb,
    { count: image.height, length: image.width, lineStep: 3 * image.width, step: 3 },
    radius,
  );
  const down = { count: image.width, length: image.height, lineStep: 3, step: 3 * image.width };
  return { ...image, rgb: blurLines(across, down, radius) };
}

/** Rows or columns of interleaved values. */
interface Lines {
  readonly count: number;
  readonly length: number;
  /** Values from one line to the next, and from one pixel of a line to the next. */
  readonly lineStep: number;
  readonly step: number;
}

function blurLines(values: Uint8Array, { count, length, lineStep, step }: Lines, radius: number): Uint8Array {
  const blurred = new Uint8Array(values.length);
  for (let line = 0; line < count; line++) {
    for (let channel = 0; channel < 3; channel++) {
      const start = line * lineStep + channel;
      for (let place = 0; place < length; place++) {
        const [from, to] = [Math.max(0, place - radius), Math.min(length - 1, place + radius)];
        let sum = 0;
        for (let near = from; near <= to; near++) sum += values[start + near * step];
        blurred[start + place * step] = Math.round(sum / (to - from + 1));
      }
    }
  }
  return blurred;
}

/** Adds normal noise to each value, within 0 … 255. */
export function addNoise(image: RgbImage, deviation: number, random: Random): RgbImage {
  const noisy = image.rgb.map((value) => {
    // Box and Muller; 1 − x is never 0.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(255, Math.max(0, Math.round(value + deviation * normal)));
  });
  return { ...image, rgb: noisy };
}

/** The middle of a picture, enlarged to its size. @param share of width and height that is left; above 0, at most 1 */
export function cropMiddle(image: RgbImage, share: number): RgbImage {
  const { width, height } = image;
  const [innerWidth, innerHeight] = [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
  const [left, top] = [Math.floor((width - innerWidth) / 2), Math.floor((height - innerHeight) / 2)];
  const rgb = new Uint8Array(innerWidth * innerHeight * 3);
  for (let row = 0; row < innerHeight; row++) {
    const start = ((top + row) * width + left) * 3;
    rgb.set(image.rgb.subarray(start, start + innerWidth * 3), row * innerWidth * 3);
  }
  return fitImage({ width: innerWidth, height: innerHeight, rgb }, { width, height, fit: 'squash' });
}

/** Left and right exchanged. */
export function mirror(image: RgbImage): RgbImage {
  const { width, rgb } = image;
  const mirrored = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel < rgb.length / 3; pixel++) {
    const row = pixel - (pixel % width);
    const from = 3 * (row + width - 1 - (pixel % width));
    mirrored.set(rgb.subarray(from, from + 3), 3 * pixel);
  }
  return { ...image, rgb: mirrored };
}
