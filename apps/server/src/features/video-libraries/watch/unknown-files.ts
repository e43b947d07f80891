import { listArrivals, listKnownFiles } from '@actionary/database';
import type { Database, KnownFile, VideoFile } from '@actionary/database';
import type { FoundFiles } from '../../../shared/videos/library-files.ts';

/** Of all files of a library, those that are new to it, have changed, or have arrived by a scan. @throws {Error} where all are gone */
export async function unknownFiles(
  db: Database,
  libraryId: string,
  { files, hasFiles }: FoundFiles,
): Promise<VideoFile[]> {
  const arrived = new Set(await listArrivals(db, libraryId));
  const present = (await listKnownFiles(db, libraryId)).filter(({ status }) => status !== 'missing');
  if (!hasFiles && present.length > 0) throw new Error(`it is empty, but held ${present.length} videos`);
  const known = new Map(present.map((file) => [file.path, file]));
  return files.filter((file) => arrived.has(file.path) || !isKnown(known.get(file.path), file));
}

function isKnown(known: KnownFile | undefined, { sizeBytes, modifiedAt }: VideoFile): boolean {
  return known?.sizeBytes === sizeBytes && known.modifiedAt.getTime() === modifiedAt.getTime();
}
