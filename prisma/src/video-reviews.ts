import { Prisma } from '../generated/client.ts';
import type { Review } from '../generated/client.ts';
import type { Database } from './database.ts';
import { CursorError, cursorOfKey, keyOfCursor, pageSize } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import type { ReviewScope } from './review-tracks.ts';
import { getReviews } from './reviews.ts';

const ORDER = 'time';

/** The cursor of a review among those of its video and track. It stays valid whatever is said or withdrawn. */
export function cursorOfReview({ id, startMs, endMs }: Pick<Review, 'id' | 'startMs' | 'endMs'>): string {
  return cursorOfKey(ORDER, { id, value: `${startMs} ${endMs}` });
}

/**
 * What counts of what was said about videos: of several reviews of the same span or moment the latest. In order of time, in two statements however many videos there are.
 *
 * @param contents sha256 (hex) of the videos' files
 * @returns one page per content
 * @throws {CursorError | RangeError}
 */
export async function reviewsOfContents(
  db: Database,
  contents: readonly string[],
  { vocabularyId, track, areInstants }: ReviewScope,
  page: PageRequest = {},
): Promise<Page<Review>[]> {
  const size = pageSize(page);
  const rows = await db.prisma.$queryRaw<{ contentSha256: string; id: string }[]>`
    SELECT content."sha256" AS "contentSha256", counting."id"::text
    FROM unnest(${[...new Set(contents)]}::text[]) AS content ("sha256")
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (review."startMs", review."endMs") review."id", review."startMs", review."endMs"
      FROM "Review" AS review
      WHERE review."contentSha256" = content."sha256" AND review."vocabularyId" = ${vocabularyId}::uuid
        AND review."track" = ${track}::"ReviewTrack" AND (review."startMs" = review."endMs") = ${areInstants}
        AND ${page.after ? isBehind(page.after) : Prisma.sql`TRUE`}
      ORDER BY review."startMs", review."endMs", review."id" DESC LIMIT ${size + 1}
    ) AS counting
    ORDER BY counting."startMs", counting."endMs"`;
  const reviews = await getReviews(
    db,
    rows.map(({ id }) => id),
  );
  const byContent = Map.groupBy(rows.keys(), (index) => rows[index]!.contentSha256);
  return contents.map((content) => {
    const places = byContent.get(content) ?? [];
    // One may have been withdrawn since its id was read.
    const nodes = places.slice(0, size).flatMap((index) => reviews[index] ?? []);
    return { nodes, hasNextPage: places.length > size };
  });
}

function isBehind(cursor: string): Prisma.Sql {
  const span = /^(\d{1,9}) (\d{1,9})$/.exec(keyOfCursor(ORDER, cursor).value ?? '');
  if (!span) throw new CursorError(`invalid cursor: ${cursor}`);
  return Prisma.sql`(review."startMs", review."endMs") > (${Number(span[1])}::int, ${Number(span[2])}::int)`;
}
