import { oneLine } from './one-line.ts';

/** Why a video (or picture) could not be used. */
export type VideoErrorCode =
  | 'NOT_FOUND'
  | 'NOT_A_FILE'
  | 'NOT_READABLE'
  | 'EMPTY'
  | 'NOT_A_VIDEO'
  | 'DAMAGED'
  | 'REFUSED'
  | 'NO_VIDEO_STREAM'
  | 'NOTHING_DECODED'
  | 'LIMIT'
  | 'DECODER'
  | 'NO_DECODER'
  /** Only where a span was asked for: the video can be read from its start only. */
  | 'NOT_SEEKABLE'
  | 'NOT_WRITTEN';

/** A video that cannot be read or written. The message is one line: the file, what is wrong, what to do. */
export class VideoError extends Error {
  readonly code: VideoErrorCode;
  readonly path: string;
  /** What is wrong and the remedy, without the file's name. */
  readonly problem: string;

  constructor(code: VideoErrorCode, path: string, problem: string, options?: ErrorOptions) {
    super(oneLine(`${path}: ${problem}`), options);
    this.name = 'VideoError';
    this.code = code;
    this.path = path;
    this.problem = oneLine(problem);
  }
}
