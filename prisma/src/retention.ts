import { Prisma } from '../generated/client.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';
import type { Reader } from './transaction.ts';

/** How many days a library keeps what can be made again; `null`: for ever. */
export interface RetentionRules {
  /** Segments of results, from when a newer recognition of the same lineage has succeeded. */
  readonly supersededDays: number | null;
  /** From the recording, or from when the product learnt of the video where that is later. */
  readonly embeddingsDays: number | null;
  /** As with embeddings. */
  readonly picturesDays: number | null;
}

/** Some videos of a library, under its rules or others. */
export interface RetentionScope {
  readonly libraryId: string;
  readonly rules: RetentionRules;
  readonly videoIds: readonly string[];
}

/** Rows, with the bytes that they take. */
export interface SizedRows {
  /** Of results: of the recognitions' videos. */
  readonly ids: readonly string[];
  readonly sizeBytes: number;
}

/** What of videos is not to be kept any longer. */
export interface DueData {
  readonly supersededResults: SizedRows;
  readonly embeddings: SizedRows;
  /** sha256 (hex) of the files whose pictures are due, each once. */
  readonly pictureContents: readonly string[];
}

/** Ids of a library's videos, in order. @param after the last one of the page before */
export async function videoIdsOfLibrary(
  db: Database,
  libraryId: string,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<string[]> {
  const rows = await db.prisma.video.findMany({
    where: { libraryId, ...(after === null ? {} : { id: { gt: after } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: first,
  });
  return rows.map(({ id }) => id);
}

/** What rules would remove of videos. */
export async function dueOfVideos(reader: Reader, { libraryId, rules, videoIds }: RetentionScope): Promise<DueData> {
  const { supersededDays, embeddingsDays, picturesDays } = rules;
  const ids = [...videoIds];
  const supersededResults = supersededDays === null ? [] : await findSuperseded(reader, ids, supersededDays);
  const embeddings =
    embeddingsDays === null ? [] : await findEmbeddings(reader, { libraryId, ids, days: embeddingsDays });
  const pictures = picturesDays === null ? [] : await findContents(reader, { libraryId, ids, days: picturesDays });
  return {
    supersededResults: sized(supersededResults),
    embeddings: sized(embeddings),
    pictureContents: pictures.map(({ contentSha256 }) => contentSha256),
  };
}

/**
 * Removes segments and embeddings that are due; their videos' pictures are the caller's to remove. Repeating it removes
 * nothing more. Embeddings that a recognition misses it makes again.
 *
 * @returns what has been removed
 */
export function removeDue(db: Database, scope: RetentionScope): Promise<DueData> {
  return inTransaction(db, async (tx) => {
    const due = await dueOfVideos({ prisma: tx }, scope);
    const runIds = [...due.supersededResults.ids];
    // First the mark: the table refuses it for what has become current meanwhile.
    await tx.$executeRaw`UPDATE "RecognitionVideo" SET "segmentsRemovedAt" = now() WHERE "id" = ANY (${runIds}::uuid[])`;
    await tx.$executeRaw`DELETE FROM "Segment" WHERE "recognitionVideoId" = ANY (${runIds}::uuid[])`;
    await tx.$executeRaw`DELETE FROM "VideoEmbedding" WHERE "id" = ANY (${[...due.embeddings.ids]}::uuid[])`;
    return due;
  });
}

/** Libraries whose rules are to be applied. */
export async function librariesToExpire(db: Database): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM "VideoLibrary" WHERE "rulesApplyAt" <= now() ORDER BY "rulesApplyAt"`;
  return rows.map(({ id }) => id);
}

/** After a library's rules have been applied: they are again in a day. */
export async function postponeExpiry(db: Database, libraryId: string): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "VideoLibrary" SET "rulesApplyAt" = now() + interval '1 day'
    WHERE "id" = ${libraryId}::uuid AND "rulesApplyAt" IS NOT NULL`;
}

interface SizedRow {
  readonly id: string;
  readonly sizeBytes: number;
}

function sized(rows: readonly SizedRow[]): SizedRows {
  return { ids: rows.map(({ id }) => id), sizeBytes: rows.reduce((sum, row) => sum + row.sizeBytes, 0) };
}

/** All that belongs to a video stays where a person has reviewed it, or a concept has it as an example. */
const NOT_NEEDED = Prisma.sql`
  NOT EXISTS (SELECT FROM "Review" AS review WHERE review."contentSha256" = video."contentSha256")
  AND video."contentSha256" NOT IN (
    SELECT example ->> 'videoSha256' FROM "ConceptContent" CROSS JOIN jsonb_array_elements("examples") AS example
    WHERE "examples" <> '[]' AND example ->> 'videoSha256' IS NOT NULL
  )`;

function findSuperseded({ prisma }: Reader, ids: string[], days: number): Promise<SizedRow[]> {
  return prisma.$queryRaw<SizedRow[]>`
    SELECT run."id"::text, segments."sizeBytes" FROM "Video" AS video
    JOIN "RecognitionVideo" AS run ON run."videoId" = video."id"
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(pg_column_size(segment.*)), 0)::float8 AS "sizeBytes"
      FROM "Segment" AS segment WHERE segment."recognitionVideoId" = run."id"
    ) AS segments
    WHERE video."id" = ANY (${ids}::uuid[])
      AND run."state" = 'succeeded' AND NOT run."isCurrent" AND NOT run."isHeld" AND run."segmentsRemovedAt" IS NULL
      AND EXISTS (
        SELECT FROM "RecognitionVideo" AS newer
        WHERE newer."videoId" = run."videoId" AND newer."lineageId" = run."lineageId" AND newer."id" > run."id"
          AND newer."state" = 'succeeded' AND newer."finishedAt" < now() - make_interval(days => ${days}::int)
      )
      AND ${NOT_NEEDED}`;
}

interface Aged {
  readonly libraryId: string;
  readonly ids: string[];
  readonly days: number;
}

/** No embeddings that a recognition waits for, or writes; none whose file has gone, as they could not be made again. */
function findEmbeddings({ prisma }: Reader, aged: Aged): Promise<SizedRow[]> {
  return prisma.$queryRaw<SizedRow[]>`
    SELECT DISTINCT embedding."id"::text, chunks."sizeBytes" FROM "Video" AS video
    JOIN "VideoEmbedding" AS embedding USING ("contentSha256")
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(octet_length(chunk."ptsMs") + octet_length(chunk."embeddings")), 0)::float8 AS "sizeBytes"
      FROM "EmbeddingChunk" AS chunk WHERE chunk."videoEmbeddingId" = embedding."id"
    ) AS chunks
    WHERE video."id" = ANY (${aged.ids}::uuid[]) AND video."status" = 'ready'
      AND ${isOldEverywhere('embeddingsDays', aged)} AND ${NOT_NEEDED}
      AND NOT EXISTS (
        SELECT FROM "Video" AS other JOIN "RecognitionVideo" AS run ON run."videoId" = other."id"
        WHERE other."contentSha256" = video."contentSha256" AND run."state" IN ('queued', 'running')
      )`;
}

function findContents({ prisma }: Reader, aged: Aged): Promise<{ contentSha256: string }[]> {
  return prisma.$queryRaw<{ contentSha256: string }[]>`
    SELECT DISTINCT video."contentSha256" FROM "Video" AS video
    WHERE video."id" = ANY (${aged.ids}::uuid[]) AND video."contentSha256" IS NOT NULL
      AND ${isOldEverywhere('picturesDays', aged)}`;
}

/** The same content may be in several videos and libraries: it is due where no library's rule keeps it any longer. */
function isOldEverywhere(rule: 'embeddingsDays' | 'picturesDays', { libraryId, days }: Aged): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (
    SELECT FROM "Video" AS other JOIN "VideoLibrary" AS library ON library."id" = other."libraryId"
    WHERE other."contentSha256" = video."contentSha256" AND COALESCE(
      greatest(other."recordedAt", other."createdAt") >= now() - make_interval(days =>
        CASE library."id" WHEN ${libraryId}::uuid THEN ${days}::int ELSE library.${Prisma.raw(`"${rule}"`)} END
      ), TRUE)
  )`;
}
