import { embeddedFramesOf, getEquipmentNodes, listReviewCandidates, reviewedSpans } from '@actionary/database';
import type {
  Database,
  EmbeddedFrames,
  EquipmentNode,
  Recipe,
  ReviewCandidate,
  ReviewedSpan,
} from '@actionary/database';
import { meanRow, normalizeRows, proposeReviews } from '@actionary/inference/domain';
import type { ReviewCandidates, ReviewProposal } from '@actionary/inference/domain';
import type { Context } from '../../context.ts';
import { readSpanFrames } from '../../shared/encoders/span-frames.ts';
import type { EmbeddedSpans } from '../../shared/encoders/span-frames.ts';
import { argumentKey, badUserInput } from '../../shared/graphql/result.ts';

const MAX_FIRST = 100;
/** Segments among which is chosen. */
const CANDIDATE_COUNT = 500;
/** Reviewed spans that they are compared with. */
const REVIEWED_COUNT = 1000;
/** Frames of videos that are read: some 100 MB of the bundled encoder's embeddings. */
const FRAME_COUNT = 200_000;

/** A segment whose review would teach most. @public codegen.yml names it */
export interface ProposedReview extends Omit<ReviewProposal, 'row' | 'conceptIndex'> {
  readonly segment: ReviewCandidate;
  readonly isFromNewestStation: boolean;
}

export interface ProposedReviews {
  readonly proposals: readonly ProposedReview[];
  readonly candidateCount: number;
  readonly newestStation: EquipmentNode | null;
}

/** What to review next of what a recipe has recognised. @param id global @throws {GraphQLError} BAD_USER_INPUT */
export async function nextReviews(
  { db, loaders, signal }: Context,
  { recipeId: id, first }: { readonly recipeId: string; readonly first: number },
): Promise<ProposedReviews> {
  if (first < 1 || first > MAX_FIRST) throw badUserInput(`first: must be 1 … ${MAX_FIRST}`);
  const recipe = await loaders.recipe.load(argumentKey('Recipe', id, 'recipeId'));
  if (!recipe) throw badUserInput('recipeId: there is no such recipe');
  const { vocabularyId, id: versionId } = (await loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  const [found, reviewed] = await Promise.all([
    listReviewCandidates(db, { recipeId: recipe.id, vocabularyId, count: CANDIDATE_COUNT }),
    reviewedSpans(db, { vocabularyId, versionId }),
  ]);
  const candidates = await embeddedOf(db, recipe, found);
  if (candidates.spans.length === 0) return { proposals: [], candidateCount: 0, newestStation: null };
  const known = await embeddedOf(db, recipe, evenly(reviewed));
  const newestStation = await newestOf(db, candidates.spans);
  const proposals = proposeReviews(
    {
      ...probabilitiesOf(candidates.spans),
      ...(await meansOf(db, candidates, signal)),
      isNewest: candidates.spans.map(({ equipmentNodeId }) => equipmentNodeId === newestStation?.id),
    },
    { count: first, reviewed: (await meansOf(db, known, signal)).embeddings },
  );
  return {
    proposals: proposals.map(({ row, conceptIndex: _, ...proposal }) => {
      const segment = candidates.spans[row];
      return { ...proposal, segment, isFromNewestStation: segment.equipmentNodeId === newestStation?.id };
    }),
    candidateCount: candidates.spans.length,
    newestStation,
  };
}

/** They come in order of their contents: some of nearly all videos are left. */
function evenly(spans: readonly ReviewedSpan[]): readonly ReviewedSpan[] {
  if (spans.length <= REVIEWED_COUNT) return spans;
  return Array.from(
    { length: REVIEWED_COUNT },
    (_, index) => spans[Math.floor((index * spans.length) / REVIEWED_COUNT)],
  );
}

/** Those whose videos have embeddings, of as many videos as may be read. */
async function embeddedOf<Span extends EmbeddedSpans['spans'][number]>(
  db: Database,
  recipe: Recipe,
  spans: readonly Span[],
): Promise<EmbeddedSpans<Span>> {
  const contents = [...new Set(spans.map(({ contentSha256 }) => contentSha256))];
  const found = await embeddedFramesOf(db, contents, recipe);
  const embedded = new Map<string, EmbeddedFrames>();
  let frameCount = 0;
  for (const [index, frames] of found.entries()) {
    if (!frames || frameCount > FRAME_COUNT) continue;
    embedded.set(contents[index], frames);
    frameCount += frames.chunkFrameCounts.reduce((sum, count) => sum + count, 0);
  }
  return { spans: spans.filter(({ contentSha256 }) => embedded.has(contentSha256)), embedded };
}

/** What recognition has said, in a table of all concepts that it has spoken of; what is left of the whole is spread evenly. */
function probabilitiesOf(
  segments: readonly ReviewCandidate[],
): Pick<ReviewCandidates, 'probabilities' | 'conceptCount'> {
  const said = segments.map(({ conceptId, probability, runnerUpIds, runnerUpProbabilities }) => {
    const others = runnerUpIds.map((id, index) => [id, runnerUpProbabilities[index]] as const);
    return conceptId === null ? others : [[conceptId, probability] as const, ...others];
  });
  const indices = new Map([...new Set(said.flat().map(([id]) => id))].map((id, index) => [id, index]));
  const conceptCount = Math.max(1, indices.size);
  const probabilities = new Float32Array(segments.length * conceptCount);
  for (const [row, ranked] of said.entries()) {
    const own = probabilities.subarray(row * conceptCount, (row + 1) * conceptCount);
    const sum = ranked.reduce((total, [, probability]) => total + probability, 0);
    own.fill(Math.max(0, 1 - sum) / Math.max(1, conceptCount - ranked.length));
    for (const [conceptId, probability] of ranked) own[indices.get(conceptId)!] = probability;
  }
  return { probabilities, conceptCount };
}

/** A unit embedding for each span. */
async function meansOf(
  db: Database,
  embedded: EmbeddedSpans,
  signal: AbortSignal,
): Promise<Pick<ReviewCandidates, 'embeddings' | 'dims'>> {
  if (embedded.spans.length === 0) return { embeddings: new Float32Array(), dims: 1 };
  const { frames, frameCounts } = await readSpanFrames(db, embedded, { count: 4, from: 'spread' }, signal);
  const dims = frames.length / frameCounts.reduce((sum, count) => sum + count, 0);
  const embeddings = new Float32Array(frameCounts.length * dims);
  let offset = 0;
  for (const [index, count] of frameCounts.entries()) {
    embeddings.set(meanRow(frames.subarray(offset, offset + count * dims), dims), index * dims);
    offset += count * dims;
  }
  return { embeddings: normalizeRows(embeddings, dims), dims };
}

/** Of several stations the one that was set up last. */
async function newestOf(db: Database, segments: readonly ReviewCandidate[]): Promise<EquipmentNode | null> {
  const ids = [...new Set(segments.map(({ equipmentNodeId }) => equipmentNodeId))];
  if (ids.length < 2) return null;
  // Ids are in order of time.
  const [node] = await getEquipmentNodes(db, [ids.toSorted().at(-1)!]);
  return node;
}
