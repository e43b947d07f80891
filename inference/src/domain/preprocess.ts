/**
 * Bringing pictures to an encoder's input, as CLIP's reference does it: Pillow's antialiased bicubic resize (in the same
 * 8-bit fixed-point arithmetic, so equal to the bit) and torchvision's centre crop.
 *
 * @see https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c
 */

/** Interleaved RGB, row by row: `rgb.length === height * width * 3`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** How pictures are brought to the encoder's input size. */
export interface ImageGeometry {
  readonly width: number;
  readonly height: number;
  /** `crop`: scale the short side, then cut the centre (CLIP). `squash`: scale both sides (SigLIP). */
  readonly fit: 'crop' | 'squash';
}

/** Bits after the point of Pillow's integer weights: 32 − 8 (pixel) − 2 (sign and overshoot). */
const PRECISION_BITS = 22;
const HALF = 1 << (PRECISION_BITS - 1);

/**
 * The size to scale to before cropping. `crop` covers the target: the side that needs the larger factor matches it
 * exactly, the other is rounded down as torchvision does, e.g. 1280 × 720 for 224 × 224 gives 398 × 224.
 */
export function scaledSize(width: number, height: number, target: ImageGeometry): { width: number; height: number } {
  if (target.fit === 'squash') return { width: target.width, height: target.height };
  return target.width * height >= target.height * width
    ? { width: target.width, height: Math.max(target.height, Math.floor((target.width * height) / width)) }
    : { width: Math.max(target.width, Math.floor((target.height * width) / height)), height: target.height };
}

/** Left and top of torchvision's centre crop: half the difference, halves rounded to even. */
export function centreCropOffset(
  size: { width: number; height: number },
  target: { width: number; height: number },
): { left: number; top: number } {
  return { left: halfToEven(size.width - target.width), top: halfToEven(size.height - target.height) };
}

/** n / 2 (n ≥ 0) rounded as Python’s `round` does: 2.5 to 2, 3.5 to 4. */
function halfToEven(n: number): number {
  const floor = Math.floor(n / 2);
  return n % 2 === 0 || floor % 2 === 0 ? floor : floor + 1;
}

/** Resizes and cuts a picture to the encoder's input size. */
export function fitImage(image: RgbImage, target: ImageGeometry): RgbImage {
  const scaled = resizeBicubic(image, scaledSize(image.width, image.height, target));
  return cropCentre(scaled, target);
}

/** The central part of a picture that is at least as large as `size`. */
export function cropCentre(image: RgbImage, size: { width: number; height: number }): RgbImage {
  const { width, height } = size;
  if (image.width === width && image.height === height) return image;
  const { left, top } = centreCropOffset(image, size);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const start = ((y + top) * image.width + left) * 3;
    rgb.set(image.rgb.subarray(start, start + width * 3), y * width * 3);
  }
  return { width, height, rgb };
}

/** Turns a picture clockwise. */
export function rotateImage(image: RgbImage, degrees: number): RgbImage {
  if (degrees === 0) return image;
  const { width, height, rgb } = image;
  const isTurned = degrees === 90 || degrees === 270;
  const [toWidth, toHeight] = isTurned ? [height, width] : [width, height];
  const turned = new Uint8Array(rgb.length);
  for (let y = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++) {
      const fromX = degrees === 90 ? y : degrees === 180 ? width - 1 - x : width - 1 - y;
      const fromY = degrees === 90 ? height - 1 - x : degrees === 180 ? height - 1 - y : x;
      const from = (fromY * width + fromX) * 3;
      const to = (y * toWidth + x) * 3;
      turned[to] = rgb[from];
      turned[to + 1] = rgb[from + 1];
      turned[to + 2] = rgb[from + 2];
    }
  }
  return { width: toWidth, height: toHeight, rgb: turned };
}

/** Pillow's `Image.resize(size, BICUBIC)`: antialiased, a = −0.5, horizontal pass first, 8 bits in between. */
export function resizeBicubic(image: RgbImage, size: { width: number; height: number }): RgbImage {
  const wide = size.width === image.width ? image : resizeRows(image, size.width);
  return size.height === image.height ? wide : resizeColumns(wide, size.height);
}

/** For every output position: the first input position and its integer weights (`kernelSize` apart). */
interface Kernel {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int32Array;
  readonly kernelSize: number;
}

function createKernel(inputSize: number, outputSize: number): Kernel {
  const scale = inputSize / outputSize;
  const filterScale = Math.max(scale, 1);
  const support = 2 * filterScale;
  const kernelSize = Math.ceil(support) * 2 + 1;
  const kernel = {
    starts: new Int32Array(outputSize),
    counts: new Int32Array(outputSize),
    weights: new Int32Array(outputSize * kernelSize),
    kernelSize,
  };
  for (let i = 0; i < outputSize; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(inputSize, Math.trunc(centre + support + 0.5)) - start;
    kernel.starts[i] = start;
    kernel.counts[i] = count;
    kernel.weights.set(fixedPointWeights(start, count, centre, filterScale), i * kernelSize);
  }
  return kernel;
}

function fixedPointWeights(start: number, count: number, centre: number, filterScale: number): number[] {
  const inverse = 1 / filterScale;
  const raw = Array.from({ length: count }, (_, x) => bicubic((x + start - centre + 0.5) * inverse));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => {
    const fixed = (weight / sum) * (1 << PRECISION_BITS);
    return Math.trunc(fixed < 0 ? fixed - 0.5 : fixed + 0.5);
  });
}

function bicubic(distance: number): number {
  const a = -0.5;
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

function toByte(sum: number): number {
  const value = sum >> PRECISION_BITS;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

function resizeRows({ width, height, rgb }: RgbImage, toWidth: number): RgbImage {
  const { starts, counts, weights, kernelSize } = createKernel(width, toWidth);
  const out = new Uint8Array(toWidth * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < toWidth; x++) {
      let from = (y * width + starts[x]) * 3;
      let [r, g, b] = [HALF, HALF, HALF];
      for (let k = x * kernelSize, end = k + counts[x]; k < end; k++) {
        const weight = weights[k];
        r = (r + weight * rgb[from++]) | 0;
        g = (g + weight * rgb[from++]) | 0;
        b = (b + weight * rgb[from++]) | 0;
      }
      out[to++] = toByte(r);
      out[to++] = toByte(g);
      out[to++] = toByte(b);
    }
  }
  return { width: toWidth, height, rgb: out };
}

function resizeColumns({ width, height, rgb }: RgbImage, toHeight: number): RgbImage {
  const { starts, counts, weights, kernelSize } = createKernel(height, toHeight);
  const rowSize = width * 3;
  const out = new Uint8Array(rowSize * toHeight);
  const sums = new Int32Array(rowSize);
  for (let y = 0; y < toHeight; y++) {
    sums.fill(HALF);
    for (let k = 0; k < counts[y]; k++) {
      const weight = weights[y * kernelSize + k];
      const from = (starts[y] + k) * rowSize;
      for (let i = 0; i < rowSize; i++) sums[i] += weight * rgb[from + i];
    }
    for (let i = 0; i < rowSize; i++) out[y * rowSize + i] = toByte(sums[i]);
  }
  return { width, height: toHeight, rgb: out };
}
