import type { Services } from '../../context.ts';
import type { Viewer } from '../access/viewer.ts';

/**
 * Whether who asks may see videos: their bytes, and pictures made of them. The one place that decides; the API gives no
 * address and every route with pixels answers 403 where it says no. Recognition, reviews and reports go on.
 */
export function maySeeVideos({ isRawVideoOpen }: Pick<Services, 'isRawVideoOpen'>, viewer: Viewer): boolean {
  return isRawVideoOpen && viewer.permissions.has('watch');
}
