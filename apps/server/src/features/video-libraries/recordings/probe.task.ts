import { getVideoLibraries, getVideos } from '@actionary/database';
import type { Services } from '../../../context.ts';
import type { TaskHandler } from '../../../shared/queue/queue.ts';
import { probeVideo } from '../../../shared/videos/probe-video.ts';

/** Probes a video, unless somebody has. One that cannot be read is marked as failed. */
export function probeTask(services: Services): TaskHandler<'probe'> {
  return async ({ videoId }, { signal }) => {
    const [video] = await getVideos(services.db, [videoId]);
    if (video?.status !== 'pending') return;
    const [library] = await getVideoLibraries(services.db, [video.libraryId]);
    if (library) await probeVideo(services, video, library, signal);
  };
}
