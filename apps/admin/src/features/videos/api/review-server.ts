import {
  SayReviewsDocument,
  VideoInstantsDocument,
  VideoReviewsDocument,
  WithdrawReviewsDocument,
} from '../../../../generated/graphql.ts';
import type { ReviewInput, ReviewTrack } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { request } from '../../../lib/graphql.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import type { UserError } from '../../../lib/user-errors.ts';
import type { Review } from '../reviewing/review.ts';
import { MAX_COUNT } from '../reviewing/review-store.ts';
import type { Answer, ReviewServer, StoredReview } from '../reviewing/review-store.ts';

/** What is said about one side of what a video shows, under the words of a vocabulary. */
export interface ReviewedTrack {
  readonly videoId: string;
  readonly vocabularyId: string;
  readonly track: ReviewTrack;
}

/** The reviews of a track, on the product's server. */
export function reviewServer(reviewed: ReviewedTrack): ReviewServer {
  const toInput = ({ startMs, endMs, verdict, conceptId }: Review): ReviewInput => ({
    ...reviewed,
    startMs,
    endMs,
    verdict,
    conceptId,
  });
  const sendPart = async (removedIds: string[], added: readonly Review[]): Promise<Answer> => {
    if (added.length === 0)
      return answerOf((await request(WithdrawReviewsDocument, { ids: removedIds })).withdrawReviews, []);
    const variables = { reviews: added.map(toInput), replacesIds: removedIds };
    const { createReviews } = await request(SayReviewsDocument, variables);
    return answerOf(createReviews, createReviews.reviews ?? []);
  };
  return {
    read: () => readReviews(reviewed),
    send: async (removedIds, added) => {
      const ids: string[] = [];
      // More than a request may carry comes of imports only, which are undone in parts.
      for (let start = 0; start < Math.max(removedIds.length, added.length); start += MAX_COUNT) {
        const end = start + MAX_COUNT;
        const answer = await sendPart(removedIds.slice(start, end), added.slice(start, end));
        if (answer.kind === 'refused') return answer;
        ids.push(...answer.ids);
      }
      return { kind: 'done', ids };
    },
  };
}

function answerOf(
  payload: { readonly userErrors: readonly UserError[] },
  made: readonly { readonly id: string }[],
): Answer {
  if (payload.userErrors.length > 0) return { kind: 'refused', error: new UserErrors(payload.userErrors) };
  return { kind: 'done', ids: made.map(({ id }) => id) };
}

/** All that count, spans and instants, oldest first. */
export async function readReviews(
  { videoId: id, vocabularyId, track }: ReviewedTrack,
  options: { readonly signal?: AbortSignal } = {},
): Promise<StoredReview[]> {
  const noVideo = () => new Error('there is no such video');
  const [spans, instants] = await Promise.all([
    allPages(async (after) => {
      const { node } = await request(VideoReviewsDocument, { id, vocabularyId, track, after }, options);
      if (node?.__typename !== 'Video') throw noVideo();
      return node.reviews;
    }),
    allPages(async (after) => {
      const { node } = await request(VideoInstantsDocument, { id, vocabularyId, track, after }, options);
      if (node?.__typename !== 'Video') throw noVideo();
      return node.instants;
    }),
  ]);
  return [...spans, ...instants]
    .toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))
    .map(({ id: reviewId, startMs, endMs, verdict, person, concept, currentContents }) => ({
      id: reviewId,
      startMs,
      endMs,
      verdict,
      person: person ?? null,
      // What it became, where that is one; one of several waits for a decision elsewhere.
      conceptId: (currentContents.length === 1 ? currentContents[0]?.concept.id : concept?.id) ?? null,
    }));
}
