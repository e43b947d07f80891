import { describe, expect, test } from '@jest/globals';
import { createRedundancyFilter, createThumbnail, measureChange } from './redundancy.ts';

const size = { width: 56, height: 56 };
const plain = (level: number) => new Uint8Array(56 * 56 * 3).fill(level);

/** A picture with a square of another level in a corner. */
function withPatch(level: number, patchLevel: number, side: number): Uint8Array {
  const rgb = plain(level);
  for (let y = 0; y < side; y++) rgb.fill(patchLevel, y * 56 * 3, (y * 56 + side) * 3);
  return rgb;
}

describe('createRedundancyFilter', () => {
  test('reuses frames that equal the last encoded one', () => {
    const filter = createRedundancyFilter(size);
    expect([100, 100, 101, 140, 140].map((level) => filter.isRedundant(plain(level)))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(filter.report()).toEqual({ frameCount: 5, redundantCount: 3 });
  });

  test('compares with the last encoded frame, so that slow changes add up', () => {
    const filter = createRedundancyFilter(size, { meanThreshold: 2 });
    expect([10, 11, 12, 13, 14].map((level) => filter.isRedundant(plain(level)))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  test('encodes a small movement that changes the whole picture little', () => {
    const filter = createRedundancyFilter(size, { meanThreshold: 1, blockThreshold: 6 });
    filter.isRedundant(plain(100));
    expect(filter.isRedundant(withPatch(100, 120, 4))).toBe(false);
    expect(createRedundancyFilter(size, { blockThreshold: 255 }).isRedundant(plain(100))).toBe(false);
  });

  test.each([[{ meanThreshold: 0 }], [{ blockThreshold: NaN }]])('refuses %p', (options) => {
    expect(() => createRedundancyFilter(size, options)).toThrow(/^invalid (mean|block)Threshold: /);
  });
});

test('measureChange tells the mean and the block that changed most', () => {
  const change = measureChange(createThumbnail(plain(100), size), createThumbnail(withPatch(100, 120, 4), size));
  expect(change.mean).toBeCloseTo(20 / 196, 9);
  expect(change.block).toBe(20);
});

test('createThumbnail averages cells and leaves out incomplete ones', () => {
  const rgb = Uint8Array.from({ length: 5 * 4 * 3 }, (_, index) => (index % 3) * 10 + (index % 15 < 3 ? 16 : 0));
  expect(createThumbnail(rgb, { width: 5, height: 4 })).toEqual({
    columns: 1,
    rows: 1,
    cells: Float32Array.of(4, 14, 24),
  });
  expect(() => createThumbnail(rgb, { width: 4, height: 4 })).toThrow('invalid picture: 60 bytes for 4 × 4');
});
