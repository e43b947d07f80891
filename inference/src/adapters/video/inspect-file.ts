import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { VideoError } from '../../video-error.ts';
import { detectContainer, HEAD_BYTE_COUNT, type Demuxer } from './container-format.ts';

/** A file that has been looked at and may be given to FFmpeg. */
export interface InspectedFile {
  /** As the caller wrote it, for messages. */
  readonly path: string;
  /** An absolute `file:` address: can neither be read as an option nor as another protocol. */
  readonly url: string;
  readonly demuxer: Demuxer;
}

/**
 * Looks at a file before any decoder does.
 *
 * @throws {VideoError} `NOT_FOUND`, `NOT_A_FILE`, `NOT_READABLE`, `EMPTY`, `REFUSED` (playlists, scripts), `NOT_A_VIDEO`
 */
export async function inspectFile(filePath: string): Promise<InspectedFile> {
  const head = await readHead(filePath);
  const container = detectContainer(head);
  if (container.kind === 'playlist') {
    throw new VideoError(
      'REFUSED',
      filePath,
      `is ${container.name}, which can point at other files and addresses: give the video files themselves`,
    );
  }
  if (container.kind === 'unknown') {
    throw new VideoError(
      'NOT_A_VIDEO',
      filePath,
      'is not a video in a known container (MP4, MOV, MKV, WebM, AVI, MPEG, WMV, FLV, OGG, GIF): convert it first',
    );
  }
  return { path: filePath, url: `file:${path.resolve(filePath)}`, demuxer: container.demuxer };
}

/** @throws {VideoError} as {@link inspectFile}, except for the contents */
export async function readHead(filePath: string): Promise<Uint8Array> {
  try {
    const facts = await stat(filePath);
    if (!facts.isFile()) {
      throw new VideoError('NOT_A_FILE', filePath, `is ${facts.isDirectory() ? 'a directory' : 'not a regular file'}`);
    }
    if (facts.size === 0) throw new VideoError('EMPTY', filePath, 'is empty (0 bytes): copy or record it again');
    return await readFirstBytes(filePath);
  } catch (cause) {
    throw toVideoError(filePath, cause);
  }
}

async function readFirstBytes(filePath: string): Promise<Uint8Array> {
  await using file = await open(filePath, 'r');
  const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTE_COUNT), 0, HEAD_BYTE_COUNT, 0);
  return buffer.subarray(0, bytesRead);
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ELOOP: 'is a link that leads back to itself: link to the video',
  ENAMETOOLONG: 'has a name longer than files can have: check the path',
  ERR_INVALID_ARG_VALUE: 'has a name that files cannot have: check the path',
};

function toVideoError(filePath: string, cause: unknown): VideoError {
  if (cause instanceof VideoError) return cause;
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new VideoError('NOT_FOUND', filePath, 'does not exist: check the path', { cause });
  }
  const problem = PROBLEMS[code ?? ''] ?? `cannot be read (${code}): check the permissions`;
  return new VideoError('NOT_READABLE', filePath, problem, { cause });
}
