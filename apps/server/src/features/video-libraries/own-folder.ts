import path from 'node:path';
import type { VideoLibrary } from '@actionary/database';

/** The folder that the product makes for a library which was given none. */
export function ownFolder(dataFolder: string, libraryId: string): string {
  return path.join(dataFolder, 'libraries', libraryId);
}

/** Whether the product made the library's folder. */
export function isOwnFolder({ id, folder }: Pick<VideoLibrary, 'id' | 'folder'>, dataFolder: string): boolean {
  return folder === ownFolder(dataFolder, id);
}
