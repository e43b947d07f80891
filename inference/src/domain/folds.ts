import { seededRandom, shuffle } from './random.ts';

/**
 * Divides rows into folds of about equal size, all rows of a video in the same one: neighbouring spans are too alike to
 * test each other.
 *
 * @param videos the video of each row
 * @param foldCount ≥ 2; no more folds are used than there are videos
 * @returns the fold of each row, from 0
 */
export function videoFolds(videos: readonly string[], foldCount: number, seed = 0): number[] {
  checkFoldCount(foldCount);
  const sizes = new Map<string, number>();
  for (const video of videos) sizes.set(video, (sizes.get(video) ?? 0) + 1);
  const largestFirst = shuffle(seededRandom(seed), [...sizes]).toSorted(([, one], [, other]) => other - one);
  const filled = Array.from({ length: Math.min(foldCount, sizes.size) }, () => 0);
  const foldOf = new Map<string, number>();
  for (const [video, size] of largestFirst) {
    const emptiest = filled.indexOf(Math.min(...filled));
    filled[emptiest] += size;
    foldOf.set(video, emptiest);
  }
  return videos.map((video) => foldOf.get(video)!);
}

/** Concepts to train on, and concepts that training does not see; indices, ascending. */
export interface ConceptSplit {
  readonly base: readonly number[];
  readonly novel: readonly number[];
}

/**
 * Splits of a site's own concepts for the base-to-novel protocol: every concept is novel once. Concepts with many and with
 * few reviews are dealt out evenly.
 *
 * @param reviewCounts reviewed spans of each concept; concepts without any are in no split
 * @param foldCount default 2: as many base as novel concepts, as in the literature
 * @throws {RangeError} for fewer reviewed concepts than folds
 */
export function baseNovelFolds(reviewCounts: readonly number[], foldCount = 2, seed = 0): ConceptSplit[] {
  checkFoldCount(foldCount);
  const random = seededRandom(seed);
  const reviewed = [...reviewCounts.keys()].filter((concept) => reviewCounts[concept] > 0);
  if (reviewed.length < foldCount) throw new RangeError(`${reviewed.length} reviewed concepts for ${foldCount} folds`);
  const mostFirst = shuffle(random, reviewed).toSorted((one, other) => reviewCounts[other] - reviewCounts[one]);
  const foldOf = new Map<number, number>();
  for (let start = 0; start < mostFirst.length; start += foldCount) {
    const folds = shuffle(random, [...Array(foldCount).keys()]);
    for (const [place, concept] of mostFirst.slice(start, start + foldCount).entries())
      foldOf.set(concept, folds[place]);
  }
  return Array.from({ length: foldCount }, (_, fold) => ({
    base: reviewed.filter((concept) => foldOf.get(concept) !== fold),
    novel: reviewed.filter((concept) => foldOf.get(concept) === fold),
  }));
}

/**
 * Rows to train on for a few-shot curve. The rows of fewer shots are among those of more, so that the curve shows what
 * more reviews add; a concept's first rows come from different videos where there are such.
 *
 * @param truth concept index of each row
 * @param videos the video of each row
 * @param shots rows of each concept, for example 1, 2, 4, 8, 16; a concept that has fewer gives all
 * @returns for each number of shots its rows, ascending
 */
export function fewShotRows(
  truth: readonly number[],
  videos: readonly string[],
  shots: readonly number[],
  seed = 0,
): number[][] {
  if (videos.length !== truth.length) throw new RangeError(`${videos.length} videos for ${truth.length} rows`);
  const ranks = shotRanks(truth, videos, seed);
  return shots.map((count) => [...ranks.keys()].filter((row) => ranks[row] < count));
}

/** The place of each row in the order in which its concept's rows are taken. */
function shotRanks(truth: readonly number[], videos: readonly string[], seed: number): number[] {
  const takes = new Map<string, number>();
  const shuffled = shuffle(seededRandom(seed), [...truth.keys()]).map((row) => {
    const key = `${truth[row]} ${videos[row]}`;
    const take = takes.get(key) ?? 0;
    takes.set(key, take + 1);
    return { row, take };
  });
  const ranks = truth.map(() => 0);
  const seen = new Map<number, number>();
  for (const { row } of shuffled.toSorted((one, other) => one.take - other.take)) {
    ranks[row] = seen.get(truth[row]) ?? 0;
    seen.set(truth[row], ranks[row] + 1);
  }
  return ranks;
}

function checkFoldCount(foldCount: number): void {
  if (!(Number.isInteger(foldCount) && foldCount >= 2)) throw new RangeError(`invalid number of folds: ${foldCount}`);
}
