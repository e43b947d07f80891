import type { WatchedLibrary } from '@actionary/database';
import type { OnQueued, WatchOptions, WatchServices } from './library-watch.ts';
import { recordSettled } from './record-settled.ts';
import { unknownFiles } from './unknown-files.ts';

/** Each look takes a request for every thousand objects. */
const POLL_MS = 60_000;

/** Looks through the objects of a library every now and then. They appear whole. */
export class BucketWatch {
  readonly #services: WatchServices;
  readonly #library: WatchedLibrary;
  readonly #onQueued: OnQueued;
  readonly #pollMs: number;
  #nextLookMs = 0;

  constructor(
    services: WatchServices,
    library: WatchedLibrary,
    onQueued: OnQueued,
    { pollMs = POLL_MS }: Pick<WatchOptions, 'pollMs'>,
  ) {
    this.#services = services;
    this.#library = library;
    this.#onQueued = onQueued;
    this.#pollMs = pollMs;
  }

  /** @throws {StorageError} or what the database throws: then it is tried again */
  async tick(signal: AbortSignal): Promise<void> {
    if (performance.now() < this.#nextLookMs) return;
    const { db, filesOf } = this.#services;
    const found = await filesOf(this.#library).find({ signal });
    const files = await unknownFiles(db, this.#library.id, found);
    const queued = files.length > 0 ? await recordSettled(this.#services, this.#library.id, files, signal) : null;
    const changedMs = new Map(files.map(({ path, modifiedAt }) => [path, modifiedAt.getTime()]));
    if (queued) await this.#onQueued(queued, changedMs);
    this.#nextLookMs = performance.now() + this.#pollMs;
  }

  close(): void {}
}
