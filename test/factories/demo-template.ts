import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { openDatabase } from '../../prisma/src/database.ts';
import { DEMO_TEMPLATE, onServer, serverUrl, TEMPLATE } from './database-server.ts';
import { startProduct } from './product.ts';

/** Test files that want the template at the same time wait for the first of them. */
const LOCK = 1_145_392_463;
const UNFINISHED = `${DEMO_TEMPLATE}_unfinished`;

/** Makes {@link DEMO_TEMPLATE} where it is not there yet, by starting a product once and waiting until it has recognised its demo. */
export async function makeDemoTemplate(): Promise<void> {
  await onServer(async (client) => {
    // It goes with the connection.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DEMO_TEMPLATE]);
    if (rowCount === 0) await make(client);
  });
}

async function make(client: Client): Promise<void> {
  // FORCE: a test run that was killed may have left a product at it.
  await client.query(`DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${UNFINISHED} TEMPLATE ${TEMPLATE}`);
  await recogniseDemo(serverUrl(UNFINISHED));
  await client.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${DEMO_TEMPLATE}`);
}

async function recogniseDemo(url: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-demo-'));
  const product = startProduct({ DATABASE_URL: url, ACTIONARY_DATA: folder, ACTIONARY_ROLES: 'worker' });
  try {
    await product.works();
    const db = openDatabase(url);
    while ((await db.prisma.recognition.count({ where: { state: 'succeeded' } })) === 0) await sleep(100);
    await db.close();
  } finally {
    product.child.kill('SIGINT');
    await product.ended;
    await rm(folder, { recursive: true, force: true });
  }
}
