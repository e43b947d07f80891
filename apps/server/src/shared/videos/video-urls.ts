import type { Video, VideoLibrary } from '@actionary/database';
import { toGlobalId } from '../graphql/global-id.ts';

/** Path of a video's bytes on the server. */
export function streamUrl({ id }: Pick<Video, 'id'>): string {
  return `/videos/${toGlobalId('Video', id)}/stream`;
}

type Blurring = Pick<VideoLibrary, 'pictureBlur'>;
type Pictured = Pick<Video, 'id' | 'contentSha256'>;

/**
 * Path of a video's picture; another one when the content has changed, or how its library blurs pictures, so that it may be
 * cached for ever.
 */
export function pictureUrl(video: Pictured, library: Blurring, kind: 'poster' | 'sprite'): string {
  return `/videos/${toGlobalId('Video', video.id)}/${kind}.jpg?v=${versionOf(video, library)}`;
}

/** Path of a picture of the video at a time; another one as with {@link pictureUrl}. */
export function momentPictureUrl(video: Pictured, library: Blurring, timeMs: number): string {
  return `/videos/${toGlobalId('Video', video.id)}/at/${timeMs}.jpg?v=${versionOf(video, library)}`;
}

/** Distinguishes pictures that are blurred from those that are not. */
export function blurSuffix({ pictureBlur }: Blurring): string {
  return pictureBlur === 'none' ? '' : `-${pictureBlur}`;
}

function versionOf({ contentSha256 }: Pictured, library: Blurring): string {
  return `${contentSha256?.slice(0, 16)}${blurSuffix(library)}`;
}
