import { beginAudit, endAudit, noteAudit } from '@actionary/database';
import type { AuditInput, AuditResult, Database } from '@actionary/database';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Viewer } from '../access/viewer.ts';
import { cleanDetails } from './clean-details.ts';

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
  readonly #leftOut = new Map<string, LeftOut>();
  /** Readings by the hour they were noted in. */
  readonly #read = new Map<string, number>();
  /** Whether it notes who plays a video. */
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

  /** What was not let through: anybody may ask as often as they like, so only so many are kept; the others are counted. */
  async noteRefusal(source: AuditSource, act: AuditedAct, code: string): Promise<void> {
    const input = inputOf(source, act);
    const key = input.actorId ?? input.address ?? '';
    if (await this.#hasRoom(key)) return noteAudit(this.#db, input, { outcome: 'refused', code });
    const known = this.#leftOut.get(key);
    if (known) known.count++;
    else if (this.#leftOut.size < MAX_REMEMBERED) this.#leftOut.set(key, { input, count: 1 });
  }

  async #hasRoom(key: string): Promise<boolean> {
    try {
      await this.#ofOne.consume(key);
      await this.#ofAll.consume('');
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) return false;
      throw error;
    }
  }

  /** Writes down how many refusals were left out, of each who asked. */
  async tellLeftOut(): Promise<void> {
    for (const [key, { input, count }] of this.#leftOut) {
      this.#leftOut.delete(key);
      const { action } = input;
      const told = { ...input, action: 'requests.leftOut', details: { action, count } };
      await noteAudit(this.#db, told, { outcome: 'refused', code: 'RATE_LIMITED' }).catch((error: unknown) =>
        this.#log.error({ err: error, count }, 'refusals were not written down'),
      );
    }
  }

  /** What somebody has read: once an hour, since players ask for parts and programs again and again. */
  async noteReading(source: AuditSource, act: AuditedAct): Promise<void> {
    const input = inputOf(source, act);
    const key = JSON.stringify([input.actorId ?? input.address, input.actorName, act.action, act.subjectIds]);
    const hour = Math.floor(Date.now() / HOUR_MS);
    if (this.#read.get(key) === hour) return;
    if (this.#read.size >= MAX_REMEMBERED) this.#read.clear();
    this.#read.set(key, hour);
    try {
      await noteAudit(this.#db, input);
    } catch (error) {
      this.#read.delete(key);
      throw error;
    }
  }
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
