/**
 * `npm run hostile [-- SEED [ROUNDS]]`: takes every file of the corpus through every decoder there is, and tells what
 * became of them (`HOSTILE_VERBOSE=1`: of each). Ends with an error if a promise was not kept, somebody called, or
 * anything was left behind.
 */
import path from 'node:path';
import { runHostile } from './run-hostile.ts';
import type { HostilePass } from './run-hostile.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

const [seed = 1, rounds = 2] = process.argv.slice(2).map(Number);
const { fileCount, problems } = await runHostile({ seed, rounds }, tell);
for (const problem of problems) say(`BROKEN ${problem}`);
say(`\n${fileCount} files, seed ${seed}`);
say(problems.length === 0 ? 'every file was read or refused with a reason' : `${problems.length} promises broken`);
process.exitCode = problems.length === 0 ? 0 : 1;

function tell({ decoder, what, wallMs, outcomes }: HostilePass): void {
  say(`\n${decoder}, ${what}: ${(wallMs / 1000).toFixed(0)} s`);
  const byCode = Map.groupBy(outcomes, ({ code }) => code);
  for (const [code, group] of [...byCode].toSorted(([a], [b]) => a.localeCompare(b))) {
    const slowest = group.reduce((slow, next) => (next.elapsedMs > slow.elapsedMs ? next : slow));
    const where = `${path.basename(path.dirname(slowest.path))}/${path.basename(slowest.path)}`;
    say(
      `  ${code.padEnd(16)} ${String(group.length).padStart(4)}  slowest ${(slowest.elapsedMs / 1000).toFixed(1)} s, ${JSON.stringify(where)}`,
    );
  }
  if (process.env['HOSTILE_VERBOSE'])
    for (const { path: file, code, message } of outcomes) say(`${JSON.stringify(file)} ${code} ${message}`);
}
