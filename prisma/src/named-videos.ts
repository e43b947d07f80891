import type { Video } from '../generated/client.ts';
import type { Database } from './database.ts';
import { attempt, refuse } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What a video may be known by. */
export type VideoName =
  | { readonly id: string }
  /** sha256 (hex) of the file. */
  | { readonly contentSha256: string }
  | { readonly libraryId: string; readonly path: string }
  /** Unique in its library only. */
  | { readonly externalId: string; readonly libraryId?: string };

/** The videos of a name: at most two; those whose file is there first. */
export function findNamedVideos(db: Database, name: VideoName): Promise<Video[]> {
  return db.prisma.video.findMany({ where: { ...name }, orderBy: [{ status: 'asc' }, { id: 'desc' }], take: 2 });
}

/** The videos of all libraries, or of one, that have an external id; at most 100. */
export function videosByExternalId(
  db: Database,
  externalId: string,
  { libraryId }: { readonly libraryId?: string } = {},
): Promise<Video[]> {
  const where = { externalId, ...(libraryId === undefined ? {} : { libraryId }) };
  return db.prisma.video.findMany({ where, orderBy: { id: 'asc' }, take: 100 });
}

/** What MES says of a video. */
export interface VideoChanges {
  readonly externalId?: string | null;
  readonly workOrder?: string | null;
  readonly serialNumber?: string | null;
}

/** Problems: NOT_FOUND, TAKEN (by another video of the library). */
export function updateVideo(db: Database, id: string, changes: VideoChanges): Promise<Outcome<Video>> {
  return attempt(async () => {
    const { libraryId } = await db.prisma.video.findUniqueOrThrow({ where: { id }, select: { libraryId: true } });
    const { externalId } = changes;
    const [other] = externalId ? await videosByExternalId(db, externalId, { libraryId }) : [];
    if (other && other.id !== id) {
      refuse('TAKEN', 'externalId', `${other.path} is called ${externalId}; take it away from there first`);
    }
    return db.prisma.video.update({ where: { id }, data: changes });
  });
}
