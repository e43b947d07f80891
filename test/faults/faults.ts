/**
 * `npm run faults [-- --seed N] [-- --quick]`: breaks the product in every way that there is a suite for, one after the
 * other, and writes `fault-report/report.json` and `report.md`. Ends with an error where a suite has failed.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countsOf, faultPage } from './fault-report.ts';
import type { FaultReport } from './fault-report.ts';
import { runSuites } from './run-suites.ts';
import type { SuiteReport } from './run-suites.ts';
import { SUITES } from './suites.ts';

const FOLDER = path.join(import.meta.dirname, '../../fault-report');
const { values } = parseArgs({ options: { seed: { type: 'string', default: '1' }, quick: { type: 'boolean' } } });
const options = { seed: Number(values.seed), isQuick: values.quick ?? false };
if (!Number.isSafeInteger(options.seed)) throw new Error(`invalid seed "${values.seed}"; give a whole number`);

const suites = await runSuites(SUITES, options, {
  onStart: ({ name }) => process.stdout.write(`${name.padEnd(18)} `),
  onReport: tell,
});
const machine = { cpu: os.cpus()[0]?.model ?? '', coreCount: os.cpus().length, node: process.version };
const report: FaultReport = { ...options, machine, suites };
await mkdir(FOLDER, { recursive: true });
await writeFile(path.join(FOLDER, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
await writeFile(path.join(FOLDER, 'report.md'), `${faultPage(report)}\n`);
process.stdout.write('wrote fault-report/report.md and report.json\n');
process.exitCode = suites.some(({ state }) => state === 'failed') ? 1 : 0;

function tell(suite: SuiteReport): void {
  const { state, wallSeconds, failures } = suite;
  process.stdout.write(`${state.padEnd(9)} ${wallSeconds.toFixed(0).padStart(5)} s  ${countsOf(suite)}\n`);
  for (const failure of failures) process.stdout.write(`  ${failure}\n`);
}
