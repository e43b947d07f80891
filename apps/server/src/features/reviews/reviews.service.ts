import { createReviews, cursorOfReview, decideReviews, getVideos, withdrawReviews } from '@actionary/database';
import type { Review, ReviewInput as StoredReview, ReviewQueueItem, ReviewScope, Video } from '@actionary/database';
import type { ReviewDecisionInput, ReviewInput } from '../../../generated/resolvers-types.ts';
import type { Context } from '../../context.ts';
import { pageRequest, toConnection } from '../../shared/graphql/connection.ts';
import type { Countable, PageArguments } from '../../shared/graphql/connection.ts';
import type { VersionedConcept } from '../../shared/concepts/concept-content.ts';
import type { Loaders } from '../../shared/graphql/loaders.ts';
import { suggestForReviews } from '../../shared/queue/queue-suggestions.ts';
import { argumentKey, done, inputKey, refuse, settle } from '../../shared/graphql/result.ts';
import type { Result } from '../../shared/graphql/result.ts';
import { contentsOf } from '../../shared/concepts/version-concepts.ts';

const MAX_COUNT = 1000;

/** A page of what waits. @public codegen.yml names it */
export type CountableQueue = Countable<ReviewQueueItem>;

type Caller = Pick<Context, 'db' | 'queue' | 'log' | 'person'>;

/** Records what a person says about parts of videos, in place of earlier reviews where they replace some. */
export async function recordReviews(
  context: Caller,
  inputs: readonly ReviewInput[],
  replaced: readonly string[],
): Promise<Result<Review[]>> {
  const { db, person } = context;
  const recorded = await settle(async () => {
    refuseCount('reviews', inputs.length);
    const videoIds = inputs.map(({ videoId }, index) => inputKey('Video', videoId, `reviews.${index}.videoId`));
    const videos = await getVideos(db, videoIds);
    const reviews = inputs.map((input, index) => toStored(input, videos[index], `reviews.${index}`));
    return createReviews(db, reviews, { person, replacesIds: reviewKeys('replacesIds', replaced) });
  });
  const ids = recorded.value?.map(({ id }) => id) ?? [];
  await suggestForReviews(context, ids);
  return recorded;
}

/** Takes reviews back. @returns the ids */
export function takeBack({ db }: Pick<Context, 'db'>, ids: readonly string[]): Promise<Result<string[]>> {
  return settle(async () => {
    refuseCount('ids', ids.length);
    const outcome = await withdrawReviews(db, reviewKeys('ids', ids));
    return outcome.ok ? done([...ids]) : outcome;
  });
}

function reviewKeys(field: string, ids: readonly string[]): string[] {
  if (ids.length > MAX_COUNT)
    refuse('INVALID', field, `at most ${MAX_COUNT} at a time`, { reason: 'tooMany', most: MAX_COUNT });
  return ids.map((id, index) => inputKey('Review', id, `${field}.${index}`));
}

/** A page of what counts of what was said about a video. @param args with the global id of the vocabulary */
export async function reviewsOfVideo({ contentSha256 }: Video, args: PageArguments & ReviewScope, loaders: Loaders) {
  const { track, areInstants } = args;
  const vocabularyId = argumentKey('Vocabulary', args.vocabularyId, 'vocabularyId');
  const wanted = { scope: { vocabularyId, track, areInstants }, page: pageRequest(args) };
  const page =
    contentSha256 === null
      ? { nodes: [], hasNextPage: false }
      : await loaders.reviewsOfContent.load({ key: contentSha256, args: wanted });
  return toConnection(page, args, cursorOfReview);
}

function toStored(input: ReviewInput, video: Video | null, place: string): StoredReview {
  const { startMs, endMs, verdict, track, vocabularyId, conceptId } = input;
  if (!video?.contentSha256)
    return refuse('NOT_FOUND', `${place}.videoId`, 'there is no such video, or it has not been probed yet');
  refuseBehind(video, startMs + 1, `${place}.startMs`);
  refuseBehind(video, endMs, `${place}.endMs`);
  return {
    contentSha256: video.contentSha256,
    startMs,
    endMs,
    verdict,
    track: track ?? 'work',
    vocabularyId: inputKey('Vocabulary', vocabularyId, `${place}.vocabularyId`),
    conceptId: conceptId ? inputKey('Concept', conceptId, `${place}.conceptId`) : null,
  };
}

function refuseBehind({ durationMs }: Video, ms: number, field: string): void {
  if (durationMs && ms > durationMs)
    refuse('INVALID', field, `the video ends before, at ${durationMs} ms`, { reason: 'behindVideo', durationMs });
}

/** Decides what reviews count as. */
export async function recordDecisions(
  context: Caller,
  decisions: readonly ReviewDecisionInput[],
): Promise<Result<ReviewQueueItem[]>> {
  const { db, person } = context;
  const decided = await settle(async () => {
    refuseCount('decisions', decisions.length);
    const stored = decisions.map(({ itemId, conceptId }, index) => ({
      itemId: inputKey('ReviewQueueItem', itemId, `decisions.${index}.itemId`),
      conceptId: inputKey('Concept', conceptId, `decisions.${index}.conceptId`),
    }));
    return decideReviews(db, stored, { person });
  });
  const reviewIds = decided.value?.map(({ reviewId }) => reviewId) ?? [];
  await suggestForReviews(context, reviewIds);
  return decided;
}

function refuseCount(field: string, count: number): void {
  if (count < 1 || count > MAX_COUNT)
    refuse('INVALID', field, `1 … ${MAX_COUNT} at a time`, { reason: 'tooMany', most: MAX_COUNT });
}

/** One of the concepts that a review may count as. */
export interface Suggestion {
  readonly content: VersionedConcept;
  readonly probability: number | null;
}

/** Most probable first, in the newest published words; where it has been decided since, in those of its own version. */
export async function candidatesOf(item: ReviewQueueItem, loaders: Loaders): Promise<Suggestion[]> {
  const { vocabularyId } = (await loaders.vocabularyVersion.load(item.versionId))!;
  const newest = await loaders.latestVersion.load(vocabularyId);
  const [own, current] = await Promise.all(
    [item.versionId, newest!.id].map((versionId) => contentsOf(versionId, item.candidateIds, loaders)),
  );
  const contents = new Map([...own, ...current].map((content) => [content.conceptId, content]));
  const suggestions = item.candidateIds.map((conceptId, index) => ({
    content: contents.get(conceptId)!,
    probability: item.probabilities[index] ?? null,
  }));
  return suggestions.toSorted((one, other) => (other.probability ?? 0) - (one.probability ?? 0));
}
