import { statfs } from 'node:fs/promises';
import { operatingFigures } from '@actionary/database';
import type { OperatingFigures } from '@actionary/database';
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Services } from '../../context.ts';
import type { QueueFigures } from '../queue/queue.ts';

/** Scrapes that come sooner are told the same. */
const KEPT_MS = 5000;
/** Less than Prometheus waits for a scrape: that the database is slow has to be told. */
const TIMEOUT_MS = 5000;

export interface OperationWatch {
  /** Reads the signals anew, unless they are fresh. Does not fail: that the database does not answer is one of them. */
  refresh(): Promise<void>;
}

/**
 * Signals of the whole product, which every server tells alike: queue, workers, webhooks, changes, database; and this
 * process's connections and disk.
 * @param keptMs how long they count as fresh; default 5 s
 */
export function watchOperation(
  registry: Registry,
  services: Pick<Services, 'db' | 'queue' | 'dataFolder' | 'log'>,
  { keptMs = KEPT_MS }: { readonly keptMs?: number } = {},
): OperationWatch {
  const { db, queue, log } = services;
  const gauges = createGauges(registry);
  const tell = async () => {
    tellPool(gauges, services);
    await tellDisk(gauges, services);
    try {
      const figures = await inTime(Promise.all([operatingFigures(db), queue.figures()]));
      tellDatabase(gauges, ...figures);
      gauges.databaseUp.set(1);
    } catch (error) {
      log.warn({ err: error }, 'metrics');
      // Nothing is better than what was true once.
      for (const gauge of OF_THE_DATABASE) gauges[gauge].reset();
      gauges.databaseUp.set(0);
    }
  };
  let told = Promise.resolve();
  let toldAtMs = -Infinity;
  return {
    refresh() {
      if (performance.now() - toldAtMs < keptMs) return told;
      toldAtMs = performance.now();
      return (told = tell());
    },
  };
}

async function inTime<T>(figures: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the database has not answered in time')), TIMEOUT_MS);
  try {
    return await Promise.race([figures, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function createGauges(registry: Registry) {
  const gauge = <L extends string = never>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `actionary_${name}`, help, labelNames: [...labelNames], registers: [registry] });
  return {
    databaseUp: gauge('database_up', '1: the database answers; 0: it does not'),
    connections: gauge('database_connections', 'Connections for requests, by what they do', ['state']),
    connectionsMost: gauge('database_connections_max', 'Connections for requests at most'),
    connectionWaits: gauge('database_connection_waits', 'Statements of requests that wait for a connection'),
    diskFree: gauge('data_folder_free_bytes', 'What is free where the data folder lies'),
    diskSize: gauge('data_folder_size_bytes', 'How large the disk is where the data folder lies'),
    rollbacks: gauge('database_rollbacks', 'Transactions rolled back since the statistics of the database began'),
    deadlocks: gauge('database_deadlocks', 'Deadlocks since the statistics of the database began'),
    tasks: gauge('queue_tasks', 'Tasks that wait or run, by kind', ['task', 'state']),
    taskSeconds: gauge('queue_oldest_waiting_seconds', 'How long a task has waited at most, by kind', ['task']),
    tasksFailed: gauge('queue_failed_tasks', 'Tasks that have failed for the last time, as long as they are kept'),
    processes: gauge('processes', 'Processes that are alive, by role', ['role']),
    workerSeconds: gauge('worker_last_heard_seconds', 'Since a worker was heard from'),
    jobsFailed: gauge('jobs_failed', 'Jobs that have failed, by kind, as long as they are kept', ['kind']),
    deliveries: gauge('webhook_deliveries', 'Deliveries of webhooks that have not succeeded, by state', ['state']),
    deliverySeconds: gauge('webhook_oldest_waiting_seconds', 'Age of the oldest delivery that is still to be sent'),
    endpointsDisabled: gauge('webhook_endpoints_disabled', 'Endpoints that are told nothing'),
    changesBehind: gauge('webhook_behind_changes', 'Changes that the endpoint farthest behind is not told of yet'),
    unsequenced: gauge('changes_unsequenced', 'Changes that followers cannot see yet'),
    unsequencedSeconds: gauge('changes_oldest_unsequenced_seconds', 'Age of the oldest change that cannot be seen yet'),
  };
}

type Gauges = ReturnType<typeof createGauges>;

const OF_THE_DATABASE = [
  'rollbacks',
  'deadlocks',
  'tasks',
  'taskSeconds',
  'tasksFailed',
  'processes',
  'workerSeconds',
  'jobsFailed',
  'deliveries',
  'deliverySeconds',
  'endpointsDisabled',
  'changesBehind',
  'unsequenced',
  'unsequencedSeconds',
] as const satisfies (keyof Gauges)[];

function tellPool(gauges: Gauges, { db: { pool } }: Pick<Services, 'db'>): void {
  gauges.connections.set({ state: 'used' }, pool.totalCount - pool.idleCount);
  gauges.connections.set({ state: 'idle' }, pool.idleCount);
  gauges.connectionsMost.set(pool.options.max);
  gauges.connectionWaits.set(pool.waitingCount);
}

async function tellDisk(gauges: Gauges, { dataFolder, log }: Pick<Services, 'dataFolder' | 'log'>): Promise<void> {
  try {
    const { bavail, blocks, bsize } = await statfs(dataFolder);
    gauges.diskFree.set(bavail * bsize);
    gauges.diskSize.set(blocks * bsize);
  } catch (error) {
    // It is made when something is kept there.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn({ err: error }, 'metrics');
  }
}

function tellDatabase(gauges: Gauges, figures: OperatingFigures, queue: QueueFigures): void {
  gauges.rollbacks.set(figures.rollbackCount);
  gauges.deadlocks.set(figures.deadlockCount);
  for (const { task, waitingCount, runningCount, waitingSeconds } of queue.tasks) {
    gauges.tasks.set({ task, state: 'waiting' }, waitingCount);
    gauges.tasks.set({ task, state: 'running' }, runningCount);
    gauges.taskSeconds.set({ task }, waitingSeconds);
  }
  gauges.tasksFailed.set(queue.failedCount);
  for (const role of ['server', 'worker']) gauges.processes.set({ role }, queue.processes[role] ?? 0);
  if (queue.workerSeconds !== null) gauges.workerSeconds.set(queue.workerSeconds);
  for (const [kind, count] of Object.entries(figures.failedJobs)) gauges.jobsFailed.set({ kind }, count);
  gauges.deliveries.set({ state: 'waiting' }, figures.waitingDeliveries);
  gauges.deliveries.set({ state: 'sending' }, figures.sendingDeliveries);
  gauges.deliveries.set({ state: 'failed' }, figures.failedDeliveries);
  gauges.deliverySeconds.set(figures.waitingSeconds);
  gauges.endpointsDisabled.set(figures.disabledEndpoints);
  gauges.changesBehind.set(figures.behindChanges);
  gauges.unsequenced.set(figures.unsequencedCount);
  gauges.unsequencedSeconds.set(figures.unsequencedSeconds);
}
