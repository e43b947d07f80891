import { noteClient } from '@actionary/database';
import type { ClientReading, VocabularyVersion } from '@actionary/database';
import type { Services } from '../../context.ts';

/** How a program got to a published version: by following its vocabulary, or by its id or number. */
export type Reading = 'follows' | 'pins';

/** Our own pages, which read every version there is. */
const OWN_CLIENT = 'actionary-admin';
const INTERVAL_MS = 60_000;
/** Programs and vocabularies that are remembered at a time. */
const MAX_REMEMBERED = 10_000;
const MAX_NAME_LENGTH = 200;

/** Notes which programs read which vocabularies: each at most once a minute, and never while a request waits for it. */
export class ClientLog {
  readonly #services: Pick<Services, 'db' | 'log'>;
  readonly #now: () => number;
  /** When each was noted last, oldest first. */
  readonly #notedAt = new Map<string, number>();
  readonly #pending = new Set<Promise<void>>();

  constructor(services: Pick<Services, 'db' | 'log'>, now: () => number = () => performance.now()) {
    this.#services = services;
    this.#now = now;
  }

  /** @param client as the request's header `apollographql-client-name` says */
  note(client: string | undefined, version: VocabularyVersion, reading: Reading): void {
    const name = client?.trim().slice(0, MAX_NAME_LENGTH);
    if (!name || name === OWN_CLIENT || version.status === 'draft') return;
    const { vocabularyId } = version;
    const key = `${vocabularyId} ${name}`;
    if (this.#now() - (this.#notedAt.get(key) ?? -Infinity) < INTERVAL_MS) return;
    this.#notedAt.delete(key);
    this.#notedAt.set(key, this.#now());
    if (this.#notedAt.size > MAX_REMEMBERED) this.#notedAt.delete(this.#notedAt.keys().next().value!);
    this.#write({ vocabularyId, name, pinnedVersionId: reading === 'pins' ? version.id : null });
  }

  /** Waits for what is being written. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
  }

  #write(reading: ClientReading): void {
    const { db, log } = this.#services;
    const writing = noteClient(db, reading)
      .catch((error: unknown) => log.warn({ err: error, client: reading.name }, 'a client could not be noted'))
      .finally(() => this.#pending.delete(writing));
    this.#pending.add(writing);
  }
}
