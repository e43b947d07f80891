import { pathRuns } from './vocabulary/concept-path.ts';
import type { ConceptPath, Run } from './vocabulary/concept-path.ts';
import { meanOverRun } from './segment.ts';
import type { ScoredWindows, Span } from './segment.ts';

/**
 * Gives runs that are too short, shortest first, to the neighbour that fits them better. A video that is itself
 * too short keeps its one run.
 *
 * @param minDurationMs runs shorter than this disappear; ≥ 0
 * @param unknownProbability how well unknown fits any window: a concept must be more probable to win against it
 */
export function absorbShortRuns(
  path: ConceptPath,
  windows: Pick<ScoredWindows, 'spans' | 'probabilities' | 'conceptCount'>,
  minDurationMs: number,
  unknownProbability: number,
): ConceptPath {
  if (!(minDurationMs >= 0)) throw new RangeError(`invalid minimum duration: ${minDurationMs} ms`);
  const { spans, probabilities, conceptCount } = windows;
  const runs = pathRuns(path);
  while (runs.length > 1) {
    const index = shortestIndex(runs, spans);
    if (lengthMs(runs[index], spans) >= minDurationMs) break;
    const means = meanOverRun(probabilities, conceptCount, spans, runs[index]);
    const fit = (run: Run) => (run.conceptIndex === null ? unknownProbability : means[run.conceptIndex]);
    const neighbours = [runs[index - 1], runs[index + 1]].filter((run) => run !== undefined);
    give(runs, index, neighbours.reduce((best, run) => (fit(run) > fit(best) ? run : best)).conceptIndex);
  }
  return runs.flatMap((run) => Array.from({ length: run.endIndex - run.startIndex }, () => run.conceptIndex));
}

/** Replaces a run by what its neighbours show and joins it to those that show the same. */
function give(runs: Run[], index: number, conceptIndex: number | null): void {
  const first = runs[index - 1]?.conceptIndex === conceptIndex ? index - 1 : index;
  const last = runs[index + 1]?.conceptIndex === conceptIndex ? index + 1 : index;
  const joined = { startIndex: runs[first].startIndex, endIndex: runs[last].endIndex, conceptIndex };
  runs.splice(first, last - first + 1, joined);
}

function shortestIndex(runs: readonly Run[], spans: readonly Span[]): number {
  const rank = runs.map((run, index) => lengthMs(run, spans) - (isEnclosed(runs, index) ? 0.5 : 0));
  let shortest = 0;
  for (let i = 1; i < rank.length; i++) if (rank[i] < rank[shortest]) shortest = i;
  return shortest;
}

/** Lies between two runs that show the same: of equally short runs these go first, because they are blips. */
function isEnclosed(runs: readonly Run[], index: number): boolean {
  return index > 0 && index < runs.length - 1 && runs[index - 1].conceptIndex === runs[index + 1].conceptIndex;
}

function lengthMs(run: Run, spans: readonly Span[]): number {
  return spans[run.endIndex - 1].endMs - spans[run.startIndex].startMs;
}
