export const TICKS_HEIGHT = 24;
export const TRACK_HEIGHT = 40;
export const REVIEW_HEIGHT = 32;
export const HEAT_HEIGHT = 17;
const GAP = 6;
const LANE_GAP = 2;

export interface TimelineRows {
  readonly trackY: number;
  /** Of each lane of reviews. */
  readonly laneYs: readonly number[];
  readonly heat: readonly { readonly concept: number; readonly y: number }[];
  /** Null: nothing is compared. */
  readonly comparedY: number | null;
  readonly height: number;
}

/** Where each row of the timeline is, in pixels from its top. */
export function rowsOf(concepts: readonly number[], isCompared: boolean, laneCount: number): TimelineRows {
  const trackY = TICKS_HEIGHT;
  const lanesY = trackY + TRACK_HEIGHT + GAP;
  const laneYs = Array.from({ length: laneCount }, (_, lane) => lanesY + lane * (REVIEW_HEIGHT + LANE_GAP));
  const belowY = lanesY + laneCount * (REVIEW_HEIGHT + LANE_GAP) - LANE_GAP + GAP;
  const comparedY = isCompared ? belowY : null;
  const heatY = comparedY === null ? belowY : comparedY + TRACK_HEIGHT + GAP;
  const heat = concepts.map((concept, index) => ({ concept, y: heatY + index * HEAT_HEIGHT }));
  return { trackY, laneYs, heat, comparedY, height: heatY + concepts.length * HEAT_HEIGHT };
}
