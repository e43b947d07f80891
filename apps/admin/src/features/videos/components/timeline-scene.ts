import type { ShownLane } from '../api/use-reviews.ts';
import { instantNear, shownAtMs } from '../reviewing/instants.ts';
import { INSTANT_PX } from '../reviewing/paint-reviews.ts';
import { reviewAt } from '../reviewing/review.ts';
import type { Review } from '../reviewing/review.ts';
import { toMs } from '../timeline/time-axis.ts';
import type { TimeAxis } from '../timeline/time-axis.ts';
import { segmentIndexAt } from '../timeline/track.ts';
import type { Track, TrackSegment } from '../timeline/track.ts';
import { HEAT_HEIGHT, REVIEW_HEIGHT, TICKS_HEIGHT } from './timeline-rows.ts';
import type { TimelineRows } from './timeline-rows.ts';

/** What the timeline shows, and where. */
export interface TimelineScene {
  readonly track: Track;
  readonly compared: Track | null;
  /** What has been said; the work first. */
  readonly lanes: readonly ShownLane[];
  readonly rows: TimelineRows;
  readonly axis: TimeAxis;
}

/** A place in the timeline, in pixels from its left upper corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The pointer is over a segment. */
export interface SegmentTip extends Point {
  readonly segment: TrackSegment;
  readonly track: Track;
  /** The concept of the heat strip that it is over. */
  readonly concept: number | null;
}

/** The pointer is over what was said. */
export interface ReviewTip extends Point {
  readonly review: Review;
}

/** The lane of reviews at a point. */
export function laneAt({ lanes, rows }: TimelineScene, { y }: Point): ShownLane | undefined {
  return lanes[rows.laneYs.findIndex((laneY) => y >= laneY && y < laneY + REVIEW_HEIGHT)];
}

/** The instant whose sign is at a point. */
function instantAt(scene: TimelineScene, point: Point): Review | null {
  const { axis } = scene;
  const reachMs = toMs(axis, INSTANT_PX) - axis.fromMs;
  return instantNear(laneAt(scene, point)?.lane ?? [], toMs(axis, point.x), reachMs);
}

/** The time that a click at a point means: of an instant, that of its frame. */
export function clickedMs(scene: TimelineScene, point: Point, fps: number): number {
  const instant = instantAt(scene, point);
  return instant ? shownAtMs(instant, fps) : toMs(scene.axis, point.x);
}

/** What there is to tell of a point. */
export function tipAt(scene: TimelineScene, point: Point): SegmentTip | ReviewTip | null {
  const { track, compared, rows, axis } = scene;
  const { x, y } = point;
  const ms = toMs(axis, x);
  const said = laneAt(scene, point)?.lane;
  if (said) {
    const review = instantAt(scene, point) ?? reviewAt(said, ms);
    return review && { x, y, review };
  }
  const pointed = compared && rows.comparedY !== null && y >= rows.comparedY ? compared : track;
  const segment = pointed.segments[segmentIndexAt(pointed, ms)];
  const concept = rows.heat.find((row) => y >= row.y && y < row.y + HEAT_HEIGHT)?.concept ?? null;
  return segment && y >= TICKS_HEIGHT ? { x, y, segment, track: pointed, concept } : null;
}
