import type { Video } from '../generated/client.ts';
import type { Database } from './database.ts';

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
