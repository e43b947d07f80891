import { Prisma } from '../generated/client.ts';
import type { VideoStatus } from '../generated/client.ts';
import type { Database } from './database.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';
import { addFiles, markMissingVideos } from './videos.ts';
import type { NewVideoFile, VideoFile } from './videos.ts';

/** What is known of a video's file. */
export interface KnownFile {
  readonly id: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly status: VideoStatus;
  readonly contentSha256: string | null;
}

/** The files of a library, those that are missing included. */
export function listKnownFiles(db: Database, libraryId: string): Promise<KnownFile[]> {
  return db.prisma.$queryRaw<KnownFile[]>`
    SELECT "id"::text, "path", "sizeBytes"::float8, "modifiedAt", "status"::text, "contentSha256"
    FROM "Video" WHERE "libraryId" = ${libraryId}::uuid`;
}

/** The files of a library that are at these paths or as long as these files: what these may be, or may have been. */
export function listKnownLike(db: Database, libraryId: string, files: readonly VideoFile[]): Promise<KnownFile[]> {
  const paths = files.map(({ path }) => path);
  const sizes = [...new Set(files.map(({ sizeBytes }) => sizeBytes))];
  return db.prisma.$queryRaw<KnownFile[]>`
    SELECT "id"::text, "path", "sizeBytes"::float8, "modifiedAt", "status"::text, "contentSha256"
    FROM "Video" WHERE "libraryId" = ${libraryId}::uuid
      AND ("path" = ANY (${paths}::text[]) OR "sizeBytes" = ANY (${sizes}::bigint[]))`;
}

/** A video of another library. */
export interface OtherFile {
  readonly id: string;
  readonly path: string;
  readonly folder: string;
  readonly sizeBytes: number;
  readonly status: VideoStatus;
  readonly contentSha256: string;
}

/** What other libraries have of these sizes, as far as it is probed. */
export function listFilesElsewhere(db: Database, libraryId: string, sizes: readonly number[]): Promise<OtherFile[]> {
  return db.prisma.$queryRaw<OtherFile[]>`
    SELECT video."id"::text, "path", "folder", "sizeBytes"::float8, "status"::text, "contentSha256"
    FROM "Video" AS video JOIN "VideoLibrary" AS library ON library."id" = "libraryId"
    WHERE "sizeBytes" = ANY (${[...sizes]}::bigint[]) AND "libraryId" <> ${libraryId}::uuid AND "contentSha256" IS NOT NULL`;
}

/** A video whose content has been found in another file. */
export interface VideoMove {
  readonly videoId: string;
  readonly contentSha256: string;
  readonly file: VideoFile;
}

export interface FoundFiles {
  /** Of a scan: all of the library's folder. */
  readonly files: readonly VideoFile[];
  /** Whose content is that of a video which is not where it was. Each video and each file once. */
  readonly moves: readonly VideoMove[];
}

/**
 * Brings a library up to date with its folder, all at once: videos move with their content, files become known, and videos
 * without a file are missing. May be repeated.
 */
export function recordFiles(db: Database, libraryId: string, { files, moves }: FoundFiles): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (moves.length > 0) await moveVideos(tx, libraryId, moves);
    await addFiles(tx, libraryId, files);
    await markMissingVideos(
      { prisma: tx },
      libraryId,
      files.map(({ path }) => path),
    );
  });
}

/** Makes some files of a library known, and moves videos to them; those without a file are left to a scan. May be repeated. */
export async function recordArrivals(db: Database, libraryId: string, found: FoundFiles): Promise<void> {
  await inTransaction(db, (tx) => takeFiles(tx, libraryId, found));
}

/** {@link FoundFiles}, and what is said of those that were not known. */
export interface TakenFiles extends FoundFiles {
  readonly files: readonly NewVideoFile[];
}

/** {@link recordArrivals}, within a transaction. @returns ids of the videos that are to be probed */
export async function takeFiles(tx: Transaction, libraryId: string, { files, moves }: TakenFiles): Promise<string[]> {
  if (moves.length > 0) await moveVideos(tx, libraryId, moves);
  return addFiles(tx, libraryId, files);
}

/** Notes when videos were recorded, unless somebody has said so. */
export async function setRecordedAt(
  db: Database,
  times: readonly { readonly id: string; readonly recordedAt: Date }[],
): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE "Video" SET "recordedAt" = time."recordedAt", "updatedAt" = now()
    FROM json_to_recordset(${JSON.stringify(times)}::json) AS time ("id" uuid, "recordedAt" timestamptz(3))
    WHERE "Video"."id" = time."id" AND NOT "Video"."isRecordedAtGiven"
      AND "Video"."recordedAt" IS DISTINCT FROM time."recordedAt"`;
}

/**
 * Those that have changed since the moves were found stay where they are, and so do those whose external id another video of
 * the library has, or another one of those that move.
 */
async function moveVideos(tx: Transaction, libraryId: string, moves: readonly VideoMove[]): Promise<void> {
  const ids = moves.map(({ videoId }) => videoId);
  const paths = moves.map(({ file }) => file.path);
  await tx.$queryRaw`SELECT 1 FROM "Video" WHERE "id" = ANY (${ids}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`;
  // Names may change places: first all places are free, then each is taken.
  await tx.$executeRaw`${setMissing()} "id" = ANY (${ids}::uuid[])`;
  await tx.$executeRaw`${setMissing()} "libraryId" = ${libraryId}::uuid AND "path" = ANY (${paths}::text[])`;
  const rows = JSON.stringify(
    moves.map(({ videoId, contentSha256, file: { path, sizeBytes, modifiedAt } }) => {
      return { videoId, contentSha256, path, sizeBytes, modifiedAt };
    }),
  );
  await tx.$executeRaw`
    UPDATE "Video" SET "libraryId" = ${libraryId}::uuid, "path" = move."path", "sizeBytes" = move."sizeBytes",
      "modifiedAt" = move."modifiedAt", "status" = 'ready', "updatedAt" = now()
    FROM json_to_recordset(${rows}::json) AS move (
      "videoId" uuid, "contentSha256" text, "path" text, "sizeBytes" bigint, "modifiedAt" timestamptz(3)
    )
    WHERE "Video"."id" = move."videoId" AND "Video"."contentSha256" = move."contentSha256" AND NOT EXISTS (
      SELECT FROM "Video" AS other WHERE other."libraryId" = ${libraryId}::uuid
        AND other."externalId" = "Video"."externalId" AND other."id" <> "Video"."id"
    ) AND NOT EXISTS (
      SELECT FROM "Video" AS earlier WHERE earlier."id" = ANY (${ids}::uuid[])
        AND earlier."externalId" = "Video"."externalId" AND earlier."id" < "Video"."id"
    )`;
  // What had never become a video, such as a file that was still being copied, leaves nothing behind.
  await tx.$executeRaw`
    DELETE FROM "Video" AS video WHERE "libraryId" = ${libraryId}::uuid AND "status" = 'missing'
      AND "path" = ANY (${paths}::text[]) AND "contentSha256" IS NULL
      AND NOT EXISTS (SELECT FROM "RecognitionVideo" AS run WHERE run."videoId" = video."id")`;
}

function setMissing(): Prisma.Sql {
  return Prisma.sql`
    UPDATE "Video" SET "status" = 'missing', "errorCode" = NULL, "errorMessage" = NULL, "updatedAt" = now()
    WHERE "status" <> 'missing' AND`;
}
