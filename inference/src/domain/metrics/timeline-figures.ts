import { labelRuns } from '../label-run.ts';
import { frameAccuracy } from './accuracy.ts';
import { meanAveragePrecision } from './average-precision.ts';
import type { FoundSegment, TrueSegment } from './average-precision.ts';
import { editScore } from './edit-score.ts';
import { overlapCounts, overlapF1 } from './overlap-f1.ts';

/** A part of a video; `null`: none of the concepts. */
export interface TimelineSpan {
  readonly startMs: number;
  readonly endMs: number;
  readonly label: string | null;
}

export interface ReviewedTimeline {
  readonly video: string;
  readonly durationMs: number;
  /** What people said; of spans that overlap the later in the list counts. */
  readonly reviewed: readonly TimelineSpan[];
  /** What was recognised, without overlap. */
  readonly found: readonly (TimelineSpan & { readonly probability: number })[];
}

export interface TimelineFigures {
  /** Videos that were reviewed nearly without a gap. */
  readonly videoCount: number;
  /** Further videos with reviews. */
  readonly leftOutCount: number;
  /** Of the length of the videos that count, what has been reviewed; 0 … 1. */
  readonly reviewedShare: number;
  /** Share of reviewed time with the right label; 0 … 1. */
  readonly frameAccuracy: number;
  /** Mean over the videos; 0 … 1. */
  readonly editScore: number;
  /** Of the segments of all videos, by the least overlap; 0 … 1. */
  readonly f1: readonly { readonly overlap: number; readonly value: number }[];
  /** Mean average precision over the concepts; 0 … 1. `null` where no concept is shown. */
  readonly map: readonly { readonly overlap: number; readonly value: number }[] | null;
}

export interface TimelineOptions {
  /** Share of a video that must have been reviewed for it to count; default 0.9. */
  readonly minReviewedShare?: number;
}

/** The grid on which timelines are compared. */
const STEP_MS = 100;
const OVERLAPS = [0.1, 0.25, 0.5];
const IOUS = [0.3, 0.5, 0.7];

/**
 * Compares recognised timelines with reviews, where these are nearly without a gap: elsewhere what was found between two
 * reviews would count as wrong. Time that nobody has reviewed is left out.
 *
 * @returns `null` where no video counts
 */
export function timelineFigures(
  timelines: readonly ReviewedTimeline[],
  { minReviewedShare = 0.9 }: TimelineOptions = {},
): TimelineFigures | null {
  const grids = timelines.map(gridOf);
  const whole = grids.filter(
    ({ truth, cellCount }) => truth.length >= minReviewedShare * cellCount && truth.length > 0,
  );
  if (whole.length === 0) return null;
  const cells = (of: 'truth' | 'found') => whole.flatMap((grid) => grid[of]);
  const sum = (of: (grid: Grid) => number) => whole.reduce((total, grid) => total + of(grid), 0);
  const counts = (overlap: number) => whole.map(({ found, truth }) => overlapCounts(found, truth, overlap, [null]));
  const segments = whole.map(segmentsOf);
  const shown = segments.flatMap(({ truth }) => truth);
  const precision = (iou: number) =>
    meanAveragePrecision(
      segments.flatMap(({ found }) => found),
      shown,
      iou,
    );
  return {
    videoCount: whole.length,
    leftOutCount: timelines.length - whole.length,
    reviewedShare: sum(({ truth }) => truth.length) / sum(({ cellCount }) => cellCount),
    frameAccuracy: frameAccuracy(cells('found'), cells('truth')),
    editScore: sum(({ found, truth }) => editScore(found, truth, [null])) / whole.length / 100,
    f1: OVERLAPS.map((overlap) => ({ overlap, value: overlapF1(counts(overlap)) / 100 })),
    map: shown.length === 0 ? null : IOUS.map((overlap) => ({ overlap, value: precision(overlap) })),
  };
}

/** Labels of a video's reviewed cells, in order. */
interface Grid {
  readonly video: string;
  readonly cellCount: number;
  readonly truth: readonly (string | null)[];
  readonly found: readonly (string | null)[];
  readonly probabilities: readonly number[];
}

function gridOf({ video, durationMs, reviewed, found }: ReviewedTimeline): Grid {
  const cellCount = Math.max(1, Math.round(durationMs / STEP_MS));
  const cells = Array.from({ length: cellCount }, (_, index) => (index + 0.5) * STEP_MS).flatMap((timeMs) => {
    const isAt = ({ startMs, endMs }: TimelineSpan) => startMs <= timeMs && timeMs < endMs;
    const said = reviewed.findLast(isAt);
    if (!said) return [];
    const seen = found.find(isAt);
    return [{ truth: said.label, found: seen?.label ?? null, probability: seen?.probability ?? 0 }];
  });
  return {
    video,
    cellCount,
    truth: cells.map((cell) => cell.truth),
    found: cells.map((cell) => cell.found),
    probabilities: cells.map(({ probability }) => probability),
  };
}

/** Runs of cells with a concept. */
function segmentsOf({ video, truth, found, probabilities }: Grid): { truth: TrueSegment[]; found: FoundSegment[] } {
  const runs = (labels: readonly (string | null)[]) =>
    labelRuns(labels, [null]).map(({ label, start, end }) => ({ video, label: label!, start, end }));
  const scored = runs(found).map((run) => {
    const own = probabilities.slice(run.start, run.end);
    return { ...run, score: own.reduce((sum, probability) => sum + probability, 0) / own.length };
  });
  return { truth: runs(truth), found: scored };
}
