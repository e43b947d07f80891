import { Prisma } from '../generated/client.ts';
import type { Video, VideoStatus } from '../generated/client.ts';
import type { VideoFacts } from '@actionary/inference';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { newId } from './id.ts';
import { pagesOfEach } from './page.ts';
import type { Page, PageOrder, PageRequest } from './page.ts';
import { inTransaction } from './transaction.ts';
import type { Reader, Transaction } from './transaction.ts';

/** A file that was found in a library's folder. */
export interface VideoFile {
  /** Relative to the library's folder, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly recordedAt?: Date | null;
  readonly externalId?: string | null;
}

/** What is said of a file that was not known: of one that is, it stays as it was. */
export interface NewVideoFile extends VideoFile {
  readonly workOrder?: string | null;
  readonly serialNumber?: string | null;
  /** Somebody has said when it was recorded. */
  readonly isRecordedAtGiven?: boolean;
}

/** What probing tells, before it has. */
const UNPROBED = {
  contentSha256: null,
  durationMs: null,
  width: null,
  height: null,
  rotationDegrees: null,
  codec: null,
  fpsNumerator: null,
  fpsDenominator: null,
  timeBaseNumerator: null,
  timeBaseDenominator: null,
  errorCode: null,
  errorMessage: null,
};
/** Another file at the same path is another recording: who works in it is not known, nor at what. */
const UNPROBED_NAMES = [...Object.keys(UNPROBED), 'operatorId', 'workOrder', 'serialNumber'];
const SET_UNPROBED = Prisma.raw(UNPROBED_NAMES.map((name) => `"${name}" = NULL`).join(', '));
const SET_UNPROBED_IF_CHANGED = Prisma.raw(
  UNPROBED_NAMES.map((name) => `"${name}" = CASE WHEN file."isSame" THEN "Video"."${name}" END`).join(', '),
);

/**
 * Makes files known to a library: new ones and changed ones become `pending` (what probing had found is forgotten), and so
 * do ones that had been missing, unless size and time are as they were: those are as they have been. The others are left
 * alone. What becomes `pending` in a library that is watched has arrived. May be repeated.
 *
 * @returns ids of the videos that are to be probed
 */
export function addVideos(db: Database, libraryId: string, files: readonly VideoFile[]): Promise<string[]> {
  return inTransaction(db, (tx) => addFiles(tx, libraryId, files));
}

/** {@link addVideos}, within a transaction. */
export async function addFiles(tx: Transaction, libraryId: string, files: readonly NewVideoFile[]): Promise<string[]> {
  const rows = JSON.stringify(files.map((file) => ({ id: newId(), ...file })));
  const returned = await takeBack(tx, libraryId, rows);
  const changed = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt", "recordedAt", "externalId", "arrivedAt",
      "workOrder", "serialNumber", "isRecordedAtGiven")
    SELECT "id", ${libraryId}::uuid, "path", "sizeBytes", "modifiedAt", "recordedAt", "externalId", ${arrivalIn(libraryId)},
      "workOrder", "serialNumber", coalesce("isRecordedAtGiven", false)
    FROM ${asFiles(rows)}
    ON CONFLICT ("libraryId", "path") WHERE "status" <> 'missing' DO UPDATE SET
      "sizeBytes" = excluded."sizeBytes", "modifiedAt" = excluded."modifiedAt", "status" = 'pending', ${SET_UNPROBED},
      "recordedAt" = coalesce(excluded."recordedAt", "Video"."recordedAt"),
      "externalId" = coalesce(excluded."externalId", "Video"."externalId"), "arrivedAt" = excluded."arrivedAt",
      "isRecordedAtGiven" = false, "foundAt" = now(), "updatedAt" = now()
    WHERE ("Video"."sizeBytes", "Video"."modifiedAt") IS DISTINCT FROM (excluded."sizeBytes", excluded."modifiedAt")
    RETURNING "id"::text`;
  return [...returned, ...changed].map(({ id }) => id);
}

/** Videos whose file is back at its path, the latest one where several had been there. @returns those to be probed */
async function takeBack(tx: Transaction, libraryId: string, rows: string): Promise<{ id: string }[]> {
  const back = await tx.$queryRaw<{ id: string; status: VideoStatus }[]>`
    UPDATE "Video" SET "status" = CASE WHEN file."isSame" THEN 'ready' ELSE 'pending' END::"VideoStatus",
      "sizeBytes" = file."sizeBytes", "modifiedAt" = file."modifiedAt", ${SET_UNPROBED_IF_CHANGED},
      "recordedAt" = coalesce(file."recordedAt", "Video"."recordedAt"),
      "externalId" = coalesce(file."externalId", "Video"."externalId"),
      "arrivedAt" = CASE WHEN file."isSame" THEN "Video"."arrivedAt" ELSE ${arrivalIn(libraryId)} END,
      "isRecordedAtGiven" = "Video"."isRecordedAtGiven" AND file."isSame",
      "foundAt" = CASE WHEN file."isSame" THEN "Video"."foundAt" ELSE now() END, "updatedAt" = now()
    FROM (
      SELECT DISTINCT ON (gone."path") gone."id" AS "goneId", file.*, gone."contentSha256" IS NOT NULL
        AND (gone."sizeBytes", gone."modifiedAt") = (file."sizeBytes", file."modifiedAt") AS "isSame"
      FROM "Video" AS gone JOIN ${asFiles(rows)} USING ("path")
      WHERE gone."libraryId" = ${libraryId}::uuid AND gone."status" = 'missing' AND NOT EXISTS (
        SELECT FROM "Video" AS present
        WHERE present."libraryId" = gone."libraryId" AND present."path" = gone."path" AND present."status" <> 'missing'
      )
      ORDER BY gone."path", gone."id" DESC
    ) AS file
    WHERE "Video"."id" = file."goneId"
    RETURNING "Video"."id"::text, "status"::text`;
  return back.filter(({ status }) => status === 'pending');
}

/** The time of now, where the library is watched. */
function arrivalIn(libraryId: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT now() FROM "VideoLibrary" WHERE "VideoLibrary"."id" = ${libraryId}::uuid AND "watchRecipeId" IS NOT NULL
  )`;
}

/** Files as rows of a table `file`. @param rows JSON */
function asFiles(rows: string): Prisma.Sql {
  return Prisma.sql`json_to_recordset(${rows}::json) AS file (
    "id" uuid, "path" text, "sizeBytes" bigint, "modifiedAt" timestamptz(3), "recordedAt" timestamptz(3), "externalId" text,
    "workOrder" text, "serialNumber" text, "isRecordedAtGiven" boolean
  )`;
}

/** The file that was probed: what was found in it is not that of a video which has got another one meanwhile, or none. */
export type ProbedFile = Pick<Video, 'path' | 'sizeBytes' | 'modifiedAt'>;

/** What probing has found: the video is `ready`. A time that somebody has given stays. @returns false where the video has gone, or has another file */
export async function setVideoReady(
  db: Database,
  id: string,
  found: {
    readonly probed?: ProbedFile;
    readonly contentSha256: string;
    readonly facts: VideoFacts;
    readonly recordedAt?: Date | null;
  },
): Promise<boolean> {
  const { contentSha256, facts, recordedAt, probed } = found;
  const { fps, timeBase } = facts;
  const data: Prisma.VideoUpdateManyMutationInput = {
    status: 'ready',
    contentSha256,
    durationMs: facts.durationMs,
    width: facts.width,
    height: facts.height,
    rotationDegrees: facts.rotationDegrees,
    codec: facts.codec,
    fpsNumerator: fps?.numerator ?? null,
    fpsDenominator: fps?.denominator ?? null,
    timeBaseNumerator: timeBase.numerator,
    timeBaseDenominator: timeBase.denominator,
    errorCode: null,
    errorMessage: null,
  };
  if (recordedAt !== undefined && (await update(db, id, probed, { ...data, recordedAt }, { isRecordedAtGiven: false })))
    return true;
  return update(db, id, probed, data);
}

/** The file cannot be read. @returns false where the video has gone, or has another file */
export function setVideoFailed(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string; readonly probed?: ProbedFile },
): Promise<boolean> {
  return update(db, id, error.probed, {
    ...UNPROBED,
    status: 'failed',
    errorCode: error.code,
    errorMessage: error.message,
  });
}

async function update(
  { prisma }: Database,
  id: string,
  probed: ProbedFile | undefined,
  data: Prisma.VideoUpdateManyMutationInput,
  condition: Prisma.VideoWhereInput = {},
): Promise<boolean> {
  const file: Prisma.VideoWhereInput = probed ? { status: 'pending', ...fileOf(probed) } : {};
  const where = { id, ...file, ...condition };
  const { count } = await prisma.video.updateMany({ where, data });
  return count === 1;
}

const fileOf = ({ path, sizeBytes, modifiedAt }: ProbedFile) => ({ path, sizeBytes, modifiedAt });

/** Marks the videos of a library whose files were not found. @returns how many */
export function markMissingVideos(db: Reader, libraryId: string, foundPaths: readonly string[]): Promise<number> {
  return db.prisma.$executeRaw`
    UPDATE "Video" SET "status" = 'missing', "errorCode" = NULL, "errorMessage" = NULL, "updatedAt" = now()
    WHERE "libraryId" = ${libraryId}::uuid AND "status" <> 'missing'
      AND NOT EXISTS (SELECT FROM unnest(${[...foundPaths]}::text[]) AS found ("path") WHERE found."path" = "Video"."path")`;
}

export async function getVideos(db: Database, ids: readonly string[]): Promise<(Video | null)[]> {
  return alignRows(ids, await findVideos(db, ids), ({ id }) => id);
}

function findVideos(db: Database, ids: readonly string[]): Promise<Video[]> {
  return db.prisma.video.findMany({ where: { id: { in: [...ids] } } });
}

/** The same page of each library's videos. */
export function videosOfLibraries(
  db: Database,
  libraryIds: readonly string[],
  page: PageRequest = {},
  order: PageOrder = 'newestFirst',
): Promise<Page<Video>[]> {
  return pagesOfEach(db, 'Video.libraryId', libraryIds, { page, order, find: (ids) => findVideos(db, ids) });
}

/** A video with each content that a library still has; `null` where none has it any more. @param contents sha256 (hex) */
export async function videosOfContents(db: Database, contents: readonly string[]): Promise<(Video | null)[]> {
  const rows = await db.prisma.video.findMany({
    where: { contentSha256: { in: [...contents] }, status: 'ready' },
    distinct: ['contentSha256'],
    orderBy: [{ contentSha256: 'asc' }, { id: 'asc' }],
  });
  return alignRows(contents, rows, ({ contentSha256 }) => contentSha256!);
}
