/**
 * `npm run demo [-- VIDEO_COUNT] [--keep]`: one evening in a plant, told chapter by chapter: what is filmed, recognised, taught,
 * changed, reported, followed by an MES, backed up and restored, with 200 videos unless said otherwise. Ends with a table of what
 * was checked, also as `demo-report.json`, and with an error where something is not as it should be. `--keep` leaves the product
 * running, to be looked at.
 */
import { writeFile, chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { spendEvening } from './evening.ts';
import { Journal } from './journal.ts';
import { stopRunning } from './running.ts';
import type { Running } from './running.ts';
import { table } from './table.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { keep: { type: 'boolean' } } });
const videoCount = Number(positionals[0] ?? 200);
const journal = new Journal((text) => process.stdout.write(text));
const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-demo-'));
await chmod(folder, 0o755);
const started: Running[] = [];
const startedAt = performance.now();
try {
  await spendEvening({ journal, folder, videoCount, onStart: (running) => started.push(running) });
} catch (error) { console.error(error);
  // The journal has it as a check that did not pass.
} finally {
  for (const running of started) await stopRunning(running);
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(table(journal.checks));
