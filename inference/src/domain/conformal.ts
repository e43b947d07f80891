import { rowCount } from './embedding.ts';

/** Sets of concepts that hold the true one as often as stated. */
export interface ConformalRule {
  /** Share of new rows whose set holds their true concept; at least what was asked for. 1 where all sets hold everything. */
  readonly coverage: number;
  /** Concepts at least this probable are in the set, by index. 0: always. */
  readonly minProbabilities: readonly number[];
  /** Reviewed rows that each entry rests on. */
  readonly counts: readonly number[];
}

/**
 * Split conformal prediction: the least probability that reviewed true concepts had, but for the share that may be missed.
 * Of new rows, drawn as the reviewed ones were, the set of at least `coverage` holds the true concept, whatever the model.
 * Rows of one video are alike, so give one row, or few, of each; the coverage is over all concepts together.
 *
 * @param probabilities `[n, conceptCount]`; of rows that nothing else was fitted to
 * @param truth true concept index of each row
 * @param coverage wanted; above 0, below 1. Fewer than {@link rowsForCoverage} rows give sets of all concepts
 * @see Vovk et al. 2005; Sadinle, Lei and Wasserman 2019 for the smallest sets; Angelopoulos and Bates 2021, arXiv 2107.07511
 */
export function fitConformal(
  probabilities: Float32Array,
  conceptCount: number,
  truth: readonly number[],
  coverage: number,
): ConformalRule {
  const { minProbability, coverage: stated } = leastProbability(
    trueProbabilities(probabilities, conceptCount, truth),
    coverage,
  );
  return {
    coverage: stated,
    minProbabilities: Array.from({ length: conceptCount }, () => minProbability),
    counts: Array.from({ length: conceptCount }, () => truth.length),
  };
}

/**
 * The same for each true concept by itself (Mondrian): rare and hard concepts are covered as often as the others. A concept
 * with fewer than {@link rowsForCoverage} rows is in every set, as nothing else would keep the promise.
 *
 * @param probabilities as for {@link fitConformal}, and so the other parameters
 */
export function fitConformalByConcept(
  probabilities: Float32Array,
  conceptCount: number,
  truth: readonly number[],
  coverage: number,
): ConformalRule {
  const values = trueProbabilities(probabilities, conceptCount, truth);
  const ofConcept: number[][] = Array.from({ length: conceptCount }, () => []);
  for (const [row, concept] of truth.entries()) ofConcept[concept].push(values[row]);
  const fitted = ofConcept.map((own) => leastProbability(own, coverage));
  return {
    coverage: Math.min(...fitted.map((one) => one.coverage)),
    minProbabilities: fitted.map(({ minProbability }) => minProbability),
    counts: ofConcept.map((own) => own.length),
  };
}

/**
 * @param probabilities `[n, conceptCount]`
 * @returns for each row the concepts of its set, ascending; an empty one says that none of the concepts fits
 */
export function conformalSets(probabilities: Float32Array, { minProbabilities }: ConformalRule): number[][] {
  const conceptCount = minProbabilities.length;
  return Array.from({ length: rowCount(probabilities, conceptCount) }, (_, row) => {
    const own = probabilities.subarray(row * conceptCount, (row + 1) * conceptCount);
    return [...minProbabilities.keys()].filter((concept) => own[concept] >= minProbabilities[concept]);
  });
}

/** The fewest reviewed rows with which a coverage can be promised: 9 for 0.9, 19 for 0.95, 99 for 0.99. */
export function rowsForCoverage(coverage: number): number {
  checkCoverage(coverage);
  return Math.ceil(coverage / (1 - coverage) - ROUNDING);
}

/** What rounding adds to a whole number must not make it the next. */
const ROUNDING = 1e-9;

function leastProbability(values: readonly number[], coverage: number) {
  checkCoverage(coverage);
  // A new row is equally likely to fall into each of the gaps that n rows leave: n + 1 of them.
  const rank = Math.ceil((values.length + 1) * coverage - ROUNDING);
  if (rank > values.length) return { minProbability: 0, coverage: 1 };
  const descending = values.toSorted((one, other) => other - one);
  return { minProbability: descending[rank - 1], coverage: rank / (values.length + 1) };
}

function trueProbabilities(probabilities: Float32Array, conceptCount: number, truth: readonly number[]): number[] {
  const count = rowCount(probabilities, conceptCount);
  if (truth.length !== count) throw new RangeError(`${truth.length} true concepts for ${count} rows`);
  return truth.map((concept, row) => {
    if (!(concept >= 0 && concept < conceptCount)) throw new RangeError(`no such concept: ${concept}`);
    return probabilities[row * conceptCount + concept];
  });
}

function checkCoverage(coverage: number): void {
  if (!(coverage > 0 && coverage < 1)) throw new RangeError(`invalid coverage: ${coverage}`);
}
