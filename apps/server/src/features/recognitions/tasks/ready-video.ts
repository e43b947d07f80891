import { getVideoLibraries, getVideos } from '@actionary/database';
import type { Database, Video } from '@actionary/database';
import { VideoError } from '@actionary/inference';
import type { VideoErrorCode } from '@actionary/inference';
import { probeVideo } from '../../../shared/videos/probe-video.ts';

const GONE = 'its file has gone; put it back and scan its library';

/** Why a video that is not ready is not. */
function codeOf(video: Video | null | undefined): VideoErrorCode {
  return video?.status === 'failed' && video.errorCode ? (video.errorCode as VideoErrorCode) : 'NOT_FOUND';
}

/** A video with the folder of its library, probed now where nobody has yet. @throws {VideoError} where it is not ready then */
export async function readyVideo(
  db: Database,
  id: string,
  signal: AbortSignal,
): Promise<{ video: Video; folder: string }> {
  const [found] = await getVideos(db, [id]);
  if (!found) throw new VideoError('NOT_FOUND', id, 'the video is not in its library any more');
  const [library] = await getVideoLibraries(db, [found.libraryId]);
  const { folder } = library!;
  if (found.status === 'pending') await probeVideo(db, found, library!, signal);
  const [video] = await getVideos(db, [id]);
  if (video?.status === 'ready') return { video, folder };
  throw new VideoError(codeOf(video), found.path, video?.errorMessage ?? GONE);
}
