import type { Video } from '@actionary/database';
import { toGlobalId } from '../graphql/global-id.ts';

/** Path of a video's bytes on the server. */
export function streamUrl({ id }: Pick<Video, 'id'>): string {
  return `/videos/${toGlobalId('Video', id)}/stream`;
}

/** Path of a video's picture; another one when the content has changed, so that it may be cached for ever. */
export function pictureUrl(
  { id, contentSha256 }: Pick<Video, 'id' | 'contentSha256'>,
  kind: 'poster' | 'sprite',
): string {
  return `/videos/${toGlobalId('Video', id)}/${kind}.jpg?v=${contentSha256?.slice(0, 16)}`;
}

/** Path of a picture of the video at a time; another one when the content has changed. */
export function momentPictureUrl({ id, contentSha256 }: Pick<Video, 'id' | 'contentSha256'>, timeMs: number): string {
  return `/videos/${toGlobalId('Video', id)}/at/${timeMs}.jpg?v=${contentSha256?.slice(0, 16)}`;
}
