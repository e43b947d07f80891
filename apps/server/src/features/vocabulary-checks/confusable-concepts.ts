import type { Scorer } from '@actionary/inference';
import { adviseConfusable, SimilarPairs, similarityOrder } from '@actionary/inference/domain';
import type { ConfusableAdvice } from '@actionary/inference/domain';
import type { ConfusableConceptsInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import { done, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { checkedVersion, embeddingTarget, readingOf } from './checked-version.ts';
import { embeddedConcepts } from './version-embeddings.ts';
import type { EmbeddedConcepts } from './version-embeddings.ts';

const MAX_PAIRS = 1000;
const DEFAULT_PAIRS = 100;
const DEFAULT_SIMILARITY = 0.9;
const MATRIX_SIZE = 60;
/** Rows of the square of similarities that are there at a time. */
const BLOCK_ROWS = 256;

interface Pair {
  readonly one: VersionedConcept;
  readonly other: VersionedConcept;
  readonly similarity: number;
  readonly advice: ConfusableAdvice;
}

interface Confusable {
  readonly pairs: Pair[];
  readonly totalCount: number;
  readonly matrix: { readonly concepts: VersionedConcept[]; readonly values: number[] };
}

/** Active concepts of a version that an encoder can hardly tell apart, and how alike the most alike ones are. */
export function findConfusable(context: Context, input: ConfusableConceptsInput): Promise<Result<Confusable>> {
  return settle(async () => {
    const options = optionsOf(input);
    const checked = await checkedVersion(context, input.vocabularyVersionId);
    const reading = await readingOf(context, input);
    const embedded = await embeddedConcepts(context, embeddingTarget(checked, reading));
    const scorer = await context.encoders.scorer();
    const found = await comparePairs(embedded, scorer, options, context.signal);
    const versionId = checked.version.id;
    const conceptAt = (index: number) => ({ ...embedded.concepts[index], versionId });
    const pairs = found.top().map(({ oneIndex, otherIndex, similarity }) => {
      const [one, other] = [conceptAt(oneIndex), conceptAt(otherIndex)];
      return { one, other, similarity, advice: adviseConfusable(one, other, similarity) };
    });
    const { indices, values } = await mostAlike(embedded, found.nearest, scorer);
    const matrix = { concepts: indices.map(conceptAt), values };
    return done({ pairs, totalCount: found.totalCount, matrix });
  });
}

function optionsOf({ minSimilarity, first }: ConfusableConceptsInput) {
  const options = { minSimilarity: minSimilarity ?? DEFAULT_SIMILARITY, limit: first ?? DEFAULT_PAIRS };
  if (!(Math.abs(options.minSimilarity) <= 1)) refuse('INVALID', 'minSimilarity', 'must be -1 … 1');
  if (options.limit < 1 || options.limit > MAX_PAIRS) refuse('INVALID', 'first', `must be 1 … ${MAX_PAIRS}`);
  return options;
}

async function comparePairs(
  { concepts, embeddings, dims }: EmbeddedConcepts,
  scorer: Scorer,
  options: { readonly minSimilarity: number; readonly limit: number },
  signal: AbortSignal,
): Promise<SimilarPairs> {
  const pairs = new SimilarPairs(concepts.length, options);
  for (let row = 0; row < concepts.length; row += BLOCK_ROWS) {
    signal.throwIfAborted();
    const block = embeddings.subarray(row * dims, (row + BLOCK_ROWS) * dims);
    pairs.addRows(row, await scorer.logits(block, embeddings, dims, 1));
  }
  return pairs;
}

/** The concepts with the nearest neighbours, those alike beside each other, and their cosines row by row. */
async function mostAlike({ embeddings, dims }: EmbeddedConcepts, nearest: Float32Array, scorer: Scorer) {
  const chosen = [...nearest.keys()].toSorted((one, other) => nearest[other] - nearest[one]).slice(0, MATRIX_SIZE);
  const size = chosen.length;
  const rows = new Float32Array(size * dims);
  for (const [row, index] of chosen.entries())
    rows.set(embeddings.subarray(index * dims, (index + 1) * dims), row * dims);
  const square = await scorer.logits(rows, rows, dims, 1);
  const order = similarityOrder(square, size);
  const values = order.flatMap((row) => order.map((column) => rounded(square[row * size + column])));
  return { indices: order.map((row) => chosen[row]), values };
}

/** For a heat map: a cosine to four digits. */
function rounded(cosine: number): number {
  return Math.round(Math.min(1, cosine) * 10_000) / 10_000;
}
