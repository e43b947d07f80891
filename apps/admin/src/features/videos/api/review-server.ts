import { SayReviewsDocument, VideoReviewsDocument, WithdrawReviewsDocument } from '../../../../generated/graphql.ts';
import type { ReviewInput } from '../../../../generated/graphql.ts';
import { allPages } from '../../../lib/all-pages.ts';
import { request } from '../../../lib/graphql.ts';
import { UserErrors } from '../../../lib/user-errors.ts';
import type { UserError } from '../../../lib/user-errors.ts';
import type { Review } from '../reviewing/review.ts';
import { MAX_COUNT } from '../reviewing/review-store.ts';
import type { Answer, ReviewServer, StoredReview } from '../reviewing/review-store.ts';

/** The reviews of a video under the words of a vocabulary, on the product's server. */
export function reviewServer(videoId: string, vocabularyId: string): ReviewServer {
  const toInput = ({ startMs, endMs, verdict, conceptId }: Review): ReviewInput => ({
    videoId,
    vocabularyId,
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
    read: () => readReviews(videoId, vocabularyId),
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

/** All that count, oldest first. */
export async function readReviews(
  id: string,
  vocabularyId: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<StoredReview[]> {
  const nodes = await allPages(async (after) => {
    const { node } = await request(VideoReviewsDocument, { id, vocabularyId, after }, options);
    if (node?.__typename !== 'Video') throw new Error('there is no such video');
    return node.reviews;
  });
  return nodes
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
