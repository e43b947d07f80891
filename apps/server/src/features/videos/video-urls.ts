import type { Video } from '@actionary/database';
import { toGlobalId } from '../../shared/global-id.ts';

/** Path of a video's bytes on the server. */
export function streamUrl({ id }: Pick<Video, 'id'>): string {
  return `/videos/${toGlobalId('Video', id)}/stream`;
}

/** Path of a video's poster; another one when the content has changed, so that it may be cached for ever. */
export function posterUrl({ id, contentSha256 }: Pick<Video, 'id' | 'contentSha256'>): string {
  return `/videos/${toGlobalId('Video', id)}/poster.jpg?v=${contentSha256?.slice(0, 16)}`;
}
