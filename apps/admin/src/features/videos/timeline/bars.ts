import { toMs, toPx } from './time-axis.ts';
import type { TimeAxis } from './time-axis.ts';
import { firstEndingAfter } from './track.ts';
import type { TrackSegment } from './track.ts';

/** A piece of a track to paint. */
export interface Bar {
  readonly segmentIndex: number;
  /** Pixels from the left edge of what is on show; may reach out of it. */
  readonly x: number;
  readonly width: number;
}

/** In pixels and milliseconds: no rounding leads back to a pixel that is painted already. */
const ROUNDING = 1e-3;

/**
 * What of a track is on show. Segments narrower than a pixel are not painted one by one: each pixel shows the one in its
 * middle. So there are never more bars than about two a pixel, however many segments there are.
 */
export function barsOf(segments: readonly TrackSegment[], axis: TimeAxis): Bar[] {
  const bars: Bar[] = [];
  for (let index = firstEndingAfter(segments, axis.fromMs); index < segments.length;) {
    const { startMs, endMs } = segments[index]!;
    if (startMs >= axis.toMs) break;
    const x = toPx(axis, startMs);
    const width = toPx(axis, endMs) - x;
    if (width >= 1) {
      bars.push({ segmentIndex: index, x, width });
      index += 1;
    } else {
      const pixel = Math.floor(x + ROUNDING);
      const middle = firstEndingAfter(segments, toMs(axis, pixel + 0.5));
      bars.push({ segmentIndex: Math.min(Math.max(middle, index), segments.length - 1), x: pixel, width: 1 });
      index = Math.max(index + 1, firstEndingAfter(segments, toMs(axis, pixel + 1) + ROUNDING));
    }
  }
  return bars;
}
