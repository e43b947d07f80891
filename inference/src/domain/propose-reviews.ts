import { rowCount } from './embedding.ts';
import { bestConcept } from './probability.ts';

/** Spans that nobody has reviewed. */
export interface ReviewCandidates {
  /** `[n, conceptCount]`, calibrated. */
  readonly probabilities: Float32Array;
  readonly conceptCount: number;
  /** Unit embeddings `[n, dims]`. */
  readonly embeddings: Float32Array;
  readonly dims: number;
  /** Whether each span is from the newest station; default none is. */
  readonly isNewest?: readonly boolean[];
}

export interface ProposeReviewsOptions {
  /** Proposals; default 20. */
  readonly count?: number;
  /** Unit embeddings of reviewed spans, `[reviewed, dims]`: what is like them teaches little. Default none. */
  readonly reviewed?: Float32Array;
  /**
   * `'margin'`: 1 less the lead of the best concept over the second; `'entropy'`: of all probabilities, 1 where they are
   * even. Default `'margin'`.
   */
  readonly uncertainty?: 'margin' | 'entropy';
  /**
   * Most proposals of each concept, by its index; a span counts for its most probable concept. Default for all: an even
   * share of `count` among the concepts that occur.
   */
  readonly quotas?: readonly number[];
  /** Share of the proposals that is from the newest station where it has as many; 0 … 1, default 0.25. */
  readonly newestShare?: number;
}

/** A span to review next. */
export interface ReviewProposal {
  /** The candidate's row. */
  readonly row: number;
  /** Its most probable concept. */
  readonly conceptIndex: number;
  /** 0 … 1 */
  readonly uncertainty: number;
  /** 0: as one that is reviewed or proposed before it. 1: unlike all of them. */
  readonly novelty: number;
  /**
   * About how many of the candidates' labels this review would put right, itself included: each candidate's chance of being
   * wrong, times how much likelier a reviewed span shows the same by this one. It takes for granted that a review corrects
   * what looks alike and shows the same.
   */
  readonly expectedGain: number;
}

/**
 * What to review next: spans that are uncertain and unlike what has been reviewed or proposed before (a greedy k-center
 * weighted by uncertainty), within quotas per concept and with a share for the newest station. Where quotas leave fewer
 * spans than were asked for, they are exceeded. Ties go to the smaller row. Takes O(n · (count + reviewed)) comparisons.
 *
 * @returns in the order of choice; all candidates where there are no more than `count`
 * @see Sener and Savarese 2018, arXiv 1708.00489, on k-center; Wei, Iyer and Bilmes 2015 on coverage as gain
 */
export function proposeReviews(candidates: ReviewCandidates, options: ProposeReviewsOptions = {}): ReviewProposal[] {
  const { count = 20, reviewed = new Float32Array(), uncertainty = 'margin' } = options;
  const spans = describeSpans(candidates, uncertainty);
  const coverage = new Coverage(candidates.embeddings, candidates.dims);
  for (let row = 0; row < rowCount(reviewed, candidates.dims); row++)
    coverage.add(reviewed.subarray(row * candidates.dims, (row + 1) * candidates.dims));
  const quotas = new Quotas(spans, count, options);
  const proposals: ReviewProposal[] = [];
  while (proposals.length < Math.min(count, spans.length)) {
    const row = quotas.bestAllowed((index) => spans[index].uncertainty * coverage.novelty(index));
    const { conceptIndex, uncertainty: unsure } = spans[row];
    const novelty = coverage.novelty(row);
    const gains = coverage.add(candidates.embeddings.subarray(row * candidates.dims, (row + 1) * candidates.dims));
    const expectedGain = gains.reduce((sum, likelier, other) => sum + likelier * spans[other].chanceWrong, 0);
    proposals.push({ row, conceptIndex, uncertainty: unsure, novelty, expectedGain });
    quotas.take(row);
  }
  return proposals;
}

interface CandidateSpan {
  readonly conceptIndex: number;
  readonly uncertainty: number;
  readonly chanceWrong: number;
  readonly isNewest: boolean;
}

function describeSpans(
  { probabilities, conceptCount, embeddings, dims, isNewest = [] }: ReviewCandidates,
  uncertainty: 'margin' | 'entropy',
): CandidateSpan[] {
  const count = rowCount(probabilities, conceptCount);
  if (rowCount(embeddings, dims) !== count)
    throw new RangeError(`${embeddings.length / dims} embeddings for ${count} rows`);
  return Array.from({ length: count }, (_, index) => {
    const row = probabilities.subarray(index * conceptCount, (index + 1) * conceptCount);
    const { best, margin } = bestConcept(row);
    return {
      conceptIndex: best.conceptIndex,
      uncertainty: uncertainty === 'margin' ? 1 - margin : evenness(row),
      chanceWrong: 1 - best.probability,
      isNewest: isNewest[index] ?? false,
    };
  });
}

/** Entropy as a share of the largest possible; 0 for a single concept. */
function evenness(probabilities: Float32Array): number {
  if (probabilities.length === 1) return 0;
  let entropy = 0;
  for (const probability of probabilities) if (probability > 0) entropy -= probability * Math.log(probability);
  return entropy / Math.log(probabilities.length);
}

/**
 * How near each span is to the nearest that is, or will be, reviewed. All embeddings of an encoder lie in a narrow cone:
 * the mean cosine of two spans counts as unlike, 0, and only what lies above it as alike.
 */
class Coverage {
  readonly #embeddings: Float32Array;
  readonly #unlike: number;
  readonly #covered: Float64Array;

  constructor(embeddings: Float32Array, dims: number) {
    this.#embeddings = embeddings;
    this.#unlike = meanCosine(embeddings, dims);
    this.#covered = new Float64Array(embeddings.length / dims);
  }

  novelty(index: number): number {
    return 1 - this.#covered[index];
  }

  /** @returns by how much the chance has risen that the nearest of them shows what each span shows */
  add(embedding: Float32Array): Float64Array {
    const before = this.#covered.slice();
    for (const [index, covered] of before.entries())
      this.#covered[index] = Math.max(covered, this.#likeness(embedding, index));
    return this.#covered.map((covered, index) =>
      covered === before[index] ? 0 : chanceOfSameConcept(covered) - chanceOfSameConcept(before[index]),
    );
  }

  /** At most 1. */
  #likeness(embedding: Float32Array, index: number): number {
    const cosine = dot(embedding, this.#embeddings, index * embedding.length);
    // Where all spans look the same nothing lies above their mean.
    if (this.#unlike > 1 - SAME) return cosine > 1 - SAME ? 1 : 0;
    return Math.min(1, (cosine - this.#unlike) / (1 - this.#unlike));
  }
}

/**
 * How probable it is that two spans show the same concept, by how alike they look. A curve through what pairs of different
 * recordings of UCF101 do with CLIP ViT-B/32: 0.05 at a likeness of 0.35, 0.14 at 0.45, 0.35 at 0.55, 0.64 at 0.65, 0.93 at 0.75.
 *
 * @param likeness 0 … 1
 * @returns 0 … 1
 */
function chanceOfSameConcept(likeness: number): number {
  const curve = (x: number) => 1 / (1 + Math.exp(-14 * (x - 0.6)));
  return (curve(likeness) - curve(0)) / (curve(1) - curve(0));
}

/** What rounding takes from the cosine of equal embeddings is less. */
const SAME = 1e-6;

/** Over all pairs, each with itself included: the squared length of the mean; 0 … 1. */
function meanCosine(embeddings: Float32Array, dims: number): number {
  const sums = new Float64Array(dims);
  for (let index = 0; index < embeddings.length; index++) sums[index % dims] += embeddings[index];
  const count = embeddings.length / dims;
  return count === 0 ? 0 : sums.reduce((sum, value) => sum + (value / count) ** 2, 0);
}

function dot(embedding: Float32Array, rows: Float32Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < embedding.length; i++) sum += embedding[i] * rows[start + i];
  return sum;
}

/** Which spans may be chosen next. */
class Quotas {
  readonly #spans: readonly CandidateSpan[];
  readonly #left: Set<number>;
  readonly #quotas: number[];
  #choicesLeft: number;
  #newestLeft: number;

  constructor(
    spans: readonly CandidateSpan[],
    count: number,
    { quotas, newestShare = 0.25 }: Pick<ProposeReviewsOptions, 'quotas' | 'newestShare'>,
  ) {
    const even = Math.ceil(count / new Set(spans.map(({ conceptIndex }) => conceptIndex)).size);
    const conceptCount = spans.reduce((most, { conceptIndex }) => Math.max(most, conceptIndex + 1), 0);
    this.#spans = spans;
    this.#left = new Set(spans.keys());
    this.#quotas = Array.from({ length: conceptCount }, (_, concept) => quotas?.[concept] ?? even);
    this.#choicesLeft = Math.min(count, spans.length);
    this.#newestLeft = Math.min(Math.ceil(newestShare * count), spans.filter(({ isNewest }) => isNewest).length);
  }

  /** The best of the spans that no quota forbids; else of those that leave the newest station its share; else of all. */
  bestAllowed(value: (row: number) => number): number {
    const isWithinQuota = (row: number) => this.#quotas[this.#spans[row].conceptIndex] > 0;
    const leavesShare = (row: number) => this.#newestLeft < this.#choicesLeft || this.#spans[row].isNewest;
    return (
      bestRow(this.#left, value, (row) => isWithinQuota(row) && leavesShare(row)) ??
      bestRow(this.#left, value, leavesShare)!
    );
  }

  take(row: number): void {
    const { conceptIndex, isNewest } = this.#spans[row];
    this.#left.delete(row);
    this.#quotas[conceptIndex]--;
    this.#choicesLeft--;
    if (isNewest && this.#newestLeft > 0) this.#newestLeft--;
  }
}

function bestRow(
  rows: Iterable<number>,
  value: (row: number) => number,
  isAllowed: (row: number) => boolean,
): number | null {
  let chosen: { row: number; value: number } | null = null;
  for (const row of rows) {
    if (!isAllowed(row)) continue;
    const own = value(row);
    if (chosen === null || own > chosen.value) chosen = { row, value: own };
  }
  return chosen?.row ?? null;
}
