/** `waiting` for others to finish; `failed` can be tried again. */
export type UploadState = 'waiting' | 'running' | 'paused' | 'failed' | 'done';

/** Why an upload stopped. */
export interface UploadProblem {
  /** HTTP status of the server's refusal; null where no server answered. */
  readonly status: number | null;
  readonly message: string;
}

export interface UploadItem {
  readonly id: string;
  readonly libraryId: string;
  /** Of the file. */
  readonly name: string;
  /** The name that it has in its library; null before it is there. */
  readonly placedName: string | null;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly state: UploadState;
  /** Null unless it has failed. */
  readonly problem: UploadProblem | null;
  /** Sent per second lately; null unless it is running. */
  readonly bytesPerSecond: number | null;
  /** The server does not answer; it is tried again and again. */
  readonly isInterrupted: boolean;
}

/** The sending of one file. */
export interface Transfer {
  /** Stops sending; what has been sent stays on the server. */
  pause(): void;
  /** Stops sending; the server throws away what it has. */
  discard(): void;
}

export interface TransferEvents {
  onProgress(sentBytes: number): void;
  /** The connection is gone for now; the transfer goes on trying. */
  onInterrupted(): void;
  /** @param name under which the file is in its library */
  onDone(name: string): void;
  onProblem(problem: UploadProblem): void;
}

/** Begins to send, from where an earlier transfer of the same file to the same library stopped. */
export type OpenTransfer = (file: File, libraryId: string, events: TransferEvents) => Transfer;

const NEW = {
  placedName: null,
  sentBytes: 0,
  state: 'waiting',
  problem: null,
  bytesPerSecond: null,
  isInterrupted: false,
} as const;

interface Entry {
  item: UploadItem;
  readonly file: File;
  transfer: Transfer | null;
  sample: { readonly atMs: number; readonly bytes: number } | null;
}

/** Files on their way to libraries: a few at a time, in the order in which they were given. */
export class UploadQueue {
  readonly #open: OpenTransfer;
  readonly #concurrency: number;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #items: readonly UploadItem[] = [];
  #lastId = 0;

  constructor(open: OpenTransfer, { concurrency = 2 } = {}) {
    this.#open = open;
    this.#concurrency = concurrency;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same array until something changes. */
  readonly items = (): readonly UploadItem[] => this.#items;

  /** Files that are on their way to the same library already are passed over. */
  add(libraryId: string, files: readonly File[]): void {
    for (const file of files) {
      if (this.#has(libraryId, file)) continue;
      const id = String(++this.#lastId);
      const { name, size: sizeBytes } = file;
      const item = { ...NEW, id, libraryId, name, sizeBytes };
      this.#entries.set(id, { item, file, transfer: null, sample: null });
    }
    this.#next();
  }

  pause(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || (entry.item.state !== 'running' && entry.item.state !== 'waiting')) return;
    entry.transfer?.pause();
    this.#change(entry, { state: 'paused', bytesPerSecond: null, isInterrupted: false });
    this.#next();
  }

  /** Goes on with what was paused or has failed. */
  resume(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry || (entry.item.state !== 'paused' && entry.item.state !== 'failed')) return;
    this.#change(entry, { state: 'waiting', problem: null });
    this.#next();
  }

  /** Goes on with what only the connection has stopped. */
  resumeDisconnected(): void {
    for (const { id, problem } of this.#items) if (problem && problem.status === null) this.resume(id);
  }

  /** Gives an upload up, or forgets one that has ended. */
  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    if (entry.item.state !== 'done') entry.transfer?.discard();
    this.#next();
  }

  #has(libraryId: string, { name, size, lastModified }: File): boolean {
    return [...this.#entries.values()].some(
      ({ item, file }) =>
        item.libraryId === libraryId &&
        item.state !== 'done' &&
        file.name === name &&
        file.size === size &&
        file.lastModified === lastModified,
    );
  }

  #next(): void {
    const entries = [...this.#entries.values()];
    const free = this.#concurrency - entries.filter(({ item }) => item.state === 'running').length;
    const waiting = entries.filter(({ item }) => item.state === 'waiting');
    for (const entry of waiting.slice(0, Math.max(0, free))) this.#start(entry);
    this.#tell();
  }

  #start(entry: Entry): void {
    entry.item = { ...entry.item, state: 'running', problem: null };
    entry.sample = null;
    const { file, item } = entry;
    let isOver = false;
    const whileCurrent = (act: () => void) => {
      const isCurrent = entry.transfer === transfer && this.#entries.has(item.id);
      if (!isOver && isCurrent && entry.item.state === 'running') act();
    };
    const end = (change: Partial<UploadItem>) =>
      whileCurrent(() => {
        isOver = true;
        this.#change(entry, { ...change, bytesPerSecond: null, isInterrupted: false });
        this.#next();
      });
    const transfer = this.#open(file, item.libraryId, {
      onProgress: (sentBytes) => whileCurrent(() => this.#progress(entry, sentBytes)),
      onInterrupted: () => whileCurrent(() => this.#interrupt(entry)),
      onDone: (placedName) => end({ state: 'done', sentBytes: file.size, placedName }),
      onProblem: (problem) => end({ state: 'failed', problem }),
    });
    entry.transfer = transfer;
  }

  /** The rate is measured from the first report on, since what was there before was not sent now. */
  #progress(entry: Entry, sentBytes: number): void {
    entry.sample ??= { atMs: Date.now(), bytes: sentBytes };
    const elapsedMs = Date.now() - entry.sample.atMs;
    const bytesPerSecond = elapsedMs < 500 ? null : ((sentBytes - entry.sample.bytes) * 1000) / elapsedMs;
    this.#change(entry, { sentBytes, bytesPerSecond, isInterrupted: false });
    this.#tell();
  }

  #interrupt(entry: Entry): void {
    entry.sample = null;
    this.#change(entry, { bytesPerSecond: null, isInterrupted: true });
    this.#tell();
  }

  #change(entry: Entry, change: Partial<UploadItem>): void {
    entry.item = { ...entry.item, ...change };
  }

  #tell(): void {
    this.#items = [...this.#entries.values()].map(({ item }) => item);
    for (const listener of this.#listeners) listener();
  }
}
