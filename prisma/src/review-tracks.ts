/** Reviews tell what is done on several tracks, and over spans or at instants. Recognition is about one of these only. */
import { Prisma } from '../generated/client.ts';
import type { Review, ReviewTrack } from '../generated/client.ts';

/** Which of the reviews of a video are meant. */
export interface ReviewScope {
  readonly vocabularyId: string;
  readonly track: ReviewTrack;
  /** Moments, where `endMs` is `startMs`; else spans. */
  readonly areInstants: boolean;
}

export function isInstant({ startMs, endMs }: Pick<Review, 'startMs' | 'endMs'>): boolean {
  return startMs === endMs;
}

/**
 * Of a table named `review`, those that say what work a span shows. Whatever learns from reviews, measures by them, reports
 * or shows them in the place of what was recognised, reads these and no others.
 */
export const OF_WORK = Prisma.sql`(review."track" = 'work' AND review."startMs" < review."endMs")`;
