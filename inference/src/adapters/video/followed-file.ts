import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Abortable } from '../../ports.ts';
import { VideoError } from '../../video-error.ts';
import { HEAD_BYTE_COUNT } from './container-format.ts';

const CHUNK_BYTES = 2 ** 16;
/** How often a file that has not grown is looked at. */
const POLL_MS = 50;

export interface FollowOptions extends Abortable {
  /** A file is complete when it has not grown for so long. */
  readonly idleMs: number;
}

/** Waits until there is enough of a file to tell what it is; not for one that is missing, or does not grow. */
export async function waitForHead(path: string, { idleMs, signal }: FollowOptions): Promise<void> {
  let seen = { sizeBytes: 0, atMs: performance.now() };
  while (performance.now() - seen.atMs < idleMs) {
    const sizeBytes = await stat(path).then(
      ({ size }) => size,
      () => Infinity,
    );
    if (sizeBytes >= HEAD_BYTE_COUNT) return;
    if (sizeBytes !== seen.sizeBytes) seen = { sizeBytes, atMs: performance.now() };
    await sleep(POLL_MS, undefined, { signal });
  }
}

/**
 * The bytes of a file that is being written, from its first one on. The time that a reader takes is no time in which the
 * file does not grow.
 *
 * @throws {VideoError} `NOT_READABLE`
 */
export async function* followFile(path: string, { idleMs, signal }: FollowOptions): AsyncGenerator<Uint8Array> {
  await using file = await open(path, 'r');
  let grownAtMs = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const bytes = await readSome(file, path);
    if (bytes.length > 0) {
      yield bytes;
      grownAtMs = performance.now();
    } else if (performance.now() - grownAtMs < idleMs) await sleep(POLL_MS, undefined, { signal });
    else return;
  }
}

async function readSome(file: FileHandle, path: string): Promise<Uint8Array> {
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new VideoError('NOT_READABLE', path, `can be read no further (${code}): check the disk or share`, { cause });
  }
}
