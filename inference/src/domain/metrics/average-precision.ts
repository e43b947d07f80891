import { temporalIou } from './temporal-iou.ts';

/** A true segment of one video; times in any one unit. */
export interface TrueSegment {
  readonly video: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/** A found segment; `score` orders the findings of all videos. */
export interface FoundSegment extends TrueSegment {
  readonly score: number;
}

/**
 * Mean over the labels that occur in the truth of their average precision at a tIoU (mAP@tIoU).
 *
 * @param minIou least tIoU of a right finding; 0 … 1
 * @returns 0 … 1
 * @throws {RangeError} where there is no true segment
 */
export function meanAveragePrecision(
  found: readonly FoundSegment[],
  truth: readonly TrueSegment[],
  minIou: number,
): number {
  const labels = [...new Set(truth.map(({ label }) => label))];
  if (labels.length === 0) throw new RangeError('average precision is not defined without true segments');
  const ofLabel = <S extends TrueSegment>(segments: readonly S[], label: string) =>
    segments.filter((segment) => segment.label === label);
  const precisions = labels.map((label) => averagePrecision(ofLabel(found, label), ofLabel(truth, label), minIou));
  return precisions.reduce((sum, precision) => sum + precision, 0) / labels.length;
}

/**
 * Interpolated average precision of one label. Best findings choose first; each takes the free true segment of its video with
 * the greatest tIoU; a second finding of the same segment is wrong.
 *
 * @see https://github.com/activitynet/ActivityNet Evaluation/eval_detection.py `compute_average_precision_detection`
 */
export function averagePrecision(
  found: readonly FoundSegment[],
  truth: readonly TrueSegment[],
  minIou: number,
): number {
  if (truth.length === 0) return 0;
  const taken = new Set<TrueSegment>();
  const curve: { precision: number; recall: number }[] = [];
  for (const [index, finding] of found.toSorted((a, b) => b.score - a.score).entries()) {
    const match = bestFree(finding, truth, taken, minIou);
    if (match) taken.add(match);
    curve.push({ precision: taken.size / (index + 1), recall: taken.size / truth.length });
  }
  return interpolatedArea(curve);
}

function bestFree(
  finding: FoundSegment,
  truth: readonly TrueSegment[],
  taken: ReadonlySet<TrueSegment>,
  minIou: number,
): TrueSegment | null {
  let best: TrueSegment | null = null;
  let bestIou = -1;
  for (const candidate of truth) {
    if (candidate.video !== finding.video || taken.has(candidate)) continue;
    const iou = temporalIou(finding, candidate);
    if (iou >= minIou && iou > bestIou) {
      best = candidate;
      bestIou = iou;
    }
  }
  return best;
}

/** Area under the curve after precision has been raised to the greatest one at an equal or higher recall. */
function interpolatedArea(curve: readonly { precision: number; recall: number }[]): number {
  let area = 0;
  let precision = 0;
  for (let i = curve.length - 1; i >= 0; i--) {
    precision = Math.max(precision, curve[i].precision);
    area += precision * (curve[i].recall - (curve[i - 1]?.recall ?? 0));
  }
  return area;
}
