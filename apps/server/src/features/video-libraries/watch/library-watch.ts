import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueuedArrivals, WatchedLibrary } from '@actionary/database';
import type { Logger } from 'pino';
import type { Services } from '../../../context.ts';
import { isBucketAddress } from '../../../shared/storage/bucket-address.ts';
import { describeFile, findVideoFiles } from '../../../shared/videos/find-video-files.ts';
import { isVideoName } from '../../../shared/videos/video-file-name.ts';
import { BucketWatch } from './bucket-watch.ts';
import { FolderListener, isNetworkShare } from './folder-listener.ts';
import { recordSettled } from './record-settled.ts';
import { Settling } from './settling.ts';
import type { SettledFile } from './settling.ts';
import { unknownFiles } from './unknown-files.ts';

export interface WatchOptions {
  /** How long a file has to stay as it is; default 2 s. */
  readonly quietMs?: number | undefined;
  /** How often the whole folder is looked through; default by what the operating system tells of it. */
  readonly pollMs?: number | undefined;
}

/** What a watch works with. */
export type WatchServices = Pick<Services, 'db' | 'filesOf'>;

/** Called with what was queued, and when each of its files was last seen to change. */
export type OnQueued = (queued: QueuedArrivals, changedMs: ReadonlyMap<string, number>) => Promise<void>;

const QUIET_MS = 2000;
const TICK_MS = 250;
/** Where the system tells of changes, against what it may miss. */
const HEARING_POLL_MS = 60_000;
/** Where it does not. */
const DEAF_POLL_MS = 2000;
/** Of the time, one part at most is spent on looking through a large folder. */
const REST_RATIO = 10;

/** Watches the files of one library, until it is aborted. What goes wrong is told once, and tried again. */
export async function watchLibrary(
  services: WatchServices,
  library: WatchedLibrary,
  onQueued: OnQueued,
  { log, signal, ...options }: WatchOptions & { readonly log: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const Watch = isBucketAddress(library.folder) ? BucketWatch : FolderWatch;
  const watch = new Watch(services, library, onQueued, options);
  let problem: string | null = null;
  const told = { libraryId: library.id, folder: library.folder };
  try {
    while (!signal.aborted) {
      try {
        await watch.tick(signal);
        if (problem) log.info(told, 'watched again');
        problem = null;
      } catch (error) {
        if (signal.aborted) return;
        const { message } = error as Error;
        if (message !== problem) log.warn({ err: error, ...told }, 'cannot be watched; it is tried again');
        problem = message;
        await sleep(DEAF_POLL_MS, undefined, { signal }).catch(() => {});
      }
      await sleep(TICK_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    watch.close();
  }
}

class FolderWatch {
  readonly #services: WatchServices;
  readonly #library: WatchedLibrary;
  readonly #onQueued: OnQueued;
  readonly #options: WatchOptions;
  readonly #settling: Settling;
  readonly #listener: FolderListener;
  /** Heard of since the last tick. */
  #heard = new Set<string>();
  #nextLookMs = 0;
  /** Which folder it is, in spite of its name. */
  #identity = '';

  constructor(services: WatchServices, library: WatchedLibrary, onQueued: OnQueued, options: WatchOptions) {
    this.#services = services;
    this.#library = library;
    this.#onQueued = onQueued;
    this.#options = options;
    this.#settling = new Settling({ quietMs: options.quietMs ?? QUIET_MS });
    this.#listener = new FolderListener(library.folder, (relative) => {
      if (relative === null) this.#nextLookMs = 0;
      else this.#heard.add(relative);
    });
  }

  close(): void {
    this.#listener.close();
  }

  /** @throws {Error} where the folder is not there, or the database does not answer */
  async tick(signal: AbortSignal): Promise<void> {
    await this.#identify();
    await this.#listen();
    if (performance.now() >= this.#nextLookMs) await this.#look(signal);
    const settled = await this.#settle();
    if (settled.length === 0) return;
    try {
      await this.#record(settled, signal);
    } catch (error) {
      // They are as settled as they were the next time.
      for (const { file } of settled) this.#settling.note(file.path);
      throw error;
    }
  }

  /** A folder that went and came back is another one: what listened to it hears nothing any more. */
  async #identify(): Promise<void> {
    const { dev, ino } = await stat(this.#library.folder);
    const identity = `${dev}:${ino}`;
    if (identity === this.#identity) return;
    this.#identity = identity;
    this.#listener.close();
    this.#nextLookMs = 0;
  }

  /** Takes up what was heard of: files of videos, and folders, which may hold any. */
  async #listen(): Promise<void> {
    const heard = this.#heard;
    this.#heard = new Set();
    for (const relative of heard) {
      if (relative.split('/').some((name) => name.startsWith('.'))) continue;
      if (isVideoName(relative)) this.#settling.note(relative);
      else if (await isFolder(path.join(this.#library.folder, relative))) {
        this.#listener.forget(relative);
        this.#nextLookMs = 0;
      }
    }
  }

  /** Looks through all of the folder for what is new, has changed, or has arrived by a scan. */
  async #look(signal: AbortSignal): Promise<void> {
    const { id, folder } = this.#library;
    const startMs = performance.now();
    // What is heard of meanwhile may bring it forward again.
    this.#nextLookMs = Infinity;
    try {
      const { files, folders, hasFiles } = await findVideoFiles(folder, { signal });
      const isShare = await isNetworkShare(folder);
      const hasNew = isShare ? false : this.#listener.listenTo(folders);
      for (const file of await unknownFiles(this.#services.db, id, { files, hasFiles })) this.#settling.note(file.path);
      const pollMs = this.#options.pollMs ?? (isShare || this.#listener.isDeaf ? DEAF_POLL_MS : HEARING_POLL_MS);
      const endMs = performance.now();
      // What came into a new folder before it was listened to is found by looking again.
      const nextMs = hasNew ? 0 : endMs + Math.max(pollMs, REST_RATIO * (endMs - startMs));
      this.#nextLookMs = Math.min(this.#nextLookMs, nextMs);
    } catch (error) {
      this.#nextLookMs = 0;
      this.#listener.close();
      throw error;
    }
  }

  async #settle(): Promise<SettledFile[]> {
    const settled: SettledFile[] = [];
    for (const relative of this.#settling.paths) {
      const file = await describeFile(this.#library.folder, relative);
      const done = this.#settling.observe(relative, file, Date.now());
      if (done) settled.push(done);
    }
    return settled;
  }

  async #record(settled: readonly SettledFile[], signal: AbortSignal): Promise<void> {
    const files = settled.map(({ file }) => file);
    const queued = await recordSettled(this.#services, this.#library.id, files, signal);
    if (!queued) return;
    await this.#onQueued(queued, new Map(settled.map(({ file, changedMs }) => [file.path, changedMs])));
  }
}

function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
