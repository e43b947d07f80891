import type { VideoFile } from '@actionary/database';

/** How often a file may go on growing before it is waited for longest: 2 s, 4 s … 64 s. */
const MAX_DOUBLINGS = 5;
/** A file that has been left alone for so long has ended. */
const FORGET_MS = 10 * 60 * 1000;

export interface SettlingOptions {
  /** How long a file has to stay as it is. */
  readonly quietMs: number;
}

/** A file that has stopped growing. */
export interface SettledFile {
  readonly file: VideoFile;
  /** When it was last seen to change. */
  readonly changedMs: number;
}

interface Waiting {
  /** As it was last seen; `null` before it was. */
  file: VideoFile | null;
  changedMs: number;
}

/**
 * Files that are being written, by path. One that has neither grown nor been touched for a while is settled; where it goes on
 * later, it has to be quiet twice as long the next time: whoever writes it makes pauses. An empty file is not settled.
 */
export class Settling {
  readonly #quietMs: number;
  readonly #waiting = new Map<string, Waiting>();
  readonly #settled = new Map<
    string,
    { readonly file: VideoFile; readonly settledMs: number; readonly count: number }
  >();

  constructor({ quietMs }: SettlingOptions) {
    this.#quietMs = quietMs;
  }

  get paths(): string[] {
    return [...this.#waiting.keys()];
  }

  /** A file may have changed. */
  note(path: string): void {
    if (!this.#waiting.has(path)) this.#waiting.set(path, { file: null, changedMs: 0 });
  }

  /** What a waiting file is like now. @param file `null`: there is none @returns the file, once it is settled */
  observe(path: string, file: VideoFile | null, nowMs: number): SettledFile | null {
    const waiting = this.#waiting.get(path);
    if (!waiting) return null;
    if (!file) {
      this.#waiting.delete(path);
      return null;
    }
    if (!waiting.file || !isSame(waiting.file, file)) {
      this.#waiting.set(path, { file, changedMs: nowMs });
      return null;
    }
    const settled = this.#settled.get(path);
    const count = settled && !isSame(settled.file, file) ? settled.count + 1 : 0;
    if (nowMs - waiting.changedMs < this.#quietMs * 2 ** Math.min(count, MAX_DOUBLINGS)) return null;
    this.#waiting.delete(path);
    if (file.sizeBytes === 0) return null;
    this.#settled.set(path, { file, settledMs: nowMs, count });
    this.#forget(nowMs);
    return { file, changedMs: waiting.changedMs };
  }

  /** In the order in which they were settled. */
  #forget(nowMs: number): void {
    for (const [path, { settledMs }] of this.#settled) {
      if (nowMs - settledMs < FORGET_MS) return;
      this.#settled.delete(path);
    }
  }
}

function isSame(a: VideoFile, b: VideoFile): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedAt.getTime() === b.modifiedAt.getTime();
}
