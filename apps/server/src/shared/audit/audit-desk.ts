import { beginAudit, endAudit, noteAudit } from '@actionary/database';
import type { AuditInput, AuditResult, Database } from '@actionary/database';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Viewer } from '../access/viewer.ts';
import { cleanDetails } from './clean-details.ts';
import { GatheredReadings } from './gathered-readings.ts';

/** Who asks, and from where. */
export interface AuditSource {
  /** Null: who has not signed in; `system`: the product itself. */
  readonly viewer: Viewer | null | 'system';
  readonly address: string | null;
  readonly requestId: string | null;
}

/** What is done. */
export interface AuditedAct {
  readonly action: string;
  /** Global ids; default: none. */
  readonly subjectIds?: readonly string[];
  /** As it was asked for: what must not be kept is taken out here. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Programs and pages ask for it again and again: where it is refused, one entry a minute tells of it. Default: each does. */
  readonly isRepeated?: boolean;
}

/** What came of it, and what it was about, as is known then. */
export type AuditedEnd = AuditResult & { readonly subjectIds: readonly string[] };

const MINUTE_SECONDS = 60;
/** Refusals that are kept a minute, of who asks and of all together. */
const REFUSALS_OF_ONE = 20;
const REFUSALS_OF_ALL = 300;
const HOUR_MS = 3_600_000;
const MAX_REMEMBERED = 10_000;

interface LeftOut {
  readonly input: AuditInput;
  count: number;
}

/** Writes down who does what. One for each process: what it counts is its own. */
export class AuditDesk {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #ofOne = new RateLimiterMemory({ points: REFUSALS_OF_ONE, duration: MINUTE_SECONDS, keyPrefix: 'one' });
  readonly #ofAll = new RateLimiterMemory({ points: REFUSALS_OF_ALL, duration: MINUTE_SECONDS, keyPrefix: 'all' });
  readonly #ofOneKind = new RateLimiterMemory({ points: 1, duration: MINUTE_SECONDS, keyPrefix: 'kind' });
  readonly #leftOut = new Map<string, LeftOut>();
  /** Readings by the hour they were noted in. */
  readonly #read = new Map<string, number>();
  readonly #gathered = new GatheredReadings();
  /** Whether it notes who plays a video, or sees pictures of one. */
  readonly notesVideoReads: boolean;

  constructor(db: Database, log: Logger, { notesVideoReads }: { readonly notesVideoReads: boolean }) {
    this.#db = db;
    this.#log = log;
    this.notesVideoReads = notesVideoReads;
  }

  /**
   * Does something once it has been written down that it is begun: nothing is done of which no entry can be written. That its
   * end cannot be written undoes nothing; the log tells of it, and the entry says that its end is unknown.
   */
  async during<T>(
    source: AuditSource,
    act: AuditedAct,
    work: () => Promise<T>,
    { endOf, failureOf }: { endOf: (value: T) => AuditedEnd; failureOf: (error: unknown) => AuditResult },
  ): Promise<T> {
    const id = await beginAudit(this.#db, inputOf(source, act));
    let value: T;
    try {
      value = await work();
    } catch (error) {
      await this.#end(id, act, { ...failureOf(error), subjectIds: act.subjectIds ?? [] });
      throw error;
    }
    await this.#end(id, act, endOf(value));
    return value;
  }

  async #end(id: string, { action }: AuditedAct, end: AuditedEnd): Promise<void> {
    await endAudit(this.#db, id, end).catch((error: unknown) =>
      this.#log.error(
        { err: error, auditEntryId: id, action, outcome: end.outcome },
        'the end of an act was not written down',
      ),
    );
  }

  /** What has been done. */
  note(source: AuditSource, act: AuditedAct): Promise<void> {
    return noteAudit(this.#db, inputOf(source, act));
  }

  /**
   * What was not let through: anybody may ask as often as they like, so only so many are kept, of what is repeated one a minute;
   * the others are counted.
   */
  async noteRefusal(source: AuditSource, act: AuditedAct, code: string): Promise<void> {
    const input = inputOf(source, act);
    const who = input.actorId ?? input.address ?? '';
    const kind = act.isRepeated ? JSON.stringify([who, input.action, input.details]) : null;
    if (await this.#hasRoom(who, kind)) return noteAudit(this.#db, input, { outcome: 'refused', code });
    const known = this.#leftOut.get(who);
    if (known) known.count++;
    else if (this.#leftOut.size < MAX_REMEMBERED) this.#leftOut.set(who, { input, count: 1 });
  }

  async #hasRoom(who: string, kind: string | null): Promise<boolean> {
    try {
      if (kind !== null) await this.#ofOneKind.consume(kind);
      await this.#ofOne.consume(who);
      await this.#ofAll.consume('');
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) return false;
      throw error;
    }
  }

  /** Writes down what was gathered, and how many refusals were left out, of each who asked. */
  async tellRest(): Promise<void> {
    for (const input of this.#gathered.take()) await this.#tell(input);
    for (const [who, { input, count }] of this.#leftOut) {
      this.#leftOut.delete(who);
      const { action } = input;
      const told = { ...input, action: 'requests.leftOut', details: { action, count } };
      await this.#tell(told, { outcome: 'refused', code: 'RATE_LIMITED' });
    }
  }

  /** What has happened a while ago, and is not undone where it cannot be written. */
  async #tell(input: AuditInput, result?: AuditResult): Promise<void> {
    await noteAudit(this.#db, input, result).catch((error: unknown) =>
      this.#log.error({ err: error, action: input.action }, 'what has been done was not written down'),
    );
  }

  /** What somebody has read: once an hour, since players ask for parts and programs again and again. */
  async noteReading(source: AuditSource, act: AuditedAct): Promise<void> {
    const input = inputOf(source, act);
    const forget = this.#remember(input);
    if (!forget) return;
    try {
      await noteAudit(this.#db, input);
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** What somebody is shown of one of many things: each once an hour, and all of a minute together. */
  async gatherReading(source: AuditSource, act: AuditedAct): Promise<void> {
    const input = inputOf(source, act);
    if (!this.#remember(input)) return;
    const full = this.#gathered.add(readerOf(input), input);
    if (full) await noteAudit(this.#db, full);
  }

  /** @returns what forgets it again; `null` where it has been read in this hour already */
  #remember(input: AuditInput): (() => void) | null {
    const key = JSON.stringify([readerOf(input), input.subjectIds]);
    const hour = Math.floor(Date.now() / HOUR_MS);
    if (this.#read.get(key) === hour) return null;
    if (this.#read.size >= MAX_REMEMBERED) this.#read.clear();
    this.#read.set(key, hour);
    return () => this.#read.delete(key);
  }
}

/** Who has read, or on whose behalf, and in which way. */
function readerOf({ actorId, address, actorName, action, details }: AuditInput): string {
  return JSON.stringify([actorId ?? address, actorName, details['onBehalfOf'], action]);
}

function inputOf(
  { viewer, address, requestId }: AuditSource,
  { action, subjectIds = [], details = {} }: AuditedAct,
): AuditInput {
  const { person, ...actor } = actorOf(viewer);
  const told = cleanDetails(person === null ? details : { ...details, onBehalfOf: person });
  return { ...actor, address, action, subjectIds, details: told, requestId };
}

/** @returns besides, on whose behalf a program says it asks */
function actorOf(viewer: AuditSource['viewer']) {
  if (viewer === null) return { actorKind: 'anonymous', actorId: null, actorName: null, person: null } as const;
  if (viewer === 'system') return { actorKind: 'system', actorId: null, actorName: null, person: null } as const;
  const { account, apiToken, name } = viewer;
  if (account) return { actorKind: 'account', actorId: account.id, actorName: account.name, person: null } as const;
  if (!apiToken) return { actorKind: 'open', actorId: null, actorName: name, person: null } as const;
  const person = name === apiToken.name ? null : name;
  return { actorKind: 'apiToken', actorId: apiToken.id, actorName: apiToken.name, person } as const;
}

/** What came of a request that was answered by HTTP. */
export function failureOfStatus(status: number): AuditResult {
  return { outcome: status < 500 ? 'refused' : 'failed', code: String(status) };
}
