/**
 * What holds in the database whatever was killed when, as far as no constraint says it. Each statement gives what breaks the
 * promise that names it, and has to give nothing.
 */
import type { Pool } from 'pg';

export interface Invariant {
  /** The promise. */
  readonly name: string;
  /** Rows `{ what }`: what breaks it. */
  readonly sql: string;
}

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

/** Tasks that wait or run; what nobody could do is kept in a queue that nobody works on. */
const LIVE_TASK = `pgboss.job AS task WHERE task."state" < 'completed' AND task."name" <> 'dead-letters'`;

/** Milliseconds at a byte of a chunk's times (int32 little endian). */
const timeAt = (chunk: string, byte: string) =>
  [0, 1, 2, 3]
    .map((index) => `(get_byte(${chunk}."ptsMs", ${byte} + ${index})::bigint << ${8 * index})`)
    .reduce((sum, part) => `${sum} + ${part}`);

/** Hold at any moment. */
export const ALWAYS: readonly Invariant[] = [
  {
    name: 'a recognised video has as many segments as it says, and no other has any',
    sql: `SELECT run."id" || ' says ' || run."segmentCount" || ', has ' || count(segment.*) AS "what"
      FROM "RecognitionVideo" AS run LEFT JOIN "Segment" AS segment ON segment."recognitionVideoId" = run."id"
      GROUP BY run."id" HAVING run."segmentCount" <> count(segment.*) OR (run."state" <> 'succeeded' AND count(segment.*) > 0)`,
  },
  {
    name: 'segments tile their video: numbered from 0, each begins where the one before ends',
    sql: `SELECT segment."recognitionVideoId" || ' at ' || segment."segmentIndex" AS "what"
      FROM (
        SELECT *, row_number() OVER run - 1 AS "place", coalesce(lag("endMs") OVER run, 0) AS "expectedStartMs"
        FROM "Segment" WINDOW run AS (PARTITION BY "recognitionVideoId" ORDER BY "segmentIndex")
      ) AS segment WHERE "segmentIndex" <> "place" OR "startMs" <> "expectedStartMs"`,
  },
  {
    name: 'of what readers may see of a video and lineage, one is current',
    sql: `SELECT "videoId" || ' in lineage ' || "lineageId" AS "what" FROM "RecognitionVideo"
      WHERE "state" = 'succeeded' AND NOT "isHeld" GROUP BY "videoId", "lineageId"
      HAVING count(*) FILTER (WHERE "isCurrent") <> 1`,
  },
  {
    // Videos that went with their library are counted, but have no row any more.
    name: 'a recognition counts its videos',
    sql: `SELECT recognition."id" || ' counts ' || concat_ws('/', "succeededCount", "failedCount", "cancelledCount") || ' of ' ||
        "videoCount" || ', has ' || concat_ws('/', run."succeeded", run."failed", run."cancelled") || ' of ' || run."count" AS "what"
      FROM "Recognition" AS recognition CROSS JOIN LATERAL (
        SELECT count(*) AS "count", count(*) FILTER (WHERE "state" = 'succeeded') AS "succeeded",
          count(*) FILTER (WHERE "state" = 'failed') AS "failed", count(*) FILTER (WHERE "state" = 'cancelled') AS "cancelled"
        FROM "RecognitionVideo" WHERE "recognitionId" = recognition."id"
      ) AS run
      WHERE CASE WHEN run."count" = "videoCount"
        THEN ("succeededCount", "failedCount", "cancelledCount") IS DISTINCT FROM (run."succeeded", run."failed", run."cancelled")
        ELSE run."count" > "videoCount" OR run."succeeded" > "succeededCount" OR run."failed" > "failedCount" END`,
  },
  {
    name: 'a recognition has ended if and only if each of its videos has',
    sql: `SELECT recognition."id" || ' is ' || recognition."state" AS "what" FROM "Recognition" AS recognition
      WHERE (recognition."finishedAt" IS NULL) <> EXISTS (
        SELECT FROM "RecognitionVideo" AS run
        WHERE run."recognitionId" = recognition."id" AND run."state" IN ('queued', 'running')
      )`,
  },
  {
    name: 'a recognition has one job, which says what it says',
    sql: `SELECT recognition."id" || ' is ' || recognition."state" || ', jobs: ' || coalesce(string_agg(job."state"::text, ', '), 'none') AS "what"
      FROM "Recognition" AS recognition LEFT JOIN "Job" AS job ON job."recognitionId" = recognition."id"
      GROUP BY recognition."id"
      HAVING count(job.*) <> 1 OR bool_or(job."state" <> recognition."state" OR job."totalCount" <> "videoCount"
        OR job."doneCount" <> "succeededCount" + "failedCount" + "cancelledCount"
        OR job."finishedAt" IS DISTINCT FROM recognition."finishedAt")`,
  },
  {
    // Spans of a long video come in any order.
    name: 'embeddings are whole chunks, numbered from 0; complete ones count their frames',
    sql: `SELECT embedding."id" || ' says ' || embedding."frameCount" || ', has ' || coalesce(sum(chunk."frameCount"), 0) ||
        ' in ' || count(chunk.*) || ' chunks' AS "what"
      FROM "VideoEmbedding" AS embedding JOIN "Encoder" AS encoder ON encoder."digest" = embedding."encoderDigest"
      LEFT JOIN "EmbeddingChunk" AS chunk ON chunk."videoEmbeddingId" = embedding."id"
      GROUP BY embedding."id", encoder."dims"
      HAVING ((embedding."completedAt" IS NOT NULL OR embedding."spanCount" = 1) AND coalesce(max(chunk."chunkIndex") + 1, 0) <> count(chunk.*))
        OR bool_or(length(chunk."embeddings") <> 2 * encoder."dims" * chunk."frameCount")
        OR (embedding."completedAt" IS NOT NULL AND embedding."frameCount" <> coalesce(sum(chunk."frameCount"), 0))`,
  },
  {
    name: 'times of embeddings ascend from chunk to chunk',
    sql: `SELECT later."videoEmbeddingId" || ' at chunk ' || later."chunkIndex" AS "what"
      FROM "EmbeddingChunk" AS later JOIN "EmbeddingChunk" AS earlier
        ON earlier."videoEmbeddingId" = later."videoEmbeddingId" AND earlier."chunkIndex" = later."chunkIndex" - 1
      WHERE ${timeAt('later', '0')} <= ${timeAt('earlier', '(length(earlier."ptsMs") - 4)')}`,
  },
  {
    name: 'versions of a vocabulary are numbered from 1, without a gap; only the last one may be a draft',
    sql: `SELECT version."vocabularyId" || ' at ' || version."number" AS "what"
      FROM (
        SELECT *, row_number() OVER versions AS "place", lead("id") OVER versions AS "nextId"
        FROM "VocabularyVersion" WINDOW versions AS (PARTITION BY "vocabularyId" ORDER BY "number")
      ) AS version
      WHERE version."number" <> version."place" OR (version."status" = 'draft' AND version."nextId" IS NOT NULL)`,
  },
  {
    name: 'a published version says what each concept means that it or one before it has',
    sql: `SELECT version."id" || ' does not resolve ' || content."conceptId" AS "what"
      FROM "VocabularyVersion" AS version
      JOIN "VocabularyVersion" AS earlier ON earlier."vocabularyId" = version."vocabularyId" AND earlier."number" <= version."number"
      JOIN "ConceptContent" AS content ON content."versionId" = earlier."id"
      WHERE version."status" = 'published' AND NOT EXISTS (
        SELECT FROM "ConceptResolution" AS resolution
        WHERE resolution."versionId" = version."id" AND resolution."conceptId" = content."conceptId"
      )`,
  },
  {
    name: 'concepts mean concepts that are active in the version; drafts do not say what they mean',
    sql: `SELECT resolution."versionId" || ' resolves ' || resolution."conceptId" || ' to ' || target AS "what"
      FROM "ConceptResolution" AS resolution
      JOIN "VocabularyVersion" AS version ON version."id" = resolution."versionId"
      CROSS JOIN LATERAL unnest(resolution."targetIds") AS target
      WHERE version."status" = 'draft' OR NOT EXISTS (
        SELECT FROM "ConceptContent" AS content WHERE content."versionId" = resolution."versionId"
          AND content."conceptId" = target AND content."status" = 'active'
      )`,
  },
  {
    name: 'steps of a change set are numbered from 1, without a gap',
    sql: `SELECT "versionId" || ' has ' || count(*) || ' steps up to ' || max("sequence") AS "what"
      FROM "VocabularyChange" GROUP BY "versionId" HAVING count(*) <> max("sequence")`,
  },
  {
    name: 'a review waits for one decision if and only if the latest version leaves it open',
    sql: `SELECT review."id" || ' waits ' || review."openCount" || ' times, could be ' || review."targetCount" AS "what"
      FROM (
        SELECT review."id", (
          SELECT count(*) FROM "ReviewQueueItem" AS item WHERE item."reviewId" = review."id" AND item."decidedAt" IS NULL
        ) AS "openCount", coalesce(cardinality(resolution."targetIds"), 0) AS "targetCount"
        FROM "Review" AS review
        LEFT JOIN LATERAL (
          SELECT item."decidedConceptId" FROM "ReviewQueueItem" AS item
          JOIN "VocabularyVersion" AS version ON version."id" = item."versionId"
          WHERE item."reviewId" = review."id" AND item."decidedAt" IS NOT NULL ORDER BY version."number" DESC LIMIT 1
        ) AS decision ON TRUE
        LEFT JOIN LATERAL (
          SELECT "id" FROM "VocabularyVersion" AS version
          WHERE version."vocabularyId" = review."vocabularyId" AND version."status" = 'published'
          ORDER BY version."number" DESC LIMIT 1
        ) AS latest ON TRUE
        LEFT JOIN "ConceptResolution" AS resolution ON resolution."versionId" = latest."id"
          AND resolution."conceptId" = coalesce(decision."decidedConceptId", review."conceptId")
      ) AS review WHERE review."openCount" <> CASE WHEN review."targetCount" > 1 THEN 1 ELSE 0 END`,
  },
];

/** Hold when nobody has anything to do any more. */
export const SETTLED: readonly Invariant[] = [
  {
    name: 'nothing waits or runs in the queue',
    sql: `SELECT task."name" || ' ' || task."state" || ' ' || task."data"::text AS "what" FROM ${LIVE_TASK}`,
  },
  {
    name: 'no job waits or runs',
    sql: `SELECT "kind" || ' ' || "state" || ' ' || "id" AS "what" FROM "Job" WHERE "state" IN ('queued', 'running')`,
  },
  {
    name: 'no recognition waits or runs',
    sql: `SELECT "state" || ' ' || "id" AS "what" FROM "Recognition" WHERE "state" IN ('queued', 'running')`,
  },
  {
    name: 'every video that a scan has found is probed',
    sql: `SELECT "path" AS "what" FROM "Video" AS video WHERE "status" = 'pending' AND EXISTS (
        SELECT FROM "Job" AS job WHERE job."libraryId" = video."libraryId" AND job."state" = 'succeeded'
      )`,
  },
  {
    name: 'what was recognised has embeddings',
    sql: `SELECT run."id"::text AS "what"
      FROM "RecognitionVideo" AS run JOIN "Recognition" AS recognition ON recognition."id" = run."recognitionId"
      JOIN "Recipe" AS recipe ON recipe."id" = recognition."recipeId" JOIN "Video" AS video ON video."id" = run."videoId"
      WHERE run."state" = 'succeeded' AND video."status" = 'ready' AND NOT EXISTS (
        SELECT FROM "VideoEmbedding" AS embedding WHERE embedding."contentSha256" = video."contentSha256"
          AND embedding."encoderDigest" = recipe."encoderDigest" AND embedding."sampling" = recipe."sampling"
          AND embedding."completedAt" IS NOT NULL
      )`,
  },
  {
    name: 'no transaction stays open',
    sql: `SELECT "pid" || ' ' || "state" || ' ' || "query" AS "what" FROM pg_stat_activity
      WHERE "datname" = current_database() AND "state" LIKE 'idle in transaction%' AND now() - "state_change" > interval '5 seconds'`,
  },
];

/** What breaks the promises. */
export async function findViolations(
  database: Pick<Pool, 'query'>,
  invariants: readonly Invariant[],
): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { name, sql } of invariants) {
    const { rows } = await database.query<{ what: string }>(sql);
    violations.push(...rows.map(({ what }) => ({ invariant: name, what })));
  }
  return violations;
}
