import { cursorOfReview, reviewsOfContents } from '@actionary/database';
import type { Database, Review, ReviewScope } from '@actionary/database';

const PAGE_SIZE = 500;

/** All that counts of what people have said about spans of a video, oldest first. */
export async function spansOfVideo(
  db: Database,
  contentSha256: string,
  { vocabularyId, track }: Pick<ReviewScope, 'vocabularyId' | 'track'>,
): Promise<Review[]> {
  const scope = { vocabularyId, track, areInstants: false };
  const said: Review[] = [];
  for (let after: string | null = null; ; after = cursorOfReview(said.at(-1)!)) {
    const page = { first: PAGE_SIZE, ...(after === null ? {} : { after }) };
    const [{ nodes, hasNextPage }] = await reviewsOfContents(db, [contentSha256], scope, page);
    said.push(...nodes);
    if (!hasNextPage || nodes.length === 0) break;
  }
  return said.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
