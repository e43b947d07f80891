import path from 'node:path';
import type { PictureBlur, VideoLibrary, VideoStatus } from '../generated/client.ts';
import { alignRows, groupRows } from './batch.ts';
import type { Database } from './database.ts';
import { attempt, refuse, requireName } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { idWindow, toPage } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import type { RetentionRules } from './retention.ts';
import { cancelLostRuns, holdRuns } from './recognition-runs.ts';
import { inTransaction } from './transaction.ts';

export interface VideoLibraryInput {
  readonly equipmentNodeId: string;
  /** Unique on its equipment node. */
  readonly name: string;
  /** Absolute path, or address of a bucket: `s3://bucket/prefix`. */
  readonly folder: string;
  readonly externalId?: string | null;
  /** Default: what cameras commonly write. */
  readonly recordedAtPattern?: string | null;
  /** Default: the server's. */
  readonly timeZone?: string | null;
  /** What arrives is recognised under it; default: the library is not watched. */
  readonly watchRecipeId?: string | null;
}

/** What can be said of a library once it is there. */
export interface VideoLibraryChanges extends Partial<Omit<VideoLibraryInput, 'folder'> & RetentionRules> {
  readonly pictureBlur?: PictureBlur;
  /** When its rules are applied next; `null` where there are none. */
  readonly rulesApplyAt?: Date | null;
}

/**
 * Problems: TAKEN, NOT_FOUND (node), INVALID. Whether its videos can be read is the caller's to check.
 * @param input.id default: a new one
 */
export function createVideoLibrary(
  db: Database,
  input: VideoLibraryInput & { readonly id?: string },
): Promise<Outcome<VideoLibrary>> {
  return attempt(async () => {
    requireName(input.name);
    if (!path.isAbsolute(input.folder) && !input.folder.startsWith('s3://'))
      refuse('INVALID', 'folder', 'an absolute path is needed, or an address that begins with s3://', 'notAPath');
    return db.prisma.videoLibrary.create({ data: input });
  });
}

/** What stays of a library is its folder. Problems: TAKEN, NOT_FOUND, INVALID. */
export function updateVideoLibrary(
  db: Database,
  id: string,
  changes: VideoLibraryChanges,
): Promise<Outcome<VideoLibrary>> {
  return attempt(async () => {
    requireName(changes.name);
    return db.prisma.videoLibrary.update({ where: { id }, data: changes });
  });
}

/**
 * Forgets a library, its videos and what was recognised in them; files and cached embeddings stay. What recognitions still
 * had to do with its videos is cancelled. Problems: NOT_FOUND.
 */
export function deleteVideoLibrary(db: Database, id: string): Promise<Outcome<VideoLibrary>> {
  return attempt(() =>
    inTransaction(db, async (tx) => {
      await holdRuns(tx, id);
      const library = await tx.videoLibrary.delete({ where: { id } });
      await cancelLostRuns(tx);
      return library;
    }),
  );
}

/** Oldest first. */
export async function listVideoLibraries(db: Database, page: PageRequest = {}): Promise<Page<VideoLibrary>> {
  const window = idWindow(page, 'oldestFirst');
  return toPage(await db.prisma.videoLibrary.findMany(window), window);
}

export async function getVideoLibraries(db: Database, ids: readonly string[]): Promise<(VideoLibrary | null)[]> {
  const rows = await db.prisma.videoLibrary.findMany({ where: { id: { in: [...ids] } } });
  return alignRows(ids, rows, ({ id }) => id);
}

export function findVideoLibrary({ prisma }: Database, externalId: string): Promise<VideoLibrary | null> {
  return prisma.videoLibrary.findUnique({ where: { externalId } });
}

/** Libraries of each equipment node, by name. */
export async function librariesOfNodes(db: Database, nodeIds: readonly string[]): Promise<VideoLibrary[][]> {
  const rows = await db.prisma.videoLibrary.findMany({
    where: { equipmentNodeId: { in: [...nodeIds] } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return groupRows(nodeIds, rows, ({ equipmentNodeId }) => equipmentNodeId);
}

/** What a library holds. */
export interface LibraryTotals {
  readonly videoCount: number;
  /** Of the videos whose length is known. */
  readonly durationMs: number;
  readonly countByStatus: Readonly<Record<VideoStatus, number>>;
}

export async function totalsOfLibraries(db: Database, ids: readonly string[]): Promise<LibraryTotals[]> {
  const rows = await db.prisma.video.groupBy({
    by: ['libraryId', 'status'],
    where: { libraryId: { in: [...ids] } },
    _count: true,
    _sum: { durationMs: true },
  });
  return groupRows(ids, rows, ({ libraryId }) => libraryId).map((group) => {
    const countByStatus = { pending: 0, ready: 0, failed: 0, missing: 0 };
    for (const row of group) countByStatus[row.status] = row['_count'];
    return {
      videoCount: group.reduce((sum, row) => sum + row['_count'], 0),
      durationMs: group.reduce((sum, row) => sum + (row['_sum'].durationMs ?? 0), 0),
      countByStatus,
    };
  });
}
