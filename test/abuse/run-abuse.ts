import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSchema } from '../../apps/server/src/schema.ts';
import { createApiToken, openDatabase, startEmbeddedPostgres, migrate } from '../../prisma/src/index.ts';
import { startProduct } from '../factories/product.ts';
import { valueOf } from '../factories/records.ts';
import { askHostile } from './ask-hostile.ts';
import type { Meeting } from './ask-hostile.ts';
import { hostileRequests } from './hostile-requests.ts';

/** How a request was met, and what it took. */
export interface Measured extends Meeting {
  readonly cpuMs: number;
}

/** Sends every hostile request to the product as it runs in production. @param limitMs above it, a request is tried again */
export async function runAbuse(limitMs: number): Promise<Measured[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-abuse-'));
  // Started by root, the database runs as another user, who has to get in.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), isTemporary: true });
  await migrate(postgres.url());
  const db = openDatabase(postgres.url());
  const product = startProduct({
    ACTIONARY_ACCESS: 'accounts',
    ACTIONARY_DATA: path.join(folder, 'data'),
    ACTIONARY_ROLES: 'server',
    ACTIONARY_SECRET: randomBytes(32).toString('base64'),
    DATABASE_URL: postgres.url(),
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
  });
  try {
    await product.works();
    const token = { name: 'abuse', permissions: [], expiresAt: null, requestsPerMinute: null, createdBy: null };
    const { secret } = valueOf(await createApiToken(db, token));
    return await measureAll(product.url(), { authorization: `Bearer ${secret}` }, limitMs);
  } finally {
    product.child.kill('SIGTERM');
    await product.ended;
    await db.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureAll(url: string, headers: Record<string, string>, limitMs: number): Promise<Measured[]> {
  const cpuMs = await processorClock(url, headers);
  const measured: Measured[] = [];
  for (const request of hostileRequests(createSchema())) {
    let best = Infinity;
    let meeting: Meeting;
    // What is collected meanwhile is not the request's: the least of a few tries counts.
    for (let attempt = 0; attempt === 0 || (attempt < 4 && best > limitMs); attempt++) {
      const before = await cpuMs();
      meeting = await askHostile(url, request, headers);
      best = Math.min(best, (await cpuMs()) - before);
    }
    measured.push({ ...meeting!, cpuMs: best });
  }
  return measured;
}

/** Milliseconds of processor that the product has taken, without what it takes to tell. */
async function processorClock(url: string, headers: Record<string, string>): Promise<() => Promise<number>> {
  const read = async () => {
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    return 1000 * Number(/^process_cpu_seconds_total (\S+)/m.exec(text)![1]);
  };
  const steps: number[] = [];
  for (let i = 0; i < 40; i++) {
    const before = await read();
    steps.push((await read()) - before);
  }
  const telling = steps.toSorted((a, b) => a - b)[20]!;
  let told = 0;
  return async () => (await read()) - telling * told++;
}
