/**
 * `npm run demo [-- VIDEO_COUNT] [--keep]`: one evening in a plant, told chapter by chapter: what is filmed, recognised, taught,
 * changed, reported, followed by an MES, backed up and restored, with 200 videos unless said otherwise. Ends with a table of what
 * was checked, also as `demo-report.json`, and with an error where something is not as it should be. `--keep` leaves the product
 * running until Ctrl-C, to be looked at. It listens at port 4100, or at `PORT`.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { spendEvening } from './evening.ts';
import type { Evening } from './evening.ts';
import { Journal } from './journal.ts';
import { stopRunning } from './running.ts';
import type { Running } from './running.ts';
import { table } from './table.ts';

const LEAST_VIDEOS = 16;
const USUAL_PORT = 4100;
const LAST_PORT = 65_535;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keep: { type: 'boolean' } } });
const videoCount = Number(positionals[0] ?? 200);
if (!(Number.isInteger(videoCount) && videoCount >= LEAST_VIDEOS)) {
  process.stderr.write(`the evening needs ${LEAST_VIDEOS} videos at least: npm run demo -- 200 [--keep]\n`);
  process.exit(2);
}
const port = Number(process.env['PORT'] ?? USUAL_PORT);
if (!(Number.isInteger(port) && port > 0 && port <= LAST_PORT)) {
  process.stderr.write(`PORT has to be 1 … ${LAST_PORT}: PORT=${USUAL_PORT} npm run demo\n`);
  process.exit(2);
}

const say = (text: string) => process.stdout.write(text);
const journal = new Journal(say);
const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-demo-'));
// Started by root, the database runs as another user, who has to get in.
await chmod(folder, 0o755);
const started: Running[] = [];
const startedAt = performance.now();

const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => 'stopped' as const);

say(`One evening, one story. The plant will be at port ${port}; set PORT for another one.\n`);
const onStart = (running: Running) => started.push(running);
// What ends the evening early, the journal has as a check that did not pass.
const spent = spendEvening({ journal, folder, videoCount, port, onStart }).catch(() => null);
const evening = await Promise.race([spent, stopped]);
if (evening === 'stopped') process.exitCode = 130;
else await tell(evening);
for (const running of started.toReversed()) await stopRunning(running);
await rm(folder, { recursive: true, force: true });
process.exit();

/** @param told null: it has ended early */
async function tell(told: Evening | null): Promise<void> {
  const tookMs = performance.now() - startedAt;
  say(`${table(journal.checks)}  ${(tookMs / 60_000).toFixed(1)} minutes.\n`);
  await writeReport(tookMs);
  if (journal.checks.some(({ isPassed }) => !isPassed)) process.exitCode = 1;
  if (values.keep && told) await show(told);
  else say(`  To click through what was made: npm run demo -- ${videoCount} --keep\n`);
}

async function writeReport(tookMs: number): Promise<void> {
  const machine = { cpu: os.cpus()[0]?.model, coreCount: os.cpus().length, node: process.version };
  const { checks, tookMs: chapters } = journal;
  await writeFile(
    'demo-report.json',
    `${JSON.stringify({ machine, videoCount, tookMs, chapters, checks }, null, 2)}\n`,
  );
}

/** Where to look, and what at; until Ctrl-C. */
async function show({ url, account, pages }: Evening): Promise<void> {
  say(`\n  The plant is at ${url}: sign in as ${account.email} with ${account.password}\n`);
  for (const [what, page] of Object.entries(pages)) say(`    ${what.padEnd(44)} ${url}${page}\n`);
  say('  Ctrl-C ends it, and removes what was made.\n');
  await stopped;
}
