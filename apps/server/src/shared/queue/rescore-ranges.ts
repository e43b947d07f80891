import type { QueuedRun } from '@actionary/database';

/** What one task re-scores at most, a few seconds' work: small enough to be shared among workers, or done again. */
const RANGE_FRAMES = 500_000;
const RANGE_RUNS = 200;

/** A recognition's videos `fromId` … `toId`. */
interface RunRange {
  readonly recognitionId: string;
  readonly fromId: string;
  readonly toId: string;
}

export interface RescoreRange {
  /** Whose turn it is in the queue: the library of the first video. */
  readonly libraryId: string;
  readonly range: RunRange;
}

/**
 * Cuts the videos that have embeddings into ranges with something left to do. What has ended counts, too: queueing again
 * gives the same ranges, which the queue knows already, unless more embeddings have been made.
 *
 * @param runs all of the recognition, oldest first
 */
export function rescoreRanges(recognitionId: string, runs: readonly QueuedRun[]): RescoreRange[] {
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
    .map(([first, ...rest]) => ({
      libraryId: first.libraryId,
      range: { recognitionId, fromId: first.id, toId: (rest.at(-1) ?? first).id },
    }));
}
