import { describe, expect, test } from '@jest/globals';
import {
  centreCropOffset,
  cropCentre,
  fitImage,
  resizeBicubic,
  rotateImage,
  scaledSize,
  type RgbImage,
} from './preprocess.ts';

/** 7 × 5 pixels; the expected values below are what Pillow 9.4 makes of the same bytes. */
const picture: RgbImage = {
  width: 7,
  height: 5,
  rgb: Uint8Array.from({ length: 105 }, (_, i) => (i * 37 + ((i * i) % 11)) % 256),
};

const gray = (width: number, values: number[]): RgbImage => ({
  width,
  height: values.length / width,
  rgb: Uint8Array.from(values.flatMap((value) => [value, value, value])),
});
const levels = ({ rgb }: RgbImage) => [...rgb].filter((_, index) => index % 3 === 0);

describe('resizeBicubic', () => {
  test('equals Pillow to the bit when making smaller', () => {
    const expected = [102, 84, 129, 160, 127, 92, 122, 170, 150, 81, 107, 149, 126, 122, 119, 149, 169, 96];
    expect([...resizeBicubic(picture, { width: 3, height: 2 }).rgb]).toEqual(expected);
  });

  test('equals Pillow to the bit when making narrower and higher', () => {
    expect([...resizeBicubic(picture, { width: 4, height: 7 }).rgb]).toEqual([
      58, 86, 125, 170, 64, 108, 127, 170, 67, 111, 150, 177, 61, 92, 129, 175, 70, 111, 134, 174, 70, 117, 154, 184,
      68, 99, 136, 187, 78, 118, 141, 181, 75, 123, 161, 196, 75, 104, 143, 189, 84, 125, 146, 189, 82, 128, 167, 197,
      78, 111, 148, 89, 89, 132, 156, 205, 98, 134, 172, 97, 82, 120, 155, 51, 99, 139, 166, 139, 107, 142, 175, 59, 86,
      126, 161, 63, 108, 143, 172, 56, 110, 149, 176, 72,
    ]);
  });

  test('leaves a picture of the wanted size alone', () => {
    expect(resizeBicubic(picture, { width: 7, height: 5 })).toBe(picture);
  });
});

describe('scaledSize', () => {
  const square = { width: 224, height: 224, fit: 'crop' } as const;

  test.each([
    [1280, 720, 398, 224],
    [720, 1280, 224, 398],
    [450, 655, 224, 326],
    [224, 224, 224, 224],
    [100, 100, 224, 224],
    [1, 5000, 224, 1_120_000],
  ])('scales the short side of %i × %i to 224', (width, height, toWidth, toHeight) => {
    expect(scaledSize(width, height, square)).toEqual({ width: toWidth, height: toHeight });
  });

  test('covers a target that is not square', () => {
    expect(scaledSize(100, 100, { width: 20, height: 10, fit: 'crop' })).toEqual({ width: 20, height: 20 });
  });

  test('ignores the proportions when squashing', () => {
    expect(scaledSize(1280, 720, { ...square, fit: 'squash' })).toEqual({ width: 224, height: 224 });
  });
});

describe('centreCropOffset', () => {
  test.each([
    [10, 0],
    [11, 0],
    [12, 1],
    [13, 2],
    [15, 2],
    [17, 4],
  ])('rounds half of %i − 10 as Python does', (width, left) => {
    expect(centreCropOffset({ width, height: 10 }, { width: 10, height: 10 })).toEqual({ left, top: 0 });
  });
});

test('cropCentre cuts the middle out', () => {
  expect(levels(cropCentre(gray(4, [1, 2, 3, 4, 5, 6, 7, 8]), { width: 2, height: 2 }))).toEqual([2, 3, 6, 7]);
});

test.each([
  [0, [1, 2, 3, 4, 5, 6]],
  [90, [4, 1, 5, 2, 6, 3]],
  [180, [6, 5, 4, 3, 2, 1]],
  [270, [3, 6, 2, 5, 1, 4]],
])('rotateImage turns clockwise by %i', (degrees, expected) => {
  expect(levels(rotateImage(gray(3, [1, 2, 3, 4, 5, 6]), degrees))).toEqual(expected);
});

test('fitImage gives the size of the target', () => {
  const { width, height, rgb } = fitImage(picture, { width: 3, height: 3, fit: 'crop' });
  expect([width, height, rgb.length]).toEqual([3, 3, 27]);
});
