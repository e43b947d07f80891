import { setVideoFailed, setVideoReady } from '@actionary/database';
import type { Database, Video } from '@actionary/database';
import { createFrameSource, VideoError } from '@actionary/inference';
import { libraryFile, LibraryFileError } from './library-file.ts';
import { sha256Of } from './sha256-of.ts';

/** Finds out what a video is; one that cannot be read is marked as failed. */
export async function probeVideo(db: Database, video: Video, folder: string, signal: AbortSignal): Promise<void> {
  try {
    const file = await libraryFile(folder, video.path);
    const facts = await createFrameSource().probe(file, { signal });
    await setVideoReady(db, video.id, { facts, contentSha256: await sha256Of(file, signal) });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VideoError || error instanceof LibraryFileError)) throw error;
    // Without the path: it is known, and where the server keeps its files is nobody's business.
    const message = error instanceof VideoError ? error.problem : error.message;
    await setVideoFailed(db, video.id, { code: error.code, message });
  }
}
