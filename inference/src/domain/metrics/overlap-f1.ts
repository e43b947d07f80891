import { labelRuns } from '../label-run.ts';
import type { LabelRun } from '../label-run.ts';
import { temporalIou } from './temporal-iou.ts';

/** Segments that were found, found wrongly, and missed; sums over videos make the F1 of a set. */
export interface OverlapCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/**
 * Matches predicted segments in order of time: each takes the true segment of its label with the greatest overlap and is right if that
 * reaches the threshold and nobody took it before.
 *
 * @param predicted label of each frame
 * @param truth label of each frame
 * @param overlap least tIoU; 0 … 1
 * @param background labels whose segments do not count; default none
 * @see https://github.com/yabufarha/ms-tcn eval.py `f_score`
 */
export function overlapCounts<T>(
  predicted: readonly T[],
  truth: readonly T[],
  overlap: number,
  background: readonly T[] = [],
): OverlapCounts {
  const found = labelRuns(predicted, background);
  const wanted = labelRuns(truth, background);
  const taken = new Set<number>();
  for (const run of found) {
    const match = bestMatch(run, wanted);
    if (match && match.iou >= overlap) taken.add(match.index);
  }
  return {
    truePositives: taken.size,
    falsePositives: found.length - taken.size,
    falseNegatives: wanted.length - taken.size,
  };
}

/** F1 in per cent of the sum of the counts; 100 where there was nothing to find and nothing was found. */
export function overlapF1(counts: readonly OverlapCounts[]): number {
  const sum = (key: keyof OverlapCounts) => counts.reduce((total, count) => total + count[key], 0);
  const errors = sum('falsePositives') + sum('falseNegatives');
  if (errors === 0) return 100;
  return (100 * 2 * sum('truePositives')) / (2 * sum('truePositives') + errors);
}

function bestMatch<T>(run: LabelRun<T>, wanted: readonly LabelRun<T>[]): { index: number; iou: number } | null {
  let best: { index: number; iou: number } | null = null;
  for (const [index, other] of wanted.entries()) {
    if (other.label !== run.label) continue;
    const iou = temporalIou(run, other);
    if (!best || iou > best.iou) best = { index, iou };
  }
  return best;
}
