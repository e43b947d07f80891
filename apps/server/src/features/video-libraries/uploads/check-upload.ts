import { access, constants, statfs } from 'node:fs/promises';
import type { Upload } from '@tus/server';
import { getVideoLibraries } from '@actionary/database';
import type { Database, VideoLibrary } from '@actionary/database';
import { keyOf } from '../../../shared/graphql/global-id.ts';
import { isVideoName, VIDEO_FILE_ENDINGS } from '../../../shared/videos/video-file-name.ts';
import { isBucketAddress } from '../../../shared/storage/bucket-address.ts';
import { safeFileName } from './safe-file-name.ts';
import { UploadRefusal } from './upload-refusal.ts';

/** What has to stay free on a disk. */
const RESERVE_BYTES = 64 * 1024 ** 2;

export interface UploadTarget {
  readonly library: VideoLibrary;
  /** Safe. */
  readonly name: string;
}

/** Where an upload is to go. @throws {UploadRefusal} 400, 404, 422 */
export async function uploadTarget(db: Database, { metadata }: Pick<Upload, 'metadata'>): Promise<UploadTarget> {
  const key = keyOf('VideoLibrary', metadata?.['libraryId'] ?? '');
  const [library] = key ? await getVideoLibraries(db, [key]) : [];
  if (!library) throw new UploadRefusal(404, 'there is no such library: its id belongs into the metadata libraryId');
  if (isBucketAddress(library.folder)) {
    const problem = `the videos of this library lie at ${library.folder}; put them there with a client of that storage, then scan`;
    throw new UploadRefusal(422, problem);
  }
  const name = safeFileName(metadata?.['filename'] ?? '');
  if (isVideoName(name)) return { library, name };
  const endings = VIDEO_FILE_ENDINGS.join(', ');
  throw new UploadRefusal(400, `${JSON.stringify(name)} is no video's name; it has to end in one of ${endings}`);
}

/** Refuses an upload before any byte of it is sent. @throws {UploadRefusal} */
export async function checkUpload(db: Database, upload: Upload, uploadsFolder: string): Promise<void> {
  const { library } = await uploadTarget(db, upload);
  if (!upload.size) throw new UploadRefusal(400, 'the file is empty');
  await access(library.folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    const problem = `the server cannot write to ${library.folder}; give it the right to, or use another library`;
    throw new UploadRefusal(422, problem, { cause });
  });
  for (const folder of new Set([uploadsFolder, library.folder])) await refuseFull(folder, upload.size);
}

async function refuseFull(folder: string, sizeBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = Math.max(0, bavail * bsize - RESERVE_BYTES);
  if (sizeBytes <= freeBytes) return;
  const problem = `the video has ${sizeBytes} bytes, and the disk of ${folder} has room for ${freeBytes}; make room there`;
  throw new UploadRefusal(507, problem);
}
