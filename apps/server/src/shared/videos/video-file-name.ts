import path from 'node:path';

/** Endings of the files that are taken for videos. */
export const VIDEO_FILE_ENDINGS: readonly string[] = [
  '.avi',
  '.m4v',
  '.mkv',
  '.mov',
  '.mp4',
  '.mpeg',
  '.mpg',
  '.mts',
  '.ts',
  '.webm',
  '.wmv',
];

export function isVideoName(name: string): boolean {
  return VIDEO_FILE_ENDINGS.includes(path.extname(name).toLowerCase());
}
