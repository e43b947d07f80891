/** What publishing a draft touches, to be looked at. */
import type { Recipe, Segment } from '../generated/client.ts';
import { groupRows } from './batch.ts';
import type { Database } from './database.ts';

const EXAMPLE_COUNT = 6;

/**
 * Segments of current recognitions that count as one of several concepts: the most probable ones, of different videos, best
 * first; at most 6.
 * @param keys ids of concepts, joined by commas
 */
export async function exampleSegments(db: Database, keys: readonly string[]): Promise<Segment[][]> {
  const pairs = [...new Set(keys)].flatMap((key) => key.split(',').map((conceptId) => ({ key, conceptId })));
  const rows = await db.prisma.$queryRaw<(Segment & { readonly key: string })[]>`
    WITH wanted AS (
      SELECT * FROM unnest(${pairs.map(({ key }) => key)}::text[], ${pairs.map(({ conceptId }) => conceptId)}::uuid[])
        AS wanted ("key", "conceptId")
    ), best AS (
      SELECT wanted."key", video."videoId", video."id", max(segment."probability") AS "probability"
      FROM wanted JOIN "Segment" AS segment ON segment."conceptId" = wanted."conceptId"
      JOIN "RecognitionVideo" AS video ON video."id" = segment."recognitionVideoId" AND video."isCurrent"
      GROUP BY wanted."key", video."id"
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY "key" ORDER BY "probability" DESC, "videoId") AS "rank" FROM (
        SELECT DISTINCT ON ("key", "videoId") * FROM best ORDER BY "key", "videoId", "probability" DESC, "id" DESC
      ) AS of_videos
    )
    SELECT ranked."key", example.*
    FROM ranked CROSS JOIN LATERAL (
      SELECT segment.* FROM "Segment" AS segment
      WHERE segment."recognitionVideoId" = ranked."id" AND segment."probability" = ranked."probability"
        AND segment."conceptId" = ANY (ARRAY(SELECT "conceptId" FROM wanted WHERE wanted."key" = ranked."key"))
      ORDER BY segment."segmentIndex" LIMIT 1
    ) AS example
    WHERE ranked."rank" <= ${EXAMPLE_COUNT}
    ORDER BY ranked."key", ranked."rank"`;
  return groupRows(keys, rows, ({ key }) => key).map((group) => group.map(({ key: _, ...segment }) => segment));
}

/** Recipes that pin any version of each vocabulary, newest first; at most 100 each. */
export async function recipesOfVocabularies(db: Database, vocabularyIds: readonly string[]): Promise<Recipe[][]> {
  const rows = await db.prisma.recipe.findMany({
    where: { vocabularyVersion: { vocabularyId: { in: [...vocabularyIds] } } },
    include: { vocabularyVersion: { select: { vocabularyId: true } } },
    orderBy: { id: 'desc' },
  });
  return groupRows(vocabularyIds, rows, ({ vocabularyVersion }) => vocabularyVersion.vocabularyId).map((group) =>
    group.slice(0, 100),
  );
}
