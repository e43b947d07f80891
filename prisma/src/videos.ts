import { Prisma } from '../generated/client.ts';
import type { Video } from '../generated/client.ts';
import type { VideoFacts } from '@actionary/inference';
import { alignRows } from './batch.ts';
import type { Database } from './database.ts';
import { newId } from './id.ts';
import { pagesOfEach } from './page.ts';
import type { Page, PageOrder, PageRequest } from './page.ts';

/** A file that was found in a library's folder. */
export interface VideoFile {
  /** Relative to the library's folder, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
  readonly recordedAt?: Date | null;
  readonly externalId?: string | null;
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
const SET_UNPROBED = Prisma.raw(
  Object.keys(UNPROBED)
    .map((name) => `"${name}" = NULL`)
    .join(', '),
);

/**
 * Makes files known to a library: new ones, changed ones and ones that had been missing become `pending` (what probing had
 * found is forgotten); the others are left alone. May be repeated.
 *
 * @returns ids of the videos that are to be probed
 */
export async function addVideos(db: Database, libraryId: string, files: readonly VideoFile[]): Promise<string[]> {
  const rows = JSON.stringify(files.map((file) => ({ id: newId(), ...file })));
  const changed = await db.prisma.$queryRaw<{ id: string }[]>`
    INSERT INTO "Video" ("id", "libraryId", "path", "sizeBytes", "modifiedAt", "recordedAt", "externalId")
    SELECT "id", ${libraryId}::uuid, "path", "sizeBytes", "modifiedAt", "recordedAt", "externalId"
    FROM json_to_recordset(${rows}::json) AS file (
      "id" uuid, "path" text, "sizeBytes" bigint, "modifiedAt" timestamptz(3), "recordedAt" timestamptz(3), "externalId" text
    )
    ON CONFLICT ("libraryId", "path") DO UPDATE SET
      "sizeBytes" = excluded."sizeBytes", "modifiedAt" = excluded."modifiedAt", "status" = 'pending', ${SET_UNPROBED},
      "recordedAt" = coalesce(excluded."recordedAt", "Video"."recordedAt"),
      "externalId" = coalesce(excluded."externalId", "Video"."externalId"), "updatedAt" = now()
    WHERE "Video"."status" = 'missing'
      OR ("Video"."sizeBytes", "Video"."modifiedAt") IS DISTINCT FROM (excluded."sizeBytes", excluded."modifiedAt")
    RETURNING "id"::text`;
  return changed.map(({ id }) => id);
}

/** What probing has found: the video is `ready`. @returns false where the video has gone */
export function setVideoReady(
  db: Database,
  id: string,
  found: { readonly contentSha256: string; readonly facts: VideoFacts; readonly recordedAt?: Date | null },
): Promise<boolean> {
  const { contentSha256, facts, recordedAt } = found;
  const { fps, timeBase } = facts;
  return update(db, id, {
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
    ...(recordedAt === undefined ? {} : { recordedAt }),
    errorCode: null,
    errorMessage: null,
  });
}

/** The file cannot be read. @returns false where the video has gone */
export function setVideoFailed(
  db: Database,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<boolean> {
  return update(db, id, { ...UNPROBED, status: 'failed', errorCode: error.code, errorMessage: error.message });
}

async function update(db: Database, id: string, data: Prisma.VideoUpdateManyMutationInput): Promise<boolean> {
  const { count } = await db.prisma.video.updateMany({ where: { id }, data });
  return count === 1;
}

/** Marks the videos of a library whose files were not found. @returns how many */
export async function markMissingVideos(
  db: Database,
  libraryId: string,
  foundPaths: readonly string[],
): Promise<number> {
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
