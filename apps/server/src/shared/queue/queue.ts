import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import type { JobWithMetadata } from 'pg-boss';
import type { Logger } from 'pino';
import { fairPlaces } from './fair-places.ts';
import type { QueuePlaces } from './fair-places.ts';
import { inSpan, placeOf, traceparent } from '../tracing/tracing.ts';
import type { SpanOptions } from '../tracing/tracing.ts';
import { taskOf, TASKS } from './tasks.ts';
import type { TaskName, TaskPayload } from './tasks.ts';

export interface TaskRun {
  /** Aborts when the worker stops or the task has taken too long. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** No further attempt follows a failure of this one. */
  readonly isLastAttempt: boolean;
}

export type TaskHandler<N extends TaskName> = (payload: TaskPayload<N>, run: TaskRun) => Promise<void>;
export type TaskHandlers = { readonly [N in TaskName]: TaskHandler<N> };

const NAMES = Object.keys(TASKS) as TaskName[];
/** Of tasks that nobody in particular waits for. */
const NO_GROUP = '';
/** Places in the queue for each level of priority; pg-boss's priorities are integers of 32 bits. */
const LEVEL_PLACES = 2 ** 29;
const NOTHING_WAITS: QueuePlaces = { first: 0, last: new Map() };
const DEAD_LETTERS = 'dead-letters';
/** Retries after the first attempt, with growing pauses. */
const RETRY_LIMIT = 3;
/** A worker that has not been heard from for this long is taken for dead; pg-boss takes no less than 10. */
const HEARTBEAT_SECONDS = 12;
/** Long videos take hours; the heartbeat tells earlier when a worker has died. */
const EXPIRE_SECONDS = 12 * 60 * 60;
/** Tasks that are queued in one statement. */
const BATCH_COUNT = 1000;
const STOP_TIMEOUT_MS = 10_000;
const SUPERVISE_SECONDS = 5;
/** How often a process tells that it is there. After three that are missing it counts as dead. */
const PRESENCE_SECONDS = 10;

/** Tasks of a group and level that wait or run. */
interface WaitingGroup {
  readonly level: number;
  readonly group: string;
  readonly first: number;
  readonly last: number;
}

export interface QueueOptions {
  /** What the process is, for {@link Queue.figures}; default nothing. */
  readonly roles?: readonly string[];
}

/** Tasks of a kind that wait or run. */
interface TaskFigures {
  readonly task: TaskName;
  readonly waitingCount: number;
  readonly runningCount: number;
  /** Since the one that has waited for longest could have been taken; 0: none waits. */
  readonly waitingSeconds: number;
}

export interface QueueFigures {
  /** Of each kind. */
  readonly tasks: readonly TaskFigures[];
  /** Tasks that have failed for the last time, as long as the queue keeps them. */
  readonly failedCount: number;
  /** Processes that work with the queue, by role. */
  readonly processes: Readonly<Record<string, number>>;
  /** Since the last one that takes tasks was heard from; null: none ever was. */
  readonly workerSeconds: number | null;
}

/** The distributed queue, in the same PostgreSQL. */
export class Queue {
  readonly #boss: PgBoss;
  readonly #databaseUrl: string;
  readonly #stopping = new AbortController();
  readonly #log: Logger;
  readonly #repeated: Promise<void>[] = [];

  constructor(databaseUrl: string, log: Logger, { roles = [] }: QueueOptions = {}) {
    this.#boss = new PgBoss({
      connectionString: databaseUrl,
      max: 4,
      application_name: 'actionary-queue',
      instanceHeartbeatSeconds: PRESENCE_SECONDS,
      ...(roles.length > 0 ? { instanceName: roles.join(',') } : {}),
      schedule: false,
      // How soon the tasks of a worker that has died are given to another one.
      superviseIntervalSeconds: SUPERVISE_SECONDS,
      monitorIntervalSeconds: SUPERVISE_SECONDS,
    });
    this.#databaseUrl = databaseUrl;
    this.#log = log;
    this.#boss.on('error', (error) => log.error({ err: error }, 'queue'));
  }

  /** Creates what the queue needs in the database; several processes may start at once. */
  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(DEAD_LETTERS);
    for (const name of NAMES) {
      await this.#boss.createQueue(name, {
        // One task at a time for the same thing, waiting or running.
        policy: 'exclusive',
        retryLimit: RETRY_LIMIT,
        retryDelay: 2,
        retryBackoff: true,
        retryDelayMax: 60,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: EXPIRE_SECONDS,
        deadLetter: DEAD_LETTERS,
      });
    }
  }

  /** Queues a task; one for the same thing that waits or runs already is enough. */
  send<N extends TaskName>(name: N, payload: TaskPayload<N>): Promise<void> {
    return this.sendAll(name, [payload]);
  }

  /**
   * As {@link send}, in few statements.
   * @param groupOf names whose task it is: groups take turns, so that none waits for all that another has queued before
   */
  async sendAll<N extends TaskName>(
    name: N,
    payloads: readonly TaskPayload<N>[],
    groupOf: (index: number) => string = () => NO_GROUP,
  ): Promise<void> {
    if (payloads.length === 0) return;
    const { keyOf, priorityOf } = taskOf(name);
    const waiting = await this.#placesOf(name);
    const trace = traceparent();
    const byLevel = Map.groupBy(payloads.keys(), (index) => priorityOf(payloads[index]));
    const jobs = [...byLevel].flatMap(([level, indexes]) => {
      const places = fairPlaces(indexes.map(groupOf), waiting.get(level) ?? NOTHING_WAITS);
      return indexes.map((index, position) => ({
        data: { ...payloads[index], ...(trace ? { traceparent: trace } : {}) },
        singletonKey: keyOf(payloads[index]),
        priority: level * LEVEL_PLACES - places[position],
        ...groupNamed(groupOf(index)),
      }));
    });
    for (let start = 0; start < jobs.length; start += BATCH_COUNT)
      await this.#boss.insert(name, jobs.slice(start, start + BATCH_COUNT), { returnId: false });
  }

  /** What waits or runs, by level of priority. Two who ask at once may get the same places: their tasks then take turns. */
  async #placesOf(name: TaskName): Promise<Map<number, QueuePlaces>> {
    const { rows } = await this.#boss.getDb().executeSql(
      `SELECT level, coalesce(group_id, '${NO_GROUP}') AS "group", level * ${LEVEL_PLACES} - max(priority) AS "first",
         level * ${LEVEL_PLACES} - min(priority) AS "last"
       FROM (SELECT ceil(priority / ${LEVEL_PLACES}.0)::int AS level, group_id, priority FROM pgboss.job
         WHERE name = $1 AND state <= 'active') AS waiting GROUP BY level, group_id`,
      [name],
    );
    const groups = Map.groupBy(rows as readonly WaitingGroup[], ({ level }) => level);
    return new Map(
      [...groups].map(([level, found]) => [
        level,
        {
          first: Math.min(...found.map(({ first }) => first)),
          last: new Map(found.map(({ group, last }) => [group, last])),
        },
      ]),
    );
  }

  /** In one statement. */
  async figures(): Promise<QueueFigures> {
    const { rows } = await this.#boss.getDb().executeSql(
      `WITH live AS (
         SELECT name, state, created_on, start_after FROM pgboss.job
         WHERE name = ANY ($1) AND state IN ('created', 'retry', 'active')
       ), tasks AS (
         SELECT name AS task, (count(*) FILTER (WHERE state < 'active'))::int AS "waitingCount",
           (count(*) FILTER (WHERE state = 'active'))::int AS "runningCount",
           greatest(0, coalesce(extract(epoch FROM now() - min(greatest(created_on, start_after)) FILTER (WHERE state < 'active')), 0))::float8 AS "waitingSeconds"
         FROM unnest($1::text[]) AS name LEFT JOIN live USING (name) GROUP BY name
       ), roles AS (
         SELECT unnest(string_to_array(name, ',')) AS role, heartbeat_on,
           stopped_on IS NULL AND heartbeat_on > now() - 3 * heartbeat_seconds * interval '1 second' AS "isAlive"
         FROM pgboss.instance
       )
       SELECT (SELECT jsonb_agg(tasks ORDER BY task) FROM tasks) AS tasks,
         (SELECT count(*)::int FROM pgboss.job WHERE name = $2 AND state = 'created') AS "failedCount",
         (SELECT coalesce(jsonb_object_agg(role, count), '{}') FROM (
           SELECT role, count(*) FROM roles WHERE "isAlive" GROUP BY role
         ) AS alive) AS processes,
         (SELECT extract(epoch FROM now() - max(heartbeat_on))::float8 FROM roles WHERE role = 'worker') AS "workerSeconds"`,
      [NAMES, DEAD_LETTERS],
    );
    return (rows as readonly QueueFigures[])[0]!;
  }

  /** Begins to take tasks. @param counts that run at a time, where they are others than the definitions say */
  async work(handlers: TaskHandlers, counts: Partial<Record<TaskName, number>> = {}): Promise<void> {
    for (const name of NAMES)
      for (let count = counts[name] ?? taskOf(name).concurrency; count > 0; count--)
        await this.#workOn(name, handlers[name]);
  }

  /** Does something again and again until the worker stops; where it fails, it is done again the next time. */
  repeat(pauseMs: number, work: () => Promise<void>): void {
    this.#repeated.push(this.#repeat(pauseMs, work));
  }

  async #repeat(pauseMs: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // Aborted, it rejects: the loop ends.
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      await work().catch((error: unknown) => this.#log.warn({ err: error }, 'queue'));
    }
  }

  /** Takes no more tasks, gives back those that are running, for others to take at once, and disconnects. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the worker stops'));
    await Promise.all(this.#repeated);
    await this.#boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS });
  }

  async #workOn<N extends TaskName>(name: N, handle: TaskHandler<N>): Promise<void> {
    const { payload: schema } = taskOf(name);
    const options = { batchSize: 1, includeMetadata: true, pollingIntervalSeconds: 0.5 } as const;
    let workerId = '';
    workerId = await this.#boss.work<object, void, typeof options>(name, options, async ([job]) => {
      if (!job) return;
      const log = this.#log.child({ task: name, taskId: job.id, attempt: job.retryCount + 1 });
      const startedAt = performance.now();
      // Written by `send`, maybe by another version of this program.
      const payload = schema.parse(job.data);
      const signal = AbortSignal.any([job.signal, this.#stopping.signal]);
      try {
        const isLastAttempt = job.retryCount >= job.retryLimit;
        await inSpan(`task ${name}`, spanOf(name, job), async () => {
          await handle(payload, { signal, log, isLastAttempt });
          log.info({ durationMs: Math.round(performance.now() - startedAt), payload }, 'task done');
        });
      } catch (error) {
        if (!this.#stopping.signal.aborted) throw error;
        return this.#giveBack(job, log);
      } finally {
        // The next task is taken at once, without the pause for when there was none.
        this.#boss.notifyWorker(workerId);
      }
    });
  }

  /**
   * Ends an interrupted task and queues it anew, in one transaction: that no attempt has failed, and that nobody waits for
   * the pause after a failure, is what distinguishes it from throwing.
   */
  async #giveBack(job: JobWithMetadata<object>, log: Logger): Promise<void> {
    const { id, name, data, singletonKey, priority, groupId } = job;
    const client = new Client({ connectionString: this.#databaseUrl });
    await client.connect();
    try {
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
      await client.query('BEGIN');
      await this.#boss.complete(name, id, null, { db });
      const place = { priority, ...groupNamed(groupId ?? NO_GROUP) };
      await this.#boss.send(name, data, { singletonKey: singletonKey ?? id, ...place, db });
      await client.query('COMMIT');
      log.info('task given back');
    } finally {
      await client.end();
    }
  }
}

/** Part of the trace in which somebody has queued it. */
function spanOf(task: TaskName, { id, data, retryCount }: JobWithMetadata<object>): SpanOptions {
  const { traceparent: told } = data as { readonly traceparent?: string };
  const attributes = { 'messaging.message.id': id, 'actionary.task': task, 'actionary.attempt': retryCount + 1 };
  return { kind: 'consumer', parent: placeOf(told), attributes };
}

/** pg-boss wants no group rather than one without a name. */
function groupNamed(id: string): { readonly group?: { readonly id: string } } {
  return id === NO_GROUP ? {} : { group: { id } };
}
