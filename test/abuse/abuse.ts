/**
 * `npm run abuse [-- LIMIT_MS]`: sends every hostile request to the product as it runs in production, and tells how much
 * of its processor each one took before it was refused. Ends with an error where one was carried out, broke something, told
 * how the product is made, or took longer than the limit (default 50 ms).
 */
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

const [limitMs = 50] = process.argv.slice(2).map(Number);
const say = (text: string) => process.stdout.write(`${text}\n`);

interface Measured extends Meeting {
  readonly cpuMs: number;
}

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
  const headers = { authorization: `Bearer ${secret}` };
  const cpuMs = await processorClock(product.url(), headers);
  const measured: Measured[] = [];
  for (const request of hostileRequests(createSchema())) {
    let best = Infinity;
    let meeting: Meeting;
    // What is collected meanwhile is not the request's: the least of a few tries counts.
    for (let attempt = 0; attempt === 0 || (attempt < 4 && best > limitMs); attempt++) {
      const before = await cpuMs();
      meeting = await askHostile(product.url(), request, headers);
      best = Math.min(best, (await cpuMs()) - before);
    }
    measured.push({ ...meeting!, cpuMs: best });
  }
  tell(measured);
} finally {
  product.child.kill('SIGTERM');
  await product.ended;
  await db.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
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

function tell(measured: readonly Measured[]): void {
  const slow = measured.filter(({ cpuMs }) => cpuMs > limitMs);
  const wrong = measured.filter(({ problems }) => problems.length > 0);
  const worst = measured.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 20);
  for (const { request, cpuMs, status, codes } of worst)
    say(`${cpuMs.toFixed(1).padStart(8)} ms  ${request.name} (${status}${codes.length > 0 ? ` ${codes[0]}` : ''})`);
  for (const { request, problems } of wrong) say(`BROKEN ${request.name} ${problems.join(', ')}`);
  for (const { request, cpuMs } of slow) say(`SLOW ${request.name}: ${cpuMs.toFixed(0)} ms`);
  say(
    `${measured.length} requests, ${wrong.length} not refused as they should be, ${slow.length} over ${limitMs} ms of processor`,
  );
  process.exitCode = wrong.length + slow.length === 0 ? 0 : 1;
}
