/** What is compared where two recognitions are: a run of each of the same video. */
import { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';
import { latestVersions } from './vocabularies.ts';

/** Two recognitions. */
export interface ComparedPair {
  /** Recognition. */
  readonly afterId: string;
  /** `null`: what stands, or stood, in the places of the other's results. */
  readonly beforeId: string | null;
}

/** A run of a video, and the one that it is compared with. */
export interface ComparedRun {
  readonly videoId: string;
  readonly contentSha256: string | null;
  readonly afterRunId: string;
  readonly afterVocabularyId: string;
  /** `null`: there is nothing to compare with; as its vocabulary. */
  readonly beforeRunId: string | null;
  readonly beforeVocabularyId: string | null;
}

/** Runs `after` that have succeeded, with those `before` that they are compared with. */
function pairs({ afterId, beforeId }: ComparedPair): Prisma.Sql {
  const before = beforeId
    ? Prisma.sql`before."recognitionId" = ${beforeId}::uuid AND before."videoId" = after."videoId"
        AND before."state" = 'succeeded'`
    : Prisma.sql`before."id" = CASE WHEN after."isHeld" THEN (
        SELECT shown."id" FROM "RecognitionVideo" AS shown
        WHERE shown."videoId" = after."videoId" AND shown."lineageId" = after."lineageId" AND shown."isCurrent"
      ) ELSE after."replacesId" END`;
  return Prisma.sql`
    "RecognitionVideo" AS after
    LEFT JOIN "RecognitionVideo" AS before ON ${before} AND num_nonnulls(before."segmentsRemovedAt", after."segmentsRemovedAt") = 0
    WHERE after."recognitionId" = ${afterId}::uuid AND after."state" = 'succeeded'`;
}

/** In the order of `afterRunId`. @param fromId runs after this one; `null`: from the first */
export function listComparedRuns(
  { prisma }: Database,
  compared: ComparedPair,
  { fromId, count }: { readonly fromId: string | null; readonly count: number },
): Promise<ComparedRun[]> {
  const vocabularyOf = (recognitionId: Prisma.Sql) => Prisma.sql`(
    SELECT version."vocabularyId"::text FROM "Recognition" AS recognition
    JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId"
    JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    WHERE recognition."id" = ${recognitionId}
  )`;
  return prisma.$queryRaw<ComparedRun[]>`
    SELECT pair.*, video."contentSha256", ${vocabularyOf(Prisma.sql`pair."afterRecognitionId"`)} AS "afterVocabularyId",
      ${vocabularyOf(Prisma.sql`pair."beforeRecognitionId"`)} AS "beforeVocabularyId"
    FROM (
      SELECT after."id"::text AS "afterRunId", before."id"::text AS "beforeRunId", after."videoId"::text,
        after."recognitionId" AS "afterRecognitionId", before."recognitionId" AS "beforeRecognitionId"
      FROM ${pairs(compared)} AND (${fromId}::uuid IS NULL OR after."id" > ${fromId}::uuid)
      ORDER BY after."id" LIMIT ${count}
    ) AS pair JOIN "Video" AS video ON video."id" = pair."videoId"::uuid
    ORDER BY pair."afterRunId"`;
}

/** The newest published versions of their vocabularies. */
export async function comparedVersions(db: Database, { afterId, beforeId }: ComparedPair) {
  const ids = [afterId, ...(beforeId ? [beforeId] : [])];
  const rows = await db.prisma.$queryRaw<{ vocabularyId: string }[]>`
    SELECT DISTINCT version."vocabularyId"::text FROM "Recipe" AS recipe
    JOIN "VocabularyVersion" AS version ON version."id" = recipe."vocabularyVersionId"
    WHERE recipe."lineageId" IN (SELECT "lineageId" FROM "Recognition" WHERE "id" = ANY (${ids}::uuid[]))
    ORDER BY 1`;
  const versions = await latestVersions(
    db,
    rows.map(({ vocabularyId }) => vocabularyId),
  );
  return versions.filter((version) => version !== null);
}

/** Changes whenever another comparison would come out: results, words or reviews have changed. */
export async function comparisonMark(db: Database, compared: ComparedPair): Promise<string> {
  const versions = await comparedVersions(db, compared);
  const vocabularyIds = versions.map(({ vocabularyId }) => vocabularyId);
  const results = await db.prisma.$queryRaw`
    SELECT count(*)::int, bit_xor(hashtextextended(after."id"::text || '>' || before."id"::text, 0))::text AS "sum"
    FROM ${pairs(compared)}`;
  const reviews = await db.prisma.$queryRaw`
    SELECT vocabulary."id"::text,
      (SELECT "id"::text FROM "Review" WHERE "vocabularyId" = vocabulary."id" ORDER BY "vocabularyId" DESC, "id" DESC LIMIT 1) AS "latest",
      (SELECT count(*)::int FROM "ReviewQueueItem" WHERE "vocabularyId" = vocabulary."id" AND "decidedAt" IS NULL) AS "open"
    FROM unnest(${vocabularyIds}::uuid[]) AS vocabulary ("id")`;
  return JSON.stringify([compared, versions.map(({ id }) => id), results, reviews]);
}
