import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, openDatabase } from '@actionary/database';
import { pino } from 'pino';
import { countStatements, useDatabase } from '../../../../../test/factories/database.ts';
import { makeLibrary } from '../../../../../test/factories/records.ts';
import { useServer } from '../../../../../test/factories/server.ts';
import { Queue } from '../queue/queue.ts';
import { createMetrics } from './metrics.ts';
import { watchOperation } from './operating-metrics.ts';

const ALERTS = path.join(import.meta.dirname, '../../../../../docs/deployment/alerts.yml');
const log = pino({ level: 'silent' });
/** Nothing that a scrape has read before. */
const FRESH = { keptMs: 0 };

/** Samples as Prometheus reads them, by name and labels. */
function samplesOf(text: string): Record<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

describe('what one alerts on', () => {
  let queue: Queue;
  let dataFolder: string;
  let libraryId: string;
  // Before the database's own, which insists that nobody is connected.
  afterAll(async () => {
    await queue.stop();
    await rm(dataFolder, { recursive: true });
  });
  const database = useDatabase();
  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'actionary-metrics-'));
    queue = new Queue(database.url, log, { roles: ['server', 'worker'] });
    await queue.start();
    libraryId = (await makeLibrary(database.db)).id;
    await stuck();
  });

  /** A queue, webhooks and changes that nobody is at. */
  async function stuck() {
    const { prisma, pool } = database.db;
    for (let count = 0; count < 3; count += 1) await queue.send('scan', { jobId: newId(), libraryId });
    await pool.query(`UPDATE pgboss.job SET created_on = now() - interval '1 hour', start_after = now() - interval '1 hour'
      WHERE id = (SELECT id FROM pgboss.job WHERE name = 'scan' LIMIT 1)`);
    await prisma.job.create({
      data: {
        kind: 'scan',
        state: 'failed',
        libraryId,
        finishedAt: new Date(),
        startedAt: new Date(),
        errorCode: 'FAILED',
        errorMessage: 'it is away',
      },
    });
    const endpoint = await prisma.webhookEndpoint.create({
      data: { url: 'https://mes.plant', types: [], secret: 'whsec_x', queuedSequence: 0n },
    });
    await prisma.delivery.createMany({
      data: [
        {
          endpointId: endpoint.id,
          type: 'ping',
          state: 'waiting',
          dueAt: new Date(),
          createdAt: new Date(Date.now() - 600_000),
        },
        { endpointId: endpoint.id, type: 'ping', state: 'failed', finishedAt: new Date() },
      ],
    });
    const occurredAt = new Date(Date.now() - 120_000);
    await prisma.change.create({ data: { type: 'video.created', subjectId: newId(), occurredAt, data: {} } });
  }

  async function scrape(services = { db: database.db, queue, dataFolder, log }) {
    const { registry } = createMetrics();
    await watchOperation(registry, services, FRESH).refresh();
    return samplesOf(await registry.metrics());
  }

  test('tells what waits, for how long, and what has failed', async () => {
    const samples = await scrape();
    expect(samples).toMatchObject({
      actionary_database_up: 1,
      'actionary_queue_tasks{task="scan",state="waiting"}': 3,
      'actionary_queue_tasks{task="scan",state="running"}': 0,
      'actionary_queue_tasks{task="train",state="waiting"}': 0,
      'actionary_queue_oldest_waiting_seconds{task="train"}': 0,
      actionary_queue_failed_tasks: 0,
      'actionary_jobs_failed{kind="scan"}': 1,
      // That there was none before is what an increase is told by.
      'actionary_jobs_failed{kind="train"}': 0,
      'actionary_webhook_deliveries{state="waiting"}': 1,
      'actionary_webhook_deliveries{state="failed"}': 1,
      actionary_webhook_endpoints_disabled: 0,
    });
    expect(samples['actionary_queue_oldest_waiting_seconds{task="scan"}']).toBeGreaterThanOrEqual(3600);
    expect(samples['actionary_webhook_oldest_waiting_seconds']).toBeGreaterThanOrEqual(600);
    const unsequenced = await database.db.prisma.change.count({ where: { sequence: null } });
    expect(samples['actionary_changes_unsequenced']).toBe(unsequenced);
    expect(samples['actionary_changes_oldest_unsequenced_seconds']).toBeGreaterThanOrEqual(120);
  });

  test('knows which processes are alive: not one that has stopped, nor one that has not been heard from', async () => {
    const other = new Queue(database.url, log, { roles: ['worker'] });
    await other.start();
    expect(await scrape()).toMatchObject({
      'actionary_processes{role="server"}': 1,
      'actionary_processes{role="worker"}': 2,
    });
    await database.db.pool.query(
      `UPDATE pgboss.instance SET heartbeat_on = now() - interval '5 minutes' WHERE name = 'worker'`,
    );
    expect(await scrape()).toMatchObject({ 'actionary_processes{role="worker"}': 1 });
    await other.stop();
    await database.db.pool.query(`UPDATE pgboss.instance SET heartbeat_on = now() WHERE name = 'worker'`);
    const samples = await scrape();
    expect(samples['actionary_processes{role="worker"}']).toBe(1);
    expect(samples['actionary_worker_last_heard_seconds']).toBeLessThan(60);
  });

  test('asks the database once, however many ask at a time', async () => {
    const { registry } = createMetrics();
    const watch = watchOperation(registry, { db: database.db, queue, dataFolder, log });
    const count = await countStatements(database.db, async () => {
      await Promise.all([watch.refresh(), watch.refresh()]);
      await watch.refresh();
    });
    expect(count).toBe(1);
  });

  test('tells that the database is away, and nothing that was true once', async () => {
    const away = openDatabase('postgresql://127.0.0.1:1/nothing');
    const samples = await scrape({ db: away, queue, dataFolder, log });
    expect(samples).toMatchObject({ actionary_database_up: 0 });
    expect(samples['actionary_data_folder_free_bytes']).toBeGreaterThan(0);
    expect(Object.keys(samples).filter((name) => name.includes('{task='))).toEqual([]);
    await away.close();
  });
});

describe('the rules of docs/deployment', () => {
  const server = useServer();

  test('name signals that there are', async () => {
    const expressions = (await readFile(ALERTS, 'utf8')).split('\n').filter((line) => /^ +expr:/.test(line));
    expect(expressions.length).toBeGreaterThan(10);
    await server.send('{ nonsense }');
    const read = () => fetch(`${server.url}/metrics`, { headers: { connection: 'close' } });
    await read();
    const samples = samplesOf(await (await read()).text());
    const known = new Set(Object.keys(samples).map((name) => name.replace(/\{.*/, '')));
    const named = expressions.join('\n').match(/\b(?:actionary|nodejs|process)_\w+(?=[{\s)[]|$)/gm) ?? [];
    // Of a worker there is no sample as long as there was none.
    const help = await (await read()).text();
    const unknown = named.filter((name) => !known.has(name) && !help.includes(`# TYPE ${name} `));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('tell refusals by code, and streams apart from requests', async () => {
    await server.send('{ nonsense }');
    await fetch(`${server.url}/graphql/stream`, { method: 'PUT', headers: { connection: 'close' } });
    const text = await (await fetch(`${server.url}/metrics`, { headers: { connection: 'close' } })).text();
    expect(text).toContain('actionary_graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}');
    expect(text).toContain('actionary_http_request_seconds_count{route="/graphql/stream",status="405"} 1');
  });
});
