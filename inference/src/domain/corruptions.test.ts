import { expect, test } from '@jest/globals';
import { addNoise, blur, brighten, corrupt, CORRUPTIONS, cropMiddle, mirror, STRENGTHS } from './corruptions.ts';
import { seededRandom } from './random.ts';

/** Grey pixels, row by row. */
const grey = (width: number, ...values: number[]) => ({
  width,
  height: values.length / width,
  rgb: Uint8Array.from(values.flatMap((value) => [value, value, value])),
});

test('brighten multiplies, and goes no further than white', () => {
  expect(brighten({ width: 2, height: 1, rgb: Uint8Array.of(0, 10, 100, 200, 3, 255) }, 1.5).rgb).toEqual(
    Uint8Array.of(0, 15, 150, 255, 5, 255),
  );
});

test('blur takes means of squares, which are smaller at the edge', () => {
  expect(blur(grey(3, 0, 0, 90), 1)).toEqual(grey(3, 0, 30, 45));
  expect(blur(grey(1, 0, 0, 90), 1)).toEqual(grey(1, 0, 30, 45));
  expect(blur(grey(2, 7, 8, 9, 10), 0)).toEqual(grey(2, 7, 8, 9, 10));
});

test('addNoise is repeated by its seed, about as strong as asked for, and within the range', () => {
  const image = grey(100, ...Array.from({ length: 10_000 }, () => 128));
  const { rgb } = addNoise(image, 10, seededRandom(1));
  expect(addNoise(image, 10, seededRandom(1)).rgb).toEqual(rgb);
  const variance = rgb.reduce((sum, value) => sum + (value - 128) ** 2, 0) / rgb.length;
  expect(Math.sqrt(variance)).toBeCloseTo(10, 0);
  expect(addNoise(grey(1, 0), 0, seededRandom(1))).toEqual(grey(1, 0));
});

test('cropMiddle enlarges the middle', () => {
  const framed = grey(4, 9, 9, 9, 9, 9, 50, 50, 9, 9, 50, 50, 9, 9, 9, 9, 9);
  expect(cropMiddle(framed, 0.5)).toEqual(grey(4, ...Array.from({ length: 16 }, () => 50)));
});

test('mirror exchanges left and right, and colours stay', () => {
  const rgb = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  expect(mirror({ width: 2, height: 2, rgb }).rgb).toEqual(Uint8Array.of(4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9));
});

test('corrupt keeps the size, whatever it does', () => {
  const image = grey(20, ...Array.from({ length: 200 }, (_, index) => index + 20));
  for (const corruption of CORRUPTIONS)
    for (const strength of STRENGTHS[corruption]) {
      const changed = corrupt(image, corruption, strength, seededRandom(2));
      expect([changed.width, changed.height, changed.rgb.length]).toEqual([20, 10, 600]);
      expect(changed.rgb).not.toEqual(image.rgb);
    }
});
