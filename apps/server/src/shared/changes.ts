import type { Database } from '@actionary/database';
import type { PoolClient } from 'pg';

/** What people watch while it changes. */
export type Watched = 'Job' | 'Recognition';

const CHANNEL = 'actionary_changes';

/**
 * Tells every server that a row has changed. Tells nothing where the transaction it is in rolls back. Jobs are announced by
 * the database itself.
 */
export async function announce(db: Database['prisma'] | Transaction, noun: Watched, id: string): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${`${noun}:${id}`})`;
}

/** The part of Prisma that works within a transaction. */
export type Transaction = Parameters<Parameters<Database['prisma']['$transaction']>[0]>[0];

/** Ids that have changed, each once however often it changed since it was taken. */
export class Watch {
  readonly #isWanted: (id: string) => boolean;
  readonly #onClose: () => void;
  readonly #waiting = new Set<string>();
  #wake = () => {};
  #isClosed = false;

  constructor(isWanted: (id: string) => boolean, onClose: () => void) {
    this.#isWanted = isWanted;
    this.#onClose = onClose;
  }

  tell(id: string): void {
    if (!this.#isWanted(id)) return;
    this.#waiting.add(id);
    this.#wake();
  }

  /** The next id that has changed; `null` once it is closed. */
  async next(): Promise<string | null> {
    if (this.#waiting.size === 0 && !this.#isClosed) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#isClosed) return null;
    const [id] = this.#waiting;
    this.#waiting.delete(id!);
    return id!;
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

  constructor(db: Database) {
    this.#db = db;
  }

  /** Connects; connects again by itself when the connection breaks. */
  async start(): Promise<void> {
    const client = await this.#db.pool.connect();
    client.on('notification', ({ payload = '' }) => this.#tell(payload));
    client.on('error', () => this.#reconnect(client));
    await client.query(`LISTEN ${CHANNEL}`);
    this.#client = client;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = this.#client;
    this.#client = null;
    for (const watch of [...this.#listeners.values()].flatMap((watches) => [...watches])) watch.close();
    if (!client) return;
    client.removeAllListeners('notification');
    await client.query(`UNLISTEN ${CHANNEL}`);
    client.release();
  }

  /** Begins to collect the ids of rows that change; has to be closed. */
  watch(noun: Watched, isWanted: (id: string) => boolean): Watch {
    const listeners = this.#listenersOf(noun);
    const watch = new Watch(isWanted, () => listeners.delete(watch));
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
    for (const watch of this.#listeners.get(noun as Watched) ?? []) watch.tell(id!);
  }

  #reconnect(broken: PoolClient): void {
    if (this.#client !== broken) return;
    this.#client = null;
    broken.release(true);
    const retry = () => {
      if (!this.#isClosed) this.start().catch(() => setTimeout(retry, 1000).unref());
    };
    retry();
  }
}
