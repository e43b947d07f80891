import type { VideoStatus } from '../../../generated/graphql.ts';

/** Kinds of trouble that call for different remedies. */
export type Trouble =
  'missing' | 'empty' | 'notAVideo' | 'unreadable' | 'tooLarge' | 'noDecoder' | 'damaged' | 'outside';

const BY_CODE: Readonly<Record<string, Trouble>> = {
  EMPTY: 'empty',
  NOT_A_VIDEO: 'notAVideo',
  NO_VIDEO_STREAM: 'notAVideo',
  REFUSED: 'notAVideo',
  NOT_READABLE: 'unreadable',
  NOT_FOUND: 'missing',
  FILE_MISSING: 'missing',
  NOT_A_FILE: 'outside',
  OUTSIDE_LIBRARY: 'outside',
  LIMIT: 'tooLarge',
  NO_DECODER: 'noDecoder',
};

/** What is wrong with a video; null where nothing is. @param code of its failure */
export function troubleOf(status: VideoStatus, code: string | null): Trouble | null {
  if (status === 'missing') return 'missing';
  if (status !== 'failed') return null;
  return Object.hasOwn(BY_CODE, code ?? '') ? BY_CODE[code!]! : 'damaged';
}
