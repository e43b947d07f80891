import { cursorOfReview, reviewsOfContents } from '@actionary/database';
import type { Database, Review } from '@actionary/database';

const PAGE_SIZE = 500;

/** All that counts of what people have said about a video under a vocabulary, oldest first. */
export async function reviewsOfVideo(db: Database, contentSha256: string, vocabularyId: string): Promise<Review[]> {
  const said: Review[] = [];
  for (let after: string | null = null; ; after = cursorOfReview(said.at(-1)!)) {
    const page = { first: PAGE_SIZE, ...(after === null ? {} : { after }) };
    const [{ nodes, hasNextPage }] = await reviewsOfContents(db, [contentSha256], vocabularyId, page);
    said.push(...nodes);
    if (!hasNextPage || nodes.length === 0) break;
  }
  return said.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
