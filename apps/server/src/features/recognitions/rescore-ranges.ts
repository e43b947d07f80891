import type { QueuedRun } from '@actionary/database';

/** What one task re-scores at most, a few seconds' work: small enough to be shared among workers, or done again. */
const RANGE_FRAMES = 500_000;
const RANGE_RUNS = 200;

/** A recognition's videos `fromId` … `toId`. */
export interface RunRange {
  readonly recognitionId: string;
  readonly fromId: string;
  readonly toId: string;
}

/**
 * Cuts the videos that have embeddings into ranges with something left to do. What has ended counts, too: queueing again
 * gives the same ranges, which the queue knows already, unless more embeddings have been made.
 *
 * @param runs all of the recognition, oldest first
 */
export function rescoreRanges(recognitionId: string, runs: readonly QueuedRun[]): RunRange[] {
  const ranges: QueuedRun[][] = [];
  let frameSum = Infinity;
  for (const run of runs) {
    if (run.frameCount === null) continue;
    frameSum += run.frameCount;
    if (frameSum > RANGE_FRAMES || ranges.at(-1)!.length === RANGE_RUNS) {
      ranges.push([]);
      frameSum = run.frameCount;
    }
    ranges.at(-1)!.push(run);
  }
  return ranges
    .filter((range) => range.some(({ isOpen }) => isOpen))
    .map((range) => ({ recognitionId, fromId: range[0].id, toId: range.at(-1)!.id }));
}
