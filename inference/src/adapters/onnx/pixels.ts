import type { ImageSpec } from '../../models/entry.ts';

export type Layout = 'nchw' | 'nhwc';

/** Writes one RGB picture of `pixelCount` pixels into `target` from `offset`. */
export type PixelWriter = (rgb: Uint8Array, target: Float32Array, offset: number) => void;

/**
 * `(value / 255 − mean) / std` by a table of 256 entries per channel.
 * @param layout `nchw` writes three planes, `nhwc` keeps the pixels interleaved
 */
export function createPixelWriter(
  spec: Pick<ImageSpec, 'mean' | 'std'>,
  pixelCount: number,
  layout: Layout,
): PixelWriter {
  const [red, green, blue] = [0, 1, 2].map((channel) => table(spec.mean[channel], spec.std[channel]));
  if (layout === 'nhwc')
    return (rgb, target, offset) => {
      for (let i = 0; i < pixelCount * 3; i += 3) {
        target[offset + i] = red[rgb[i]];
        target[offset + i + 1] = green[rgb[i + 1]];
        target[offset + i + 2] = blue[rgb[i + 2]];
      }
    };
  return (rgb, target, offset) => {
    const greenOffset = offset + pixelCount;
    const blueOffset = greenOffset + pixelCount;
    for (let i = 0, source = 0; i < pixelCount; i++, source += 3) {
      target[offset + i] = red[rgb[source]];
      target[greenOffset + i] = green[rgb[source + 1]];
      target[blueOffset + i] = blue[rgb[source + 2]];
    }
  };
}

function table(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean) / std);
}
