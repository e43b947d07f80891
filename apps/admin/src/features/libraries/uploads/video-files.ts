/** Endings of the files that the server takes for videos. */
export const VIDEO_EXTENSIONS = [
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
] as const;

export type FileRefusal = 'notAVideo' | 'empty';

/** Why a file need not be sent at all; null: it may be. */
export function refusalOf({ name, size }: Pick<File, 'name' | 'size'>): FileRefusal | null {
  const lower = name.toLowerCase();
  if (!VIDEO_EXTENSIONS.some((extension) => lower.endsWith(extension))) return 'notAVideo';
  return size === 0 ? 'empty' : null;
}
