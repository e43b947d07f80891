import { DECODE_DEFAULTS } from './decode-defaults.ts';
import { pathRuns } from './vocabulary/concept-path.ts';
import type { ConceptPath, Run } from './vocabulary/concept-path.ts';
import { rowCount } from './embedding.ts';
import { rankConcepts } from './probability.ts';
import type { RankedConcept } from './probability.ts';

/** A concept, or unknown, over a part of a video. */
export interface Segment {
  /** `[startMs, endMs)` */
  readonly startMs: number;
  readonly endMs: number;
  /** `null`: unknown. */
  readonly conceptIndex: number | null;
  /** Mean logit over the segment; of the best concept where it is unknown. */
  readonly score: number;
  /** Mean probability over the segment; of the best concept, which was not enough, where it is unknown. */
  readonly probability: number;
  /** The next most probable concepts, best first; where it is unknown, the list begins with the best one. */
  readonly runnersUp: readonly RankedConcept[];
}

/** A part of a video, `[startMs, endMs)`. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** What was seen in each window. */
export interface ScoredWindows {
  /** In order of time, without gaps. */
  readonly spans: readonly Span[];
  /** `[spans.length, conceptCount]` */
  readonly logits: Float32Array;
  /** `[spans.length, conceptCount]` */
  readonly probabilities: Float32Array;
  readonly conceptCount: number;
  /** Of each window, 1 where it is unknown whatever the probabilities say. Default: none. */
  readonly isUnknown?: Uint8Array | undefined;
}

/**
 * Joins the windows of a path into segments, weighting windows by their length.
 *
 * @param runnerUpCount runners-up per segment; default 3
 */
export function joinSegments(
  path: ConceptPath,
  windows: ScoredWindows,
  runnerUpCount: number = DECODE_DEFAULTS.runnerUpCount,
): Segment[] {
  const count = rowCount(windows.probabilities, windows.conceptCount);
  if (path.length !== count || windows.spans.length !== count) {
    throw new RangeError(`${count} scored windows, ${windows.spans.length} spans, a path of ${path.length}`);
  }
  const means = new Float64Array(windows.conceptCount);
  return pathRuns(path).map((run) => joinRun(run, windows, runnerUpCount, means));
}

/** @param means written over */
function joinRun(run: Run, windows: ScoredWindows, runnerUpCount: number, means: Float64Array): Segment {
  const { spans, conceptCount } = windows;
  const probabilities = meanOverRun(windows.probabilities, conceptCount, spans, run, means);
  const ranked = rankConcepts(probabilities, runnerUpCount + 1);
  const shown = run.conceptIndex ?? ranked[0].conceptIndex;
  return {
    startMs: spans[run.startIndex].startMs,
    endMs: spans[run.endIndex - 1].endMs,
    conceptIndex: run.conceptIndex,
    score: columnMean(windows.logits, conceptCount, spans, run, shown),
    probability: probabilities[shown],
    runnersUp: ranked.filter(({ conceptIndex }) => conceptIndex !== run.conceptIndex).slice(0, runnerUpCount),
  };
}

/** Rows that {@link meanOverRun} adds at once: the sums are read and written once for all of them. */
const ROWS_AT_ONCE = 4;

/**
 * Mean of each column over the windows of a run, weighted by their length.
 *
 * @param sums given back with the means; default: new ones. Many runs share one: a typed array costs more than it is filled for.
 */
export function meanOverRun(
  values: Float32Array,
  width: number,
  spans: readonly Span[],
  run: { readonly startIndex: number; readonly endIndex: number },
  sums: Float64Array = new Float64Array(width),
): Float64Array {
  sums.fill(0);
  let row = run.startIndex;
  for (; row + ROWS_AT_ONCE <= run.endIndex; row += ROWS_AT_ONCE) {
    const [u, v] = [weightOf(spans, row, run), weightOf(spans, row + 1, run)];
    const [w, x] = [weightOf(spans, row + 2, run), weightOf(spans, row + 3, run)];
    const a = row * width;
    const [b, c, d] = [a + width, a + 2 * width, a + 3 * width];
    for (let k = 0; k < width; k++)
      sums[k] += u * values[a + k] + v * values[b + k] + w * values[c + k] + x * values[d + k];
  }
  for (; row < run.endIndex; row++) {
    const [weight, start] = [weightOf(spans, row, run), row * width];
    for (let k = 0; k < width; k++) sums[k] += weight * values[start + k];
  }
  return sums;
}

/** As {@link meanOverRun}, of one column. */
function columnMean(values: Float32Array, width: number, spans: readonly Span[], run: Run, column: number): number {
  let sum = 0;
  for (let row = run.startIndex; row < run.endIndex; row++)
    sum += weightOf(spans, row, run) * values[row * width + column];
  return sum;
}

/** A window's share of the length of its run. */
function weightOf(spans: readonly Span[], row: number, run: Pick<Run, 'startIndex' | 'endIndex'>): number {
  return (spans[row].endMs - spans[row].startMs) / (spans[run.endIndex - 1].endMs - spans[run.startIndex].startMs);
}
