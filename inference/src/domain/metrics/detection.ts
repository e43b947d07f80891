/**
 * How well scores tell one kind from the other: the chance that a positive row has a higher score than a negative one
 * (AUROC, by Mann and Whitney's ranks; equal scores count half).
 *
 * @param scores higher for positive rows
 * @returns 0 … 1, 0.5 where scores say nothing
 * @throws {RangeError} where there are no rows of a kind, or a score is not a number
 */
export function auroc(scores: ArrayLike<number>, isPositive: readonly boolean[]): number {
  const { positives, negatives } = part(scores, isPositive);
  const ascending = negatives.toSorted((one, other) => one - other);
  let wins = 0;
  for (const score of positives) wins += (countBelow(ascending, score, false) + countBelow(ascending, score, true)) / 2;
  return wins / (positives.length * negatives.length);
}

/**
 * The share of negative rows that pass as positive where the threshold lets a wanted share of positive rows pass; with the
 * default, FPR@95.
 *
 * @param recall share of positive rows that must pass; above 0, at most 1
 * @returns 0 … 1, lower is better
 * @throws as {@link auroc}
 */
export function falsePositiveRate(scores: ArrayLike<number>, isPositive: readonly boolean[], recall = 0.95): number {
  const { positives, negatives } = part(scores, isPositive);
  const threshold = passingThreshold(positives, recall);
  return negatives.filter((score) => score >= threshold).length / negatives.length;
}

/**
 * The highest threshold that lets a share of scores pass, itself among them.
 *
 * @param scores at least one
 * @param share above 0, at most 1
 */
export function passingThreshold(scores: readonly number[], share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`invalid share: ${share}`);
  if (scores.length === 0) throw new RangeError('no threshold can be taken from no scores');
  // What rounding adds to a whole number must not make it the next.
  const passingCount = Math.ceil(share * scores.length - 1e-9);
  return scores.toSorted((one, other) => other - one)[passingCount - 1];
}

function part(scores: ArrayLike<number>, isPositive: readonly boolean[]) {
  if (scores.length !== isPositive.length)
    throw new RangeError(`${scores.length} scores for ${isPositive.length} rows`);
  const [positives, negatives]: [number[], number[]] = [[], []];
  for (const [row, positive] of isPositive.entries()) {
    if (Number.isNaN(scores[row])) throw new RangeError(`score ${row} is not a number`);
    (positive ? positives : negatives).push(scores[row]);
  }
  if (positives.length === 0 || negatives.length === 0)
    throw new RangeError('telling two kinds apart is not defined without rows of both');
  return { positives, negatives };
}

/** How many of the ascending values are below the score, or at most the score. */
function countBelow(ascending: readonly number[], score: number, includesEqual: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < score || (includesEqual && ascending[middle] === score)) low = middle + 1;
    else high = middle;
  }
  return low;
}
