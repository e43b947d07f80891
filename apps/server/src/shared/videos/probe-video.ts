import { setVideoFailed, setVideoReady } from '@actionary/database';
import type { Database, Video, VideoLibrary } from '@actionary/database';
import { createFrameSource, VideoError } from '@actionary/inference';
import { recordedAtOfName } from '@actionary/inference/domain';
import { LibraryFileError } from './library-file-error.ts';
import type { FilesOf } from './library-files.ts';
import { recordedAtRule } from './recorded-at-rule.ts';
import { sha256Of } from './sha256-of.ts';

type ProbedLibrary = Pick<VideoLibrary, 'folder' | 'recordedAtPattern' | 'timeZone'>;

/**
 * Finds out what a video is and when it was recorded; one that cannot be read is marked as failed.
 *
 * @throws {StorageError} where none of its library can be read
 */
export async function probeVideo(
  { db, filesOf }: { readonly db: Database; readonly filesOf: FilesOf },
  video: Video,
  library: ProbedLibrary,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { facts, contentSha256 } = await filesOf(library).use(video.path, signal, async (file) => {
      const seen = {
        facts: await createFrameSource().probe(file.path, { signal }),
        contentSha256: await sha256Of(file.path, signal),
      };
      // Both are to be of the same bytes.
      await file.refuseChanged();
      return seen;
    });
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
