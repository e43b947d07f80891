import type { Recognition, Video } from '../generated/client.ts';
import type { Database } from './database.ts';
import { takeFiles } from './library-files.ts';
import type { VideoMove } from './library-files.ts';
import type { VideoChanges } from './named-videos.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { addRecognition } from './recognitions.ts';
import { inTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';
import { isAlready } from './upserted.ts';
import type { Upserted } from './upserted.ts';
import type { VideoFile } from './videos.ts';

/** What MES says of a recording; absent fields stay as they are. */
export interface RecordingChanges extends VideoChanges {
  /** From then on neither the file's name nor its container counts. */
  readonly recordedAt?: Date;
}

/** A file that has been recorded. */
export interface Recording {
  readonly file: VideoFile;
  /** Of a video whose content this file has. */
  readonly moves: readonly VideoMove[];
  readonly said: RecordingChanges;
  /** What it is recognised under; `null`: nothing is asked for. */
  readonly recipeId: string | null;
}

export interface RegisteredRecording extends Upserted<Video> {
  /** What waits, runs or has succeeded with this very file under the recipe; `null` where none is named. */
  readonly recognition: Recognition | null;
  /** It was made now, and is to be queued. */
  readonly isStarted: boolean;
}

/**
 * Makes one file of a library known, with what is said of it, and has it recognised, once for each recipe and file: all of it
 * or nothing. May be repeated, also by several at a time. Problems: TAKEN (another video of the library has the external id),
 * NOT_FOUND (recipe), CONFLICT (the file has gone meanwhile).
 */
export function registerRecording(
  db: Database,
  libraryId: string,
  { file, moves, said, recipeId }: Recording,
): Promise<Outcome<RegisteredRecording>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await waitAt(tx, libraryId, file.path);
      const isKnown = moves.length > 0 || (await isKnownAt(tx, libraryId, file.path));
      if (!isKnown && said.externalId) await refuseTaken(tx, { id: null, libraryId }, said.externalId);
      // All at once, so that whoever is told of a new one is told all of it.
      const taken = isKnown ? file : { ...file, ...said, isRecordedAtGiven: Boolean(said.recordedAt) };
      const changedIds = await takeFiles(tx, libraryId, { files: [taken], moves });
      const video = await lockVideo(tx, libraryId, file.path);
      if (isKnown && said.externalId) await refuseTaken(tx, video, said.externalId);
      const isChanged = moves.length > 0 || changedIds.includes(video.id);
      // One that could not be read is looked at again: somebody asks because something has been done about it.
      const anew =
        video.status === 'failed' ? ({ status: 'pending', errorCode: null, errorMessage: null } as const) : {};
      const changes = { ...said, ...(said.recordedAt ? { isRecordedAtGiven: true } : {}), ...anew };
      const isSaid = isAlready(video, changes);
      const started = recipeId === null ? NOTHING : await recognize(tx, video, recipeId);
      const value = isSaid ? video : await tx.video.update({ where: { id: video.id }, data: changes });
      // Of several at a time, all may have found nothing, but one has changed it.
      const outcome = isChanged && !isKnown ? 'created' : isChanged || !isSaid ? 'updated' : 'unchanged';
      return { value, outcome, ...started };
    }),
  );
}

const NOTHING = { recognition: null, isStarted: false } as const;

/** Whoever registers the same new file waits here: there is no row yet. */
async function waitAt(tx: Transaction, libraryId: string, path: string): Promise<void> {
  const place = `recording:${libraryId}/${path}`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${place}, 0))::text`;
}

async function isKnownAt(tx: Transaction, libraryId: string, path: string): Promise<boolean> {
  return (await tx.video.findFirst({ where: { libraryId, path }, select: { id: true } })) !== null;
}

/** Whoever registers the same file waits here. */
async function lockVideo(tx: Transaction, libraryId: string, path: string): Promise<Video> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM "Video" WHERE "libraryId" = ${libraryId}::uuid AND "path" = ${path} AND "status" <> 'missing'
    FOR NO KEY UPDATE`;
  const video = row && (await tx.video.findUnique({ where: { id: row.id } }));
  return video ?? refuse('CONFLICT', 'path', 'the file has been moved meanwhile: register it again');
}

/** @param video `id` null: it is not there yet */
async function refuseTaken(
  tx: Transaction,
  { id, libraryId }: { readonly id: string | null; readonly libraryId: string },
  externalId: string,
): Promise<void> {
  const others = id === null ? {} : { id: { not: id } };
  const other = await tx.video.findFirst({ where: { libraryId, externalId, ...others }, select: { path: true } });
  if (other) refuse('TAKEN', 'externalId', `${other.path} is called ${externalId}; take it away from there first`);
}

/** The recognition of this very file: the one there is, or a new one. */
async function recognize(tx: Transaction, video: Video, recipeId: string) {
  const [recipe, library] = await Promise.all([
    tx.recipe.findUnique({ where: { id: recipeId }, select: { id: true } }),
    tx.videoLibrary.findUnique({ where: { id: video.libraryId }, select: { watchRecipeId: true } }),
  ]);
  if (!recipe) refuse('NOT_FOUND', 'recipeId', 'there is no such recipe');
  // The watch would do the same once more.
  if (library?.watchRecipeId === recipeId && video.arrivedAt)
    await tx.video.update({ where: { id: video.id }, data: { arrivedAt: null } });
  const known = await tx.recognitionVideo.findFirst({
    where: {
      videoId: video.id,
      state: { in: ['queued', 'running', 'succeeded'] },
      recognition: { recipeId, ...(video.foundAt ? { createdAt: { gte: video.foundAt } } : {}) },
    },
    orderBy: { id: 'desc' },
    include: { recognition: true },
  });
  if (known) return { recognition: known.recognition, isStarted: false };
  const recognition = await addRecognition(tx, { recipeId, videoIds: [video.id], priority: 'high' });
  return { recognition, isStarted: true };
}
