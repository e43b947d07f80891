import type { Span } from './review.ts';

/** Times of players are no exact milliseconds: so far from an edge they are on one side of it for sure. */
const SURE_MS = 1;

/** Where a frame begins, in whole milliseconds. */
export function frameStartMs(index: number, fps: number): number {
  return Math.round((index * 1000) / fps);
}

/** The frame that is on show at a time. */
export function frameIndexAt(ms: number, fps: number): number {
  const index = Math.floor((ms * fps) / 1000);
  // Where it begins is rounded; a time that was rounded up belongs to the frame all the same.
  return frameStartMs(index + 1, fps) <= ms ? index + 1 : index;
}

/**
 * The middle of the first frame that has its middle in a span: sought there, no rounding leads out of it. The middle of the
 * span where it is shorter than a frame.
 */
export function firstFrameIn({ startMs, endMs }: Span, fps: number): number {
  const middle = ((Math.ceil(((startMs + SURE_MS) * fps) / 1000 - 0.5) + 0.5) * 1000) / fps;
  return middle < endMs ? middle : (startMs + endMs) / 2;
}

/** As {@link firstFrameIn}, of the last frame. */
export function lastFrameIn({ startMs, endMs }: Span, fps: number): number {
  const middle = ((Math.floor(((endMs - SURE_MS) * fps) / 1000 - 0.5) + 0.5) * 1000) / fps;
  return middle > startMs ? middle : (startMs + endMs) / 2;
}

/** The edge between two frames that is `step` of them away from the nearest one. */
export function stepEdge(ms: number, fps: number, step: number): number {
  return frameStartMs(Math.round((ms * fps) / 1000) + step, fps);
}

/**
 * Where an edge comes to lie that is let go of at a time: at the nearest of other edges, where one is near enough, else
 * between the nearest two frames.
 */
export function snapEdge(
  ms: number,
  edgesMs: readonly number[],
  { fps, toleranceMs }: { readonly fps: number; readonly toleranceMs: number },
): number {
  let nearest: number | null = null;
  for (const edge of edgesMs) {
    const distance = Math.abs(edge - ms);
    if (distance <= toleranceMs && (nearest === null || distance < Math.abs(nearest - ms))) nearest = edge;
  }
  return nearest ?? stepEdge(ms, fps, 0);
}
