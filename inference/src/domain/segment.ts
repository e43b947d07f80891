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
  return pathRuns(path).map((run) => joinRun(run, windows, runnerUpCount));
}

function joinRun(run: Run, windows: ScoredWindows, runnerUpCount: number): Segment {
  const { spans, conceptCount } = windows;
  const probabilities = meanOverRun(windows.probabilities, conceptCount, spans, run);
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

/** Mean of each column over the windows of a run, weighted by their length. */
export function meanOverRun(
  values: Float32Array,
  width: number,
  spans: readonly Span[],
  run: { readonly startIndex: number; readonly endIndex: number },
): Float64Array {
  const sums = new Float64Array(width);
  let row = run.startIndex;
  for (; row + ROWS_AT_ONCE <= run.endIndex; row += ROWS_AT_ONCE) {
    const [u, v, w, x] = [0, 1, 2, 3].map((offset) => weightOf(spans, row + offset, run));
    let [a, b, c, d] = [0, 1, 2, 3].map((offset) => (row + offset) * width);
    for (let k = 0; k < width; k++) sums[k] += u * values[a++] + v * values[b++] + w * values[c++] + x * values[d++];
  }
  for (; row < run.endIndex; row++) {
    const weight = weightOf(spans, row, run);
    for (let k = 0; k < width; k++) sums[k] += weight * values[row * width + k];
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
