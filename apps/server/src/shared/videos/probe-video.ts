import { setVideoFailed, setVideoReady } from '@actionary/database';
import type { Database, Video, VideoLibrary } from '@actionary/database';
import { createFrameSource, VideoError } from '@actionary/inference';
import { recordedAtOfName } from '@actionary/inference/domain';
import { openSteady } from './known-file.ts';
import { libraryFile, LibraryFileError } from './library-file.ts';
import { recordedAtRule } from './recorded-at-rule.ts';
import { sha256Of } from './sha256-of.ts';

type ProbedLibrary = Pick<VideoLibrary, 'folder' | 'recordedAtPattern' | 'timeZone'>;

/** Finds out what a video is and when it was recorded; one that cannot be read is marked as failed. */
export async function probeVideo(
  db: Database,
  video: Video,
  library: ProbedLibrary,
  signal: AbortSignal,
): Promise<void> {
  try {
    const file = await openSteady(await libraryFile(library.folder, video.path));
    const facts = await createFrameSource().probe(file.path, { signal });
    const contentSha256 = await sha256Of(file.path, signal);
    // Facts and content are to be of the same bytes.
    await file.refuseChanged();
    const timeMs = recordedAtOfName(video.path, recordedAtRule(library)) ?? facts.recordedAtMs;
    const recordedAt = timeMs === null ? {} : { recordedAt: new Date(timeMs) };
    await setVideoReady(db, video.id, { facts, contentSha256, probed: video, ...recordedAt });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VideoError || error instanceof LibraryFileError)) throw error;
    // Without the path: it is known, and where the server keeps its files is nobody's business.
    const message = error instanceof VideoError ? error.problem : error.message;
    await setVideoFailed(db, video.id, { code: error.code, message, probed: video });
  }
}
