import type { Recognition } from '../generated/client.ts';
import type { Database } from './database.ts';
import { addRecognition } from './recognitions.ts';
import { inTransaction } from './transaction.ts';
import type { VideoFile } from './videos.ts';

/** A library that is watched. */
export interface WatchedLibrary {
  readonly id: string;
  readonly folder: string;
}

export function listWatchedLibraries(db: Database): Promise<WatchedLibrary[]> {
  return db.prisma.videoLibrary.findMany({
    where: { watchRecipeId: { not: null } },
    select: { id: true, folder: true },
    orderBy: { id: 'asc' },
  });
}

/** Paths of the videos that have arrived in a library and are not queued for recognition yet. */
export async function listArrivals(db: Database, libraryId: string): Promise<string[]> {
  const rows = await db.prisma.video.findMany({
    where: { libraryId, arrivedAt: { not: null }, status: { not: 'missing' } },
    select: { path: true },
  });
  return rows.map(({ path }) => path);
}

export interface QueuedArrivals {
  readonly recognition: Recognition;
  readonly videos: readonly { readonly id: string; readonly path: string }[];
}

/**
 * Queues the recognition of videos that have arrived, under the recipe that their library is watched with. Each arrival is
 * queued once, whoever asks, and only as long as its file is the one that arrived.
 *
 * @returns `null` where there is nothing to queue
 */
export function recognizeArrivals(
  db: Database,
  libraryId: string,
  files: readonly VideoFile[],
): Promise<QueuedArrivals | null> {
  const rows = JSON.stringify(files.map(({ path, sizeBytes, modifiedAt }) => ({ path, sizeBytes, modifiedAt })));
  return inTransaction(db, async (tx) => {
    const library = await tx.videoLibrary.findUnique({ where: { id: libraryId }, select: { watchRecipeId: true } });
    if (!library?.watchRecipeId) return null;
    const videos = await tx.$queryRaw<{ id: string; path: string }[]>`
      UPDATE "Video" SET "arrivedAt" = NULL, "updatedAt" = now()
      FROM json_to_recordset(${rows}::json) AS file ("path" text, "sizeBytes" bigint, "modifiedAt" timestamptz(3))
      WHERE "libraryId" = ${libraryId}::uuid AND "arrivedAt" IS NOT NULL AND "status" <> 'missing'
        AND "Video"."path" = file."path" AND "Video"."sizeBytes" = file."sizeBytes"
        AND "Video"."modifiedAt" = file."modifiedAt"
      RETURNING "id"::text, "Video"."path"`;
    if (videos.length === 0) return null;
    const videoIds = videos.map(({ id }) => id);
    // Before what an archive has queued: seconds count here, and nobody waits for long.
    const input = { recipeId: library.watchRecipeId, videoIds, priority: 'high' } as const;
    return { videos, recognition: await addRecognition(tx, input) };
  });
}

/** When each of a recognition's videos was done; `null` until all of them are. */
export async function endsOfRecognition(
  db: Database,
  recognitionId: string,
): Promise<ReadonlyMap<string, Date> | null> {
  const runs = await db.prisma.recognitionVideo.findMany({
    where: { recognitionId },
    select: { videoId: true, finishedAt: true },
  });
  const ends = runs.flatMap(({ videoId, finishedAt }) => (finishedAt ? [[videoId, finishedAt] as const] : []));
  return ends.length === runs.length ? new Map(ends) : null;
}
