import { getVideoLibraries, getVideos } from '@actionary/database';
import type { Video } from '@actionary/database';
import { VideoError } from '@actionary/inference';
import type { VideoErrorCode } from '@actionary/inference';
import type { Services } from '../../../context.ts';
import type { LibraryFiles } from '../../../shared/videos/library-files.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';

const GONE = 'its file has gone; put it back and scan its library';

/** Why a video that is not ready is not. */
function codeOf(video: Video | null | undefined): VideoErrorCode {
  return video?.status === 'failed' && video.errorCode ? (video.errorCode as VideoErrorCode) : 'NOT_FOUND';
}

/**
 * A video with the files of its library, probed now where nobody has yet.
 *
 * @throws {VideoError} where it is not ready then
 * @throws {StorageError}
 */
export async function readyVideo(
  services: Pick<Services, 'db' | 'filesOf'>,
  id: string,
  signal: AbortSignal,
): Promise<{ video: Video; files: LibraryFiles }> {
  const { db, filesOf } = services;
  const [found] = await getVideos(db, [id]);
  if (!found) throw new VideoError('NOT_FOUND', id, 'the video is not in its library any more');
  const [library] = await getVideoLibraries(db, [found.libraryId]);
  if (found.status === 'pending') await probeVideo(services, found, library!, signal);
  const [video] = await getVideos(db, [id]);
  if (video?.status === 'ready') return { video, files: filesOf(library!) };
  throw new VideoError(codeOf(video), found.path, video?.errorMessage ?? GONE);
}
