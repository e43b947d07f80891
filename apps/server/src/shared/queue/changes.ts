import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@actionary/database';
import type { PoolClient } from 'pg';

/** What people watch while it changes. The database announces it, by triggers, when the transaction is through. */
export type Watched = 'Change' | 'Job' | 'Publication' | 'Recognition';

const CHANNEL = 'actionary_changes';
const RETRY_MS = 200;
/** How long the database may be away: one that is restarted, or recovers after a crash, is back in seconds. */
const PATIENCE_MS = 10_000;

/** The nil UUID: nothing has it. */
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Ids that have changed, each once however often it changed since it was taken. */
export class Watch {
  readonly #wanted: string | null;
  readonly #onClose: () => void;
  readonly #waiting = new Set<string>();
  #wake = () => {};
  #isClosed = false;

  /** @param wanted the only id that counts; `null`: all do */
  constructor(wanted: string | null, onClose: () => void) {
    this.#wanted = wanted;
    this.#onClose = onClose;
  }

  tell(id: string): void {
    if (this.#wanted !== null && this.#wanted !== id) return;
    this.#waiting.add(id);
    this.#wake();
  }

  /** Changes may have been missed: the one that is watched counts as changed; where all are, so does none in particular. */
  tellAgain(): void {
    this.tell(this.#wanted ?? NO_ID);
  }

  /** The next id that has changed; `null` once it is closed. */
  async next(): Promise<string | null> {
    if (this.#waiting.size === 0 && !this.#isClosed) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#isClosed) return null;
    const [id] = this.#waiting;
    this.#waiting.delete(id);
    return id;
  }

  /** Forgets what has changed so far. */
  clear(): void {
    this.#waiting.clear();
  }

  /** Ends it, and whoever waits for the next id. */
  close(): void {
    this.#isClosed = true;
    this.#onClose();
    this.#wake();
  }
}

/** A generator that closes its watch when it ends or is left, even while it waits for the next change. */
export function closing<T>(
  watch: Watch,
  values: AsyncGenerator<T, void, undefined>,
): AsyncIterableIterator<T, void, undefined> {
  const end = () => {
    watch.close();
    return values.return();
  };
  return {
    next: async () => {
      const step = await values.next();
      if (step.done) watch.close();
      return step;
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Changes as PostgreSQL announces them, whichever process made them. */
export class ChangeFeed {
  readonly #db: Database;
  readonly #listeners = new Map<Watched, Set<Watch>>();
  #client: PoolClient | null = null;
  #isClosed = false;
  #giveUp = () => {};
  /** Resolves when the database has been away for longer than a connection may break. */
  readonly gone = new Promise<void>((resolve) => (this.#giveUp = resolve));

  constructor(db: Database) {
    this.#db = db;
  }

  /** Connects; connects again by itself when the connection breaks. */
  async start(): Promise<void> {
    const client = await this.#db.pool.connect();
    client.on('notification', ({ payload = '' }) => this.#tell(payload));
    client.on('error', () => this.#reconnect(client));
    try {
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      client.release(true);
      throw error;
    }
    // It may have been closed while it was connecting.
    if (this.#isClosed) client.release(true);
    else this.#client = client;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = this.#client;
    this.#client = null;
    for (const watch of this.#watches()) watch.close();
    if (!client) return;
    // Destroyed, not given back: it would go on listening.
    client.release(true);
  }

  /** Begins to collect the ids of rows that change, or one of them (`wanted`); has to be closed. */
  watch(noun: Watched, wanted: string | null): Watch {
    const listeners = this.#listenersOf(noun);
    const watch = new Watch(wanted, () => listeners.delete(watch));
    listeners.add(watch);
    return watch;
  }

  #listenersOf(noun: Watched): Set<Watch> {
    const listeners = this.#listeners.get(noun) ?? new Set();
    this.#listeners.set(noun, listeners);
    return listeners;
  }

  #tell(payload: string): void {
    const [noun, id] = payload.split(':');
    for (const watch of this.#listeners.get(noun as Watched) ?? []) watch.tell(id);
  }

  #reconnect(broken: PoolClient): void {
    if (this.#client !== broken) return;
    this.#client = null;
    broken.release(true);
    const timer = setTimeout(() => this.#giveUp(), PATIENCE_MS);
    void this.#startAgain().finally(() => clearTimeout(timer));
  }

  async #startAgain(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.start();
        for (const watch of this.#watches()) watch.tellAgain();
        return;
      } catch {
        await sleep(RETRY_MS);
      }
    }
  }

  #watches(): Watch[] {
    return [...this.#listeners.values()].flatMap((watches) => [...watches]);
  }
}
