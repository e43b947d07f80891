import { endsOfRecognition, listWatchedLibraries } from '@actionary/database';
import type { Database, QueuedArrivals, WatchedLibrary } from '@actionary/database';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../../../context.ts';
import { watchLibrary } from './library-watch.ts';
import type { WatchOptions, WatchServices } from './library-watch.ts';

/** Whoever holds this advisory lock watches; it goes with the process. */
const WATCH_LOCK = 7_112_026;
/** How soon another process takes over, and a library that is switched on or off is noticed. */
const SYNC_MS = 1000;

export interface LibraryWatcher {
  stop(): Promise<void>;
}

export interface WatcherOptions extends WatchOptions {
  /** Queues the videos of a recognition that was made. */
  readonly queueVideos: (recognitionId: string) => Promise<void>;
}

/**
 * Watches the libraries that are switched to it, while no other process does: what arrives is queued for recognition. A process
 * that dies is replaced by another one, which finds what came meanwhile.
 */
export function watchLibraries(
  services: Pick<Services, 'db' | 'filesOf' | 'log'>,
  options: WatcherOptions,
): LibraryWatcher {
  const stopping = new AbortController();
  const { signal } = stopping;
  const log = services.log.child({ watch: true });
  const ended = repeat(signal, log, () =>
    whileAlone(services.db, signal, (lost) => watchAll(services, log, options, lost)),
  );
  return {
    async stop() {
      stopping.abort(new Error('the watch stops'));
      await ended;
    },
  };
}

/** Again and again, whatever happens to it. */
async function repeat(signal: AbortSignal, log: Logger, work: () => Promise<void>): Promise<void> {
  let problem: string | null = null;
  while (!signal.aborted) {
    try {
      await work();
      problem = null;
    } catch (error) {
      const { message } = error as Error;
      if (!signal.aborted && message !== problem) log.error({ err: error }, 'watching');
      problem = message;
    }
    await sleep(SYNC_MS, undefined, { signal }).catch(() => {});
  }
}

/** Runs work if no other process does, until the signal aborts or the connection that holds the lock breaks. */
async function whileAlone(
  db: Database,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = await db.pool.connect();
  const lost = new AbortController();
  const onError = () => lost.abort(new Error('the database has gone'));
  client.on('error', onError);
  let isAlone = false;
  try {
    const { rows } = await client.query<{ isAlone: boolean }>('SELECT pg_try_advisory_lock($1) AS "isAlone"', [
      WATCH_LOCK,
    ]);
    [{ isAlone }] = rows;
    if (isAlone) await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    client.off('error', onError);
    // Closing the connection gives the lock back.
    client.release(isAlone);
  }
}

async function watchAll(
  services: WatchServices,
  log: Logger,
  options: WatcherOptions,
  signal: AbortSignal,
): Promise<void> {
  const { db } = services;
  const watches = new Map<string, RunningWatch>();
  const latencies = new Latencies(db, log);
  const unqueued = new Set<string>();
  const queueAll = async () => {
    for (const id of unqueued) {
      await options.queueVideos(id);
      unqueued.delete(id);
    }
  };
  const onQueued = async (queued: QueuedArrivals, changedMs: ReadonlyMap<string, number>) => {
    latencies.add(queued, changedMs);
    unqueued.add(queued.recognition.id);
    await queueAll();
  };
  const begin = (library: WatchedLibrary): RunningWatch => {
    const stop = new AbortController();
    const settings = { ...options, log, signal: AbortSignal.any([signal, stop.signal]) };
    log.info({ libraryId: library.id, folder: library.folder }, 'watched');
    return { stop, ended: watchLibrary(services, library, onQueued, settings) };
  };
  try {
    while (!signal.aborted) {
      await keepWatching(watches, await listWatchedLibraries(db), begin);
      await queueAll();
      await latencies.report();
      await sleep(SYNC_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    await keepWatching(watches, [], begin);
  }
}

interface RunningWatch {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Ends and begins watches until they are those of the libraries. */
async function keepWatching(
  watches: Map<string, RunningWatch>,
  libraries: readonly WatchedLibrary[],
  begin: (library: WatchedLibrary) => RunningWatch,
): Promise<void> {
  const wanted = new Set(libraries.map(({ id }) => id));
  for (const [id, { stop, ended }] of watches) {
    if (wanted.has(id)) continue;
    stop.abort();
    await ended;
    watches.delete(id);
  }
  for (const library of libraries) if (!watches.has(library.id)) watches.set(library.id, begin(library));
}

/** Tells how long it took from the last byte of files to their segments. */
class Latencies {
  readonly #db: Database;
  readonly #log: Logger;
  /** By recognition: when each of its videos was last seen to change. */
  readonly #open = new Map<string, ReadonlyMap<string, number>>();

  constructor(db: Database, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  add({ recognition, videos }: QueuedArrivals, changedMs: ReadonlyMap<string, number>): void {
    this.#open.set(recognition.id, new Map(videos.map(({ id, path }) => [id, changedMs.get(path)!])));
  }

  async report(): Promise<void> {
    for (const [recognitionId, changedMs] of this.#open) {
      const ends = await endsOfRecognition(this.#db, recognitionId);
      if (!ends) continue;
      this.#open.delete(recognitionId);
      const latencies = [...ends]
        .map(([videoId, end]) => end.getTime() - changedMs.get(videoId)!)
        .toSorted((a, b) => a - b);
      const latencyMs = { median: latencies[Math.floor(latencies.length / 2)], max: latencies.at(-1) };
      this.#log.info({ recognitionId, videoCount: latencies.length, latencyMs }, 'recognised what arrived');
    }
  }
}
