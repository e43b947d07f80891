import type { UploadLimitsQuery } from '../../../../generated/graphql.ts';

export type UploadLimits = UploadLimitsQuery['uploadLimits'];
export type FileRefusal = 'notAVideo' | 'empty' | 'tooLarge';

/** Why a file need not be sent at all; null: it may be. */
export function refusalOf(
  { name, size }: Pick<File, 'name' | 'size'>,
  { fileEndings, maxSizeBytes }: UploadLimits,
): FileRefusal | null {
  const lower = name.toLowerCase();
  if (!fileEndings.some((ending) => lower.endsWith(ending))) return 'notAVideo';
  if (size === 0) return 'empty';
  return size > maxSizeBytes ? 'tooLarge' : null;
}
