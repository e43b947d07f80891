/**
 * `npm run hostile [-- SEED [ROUNDS]]`: takes every file of the corpus through every decoder there is, and tells what
 * became of them (`HOSTILE_VERBOSE=1`: of each). Ends with an error if a promise was not kept, somebody called, or
 * anything was left behind.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { hasFfmpeg } from '../../inference/src/adapters/video/ffmpeg-decoder.ts';
import { hasNodeAv } from '../../inference/src/adapters/video/node-av.ts';
import { createFrameSource, type DecoderName } from '../../inference/src/adapters/video/open-video.ts';
import { openCanary } from './canary.ts';
import { writeCorpus, type HostileFile } from './corpus.ts';
import { examine, probeOnly, readFrames, type Outcome } from './examine.ts';
import { inTurns } from './in-turns.ts';
import { processesNaming } from './processes-naming.ts';

const LIMITS = { maxWallMs: 10_000, maxMemoryBytes: 512 * 2 ** 20 };
const say = (text: string) => process.stdout.write(`${text}\n`);

const [seed = 1, rounds = 2] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-hostile-'));
const temporary = path.join(folder, 'temporary');
await mkdir(temporary);
process.env['TMPDIR'] = temporary;
const canary = await openCanary();
const problems: string[] = [];
try {
  const files = await writeCorpus(path.join(folder, 'files'), { seed, rounds, port: canary.port });
  say(`${files.length} files, seed ${seed}`);
  if (await hasNodeAv()) await runAll('node-av', files);
  if (await hasFfmpeg()) await runAll('ffmpeg', files);
  if (canary.callCount() > 0) problems.push(`${canary.callCount()} calls came in`);
  const left = await readdir(temporary);
  if (left.length > 0) problems.push(`left behind: ${left.join(', ')}`);
  if (existsSync('/proc/self')) problems.push(...processesNaming(folder).map((command) => `still running: ${command}`));
} finally {
  await canary.close();
  await rm(folder, { recursive: true, force: true });
}
for (const problem of problems) say(`BROKEN ${problem}`);
say(problems.length === 0 ? 'every file was read or refused with a reason' : `${problems.length} promises broken`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function runAll(decoder: DecoderName, files: readonly HostileFile[]): Promise<void> {
  const source = createFrameSource({ decoder, ...LIMITS });
  for (const [what, examination] of Object.entries({ probe: probeOnly, frames: readFrames })) {
    const startMs = performance.now();
    const outcomes = await inTurns(files, 2, (file) => examine(source, file.path, examination));
    say(`\n${decoder}, ${what}: ${((performance.now() - startMs) / 1000).toFixed(0)} s`);
    tell(outcomes);
  }
}

function tell(outcomes: readonly Outcome[]): void {
  const byCode = Map.groupBy(outcomes, ({ code }) => code);
  for (const [code, group] of [...byCode].toSorted(([a], [b]) => a.localeCompare(b))) {
    const slowest = group.reduce((slow, next) => (next.elapsedMs > slow.elapsedMs ? next : slow));
    const where = `${path.basename(path.dirname(slowest.path))}/${path.basename(slowest.path)}`;
    say(
      `  ${code.padEnd(16)} ${String(group.length).padStart(4)}  slowest ${(slowest.elapsedMs / 1000).toFixed(1)} s, ${JSON.stringify(where)}`,
    );
  }
  for (const { path: file, message } of byCode.get('BROKEN') ?? [])
    problems.push(`${JSON.stringify(file)}: ${message}`);
  if (process.env['HOSTILE_VERBOSE'])
    for (const { path: file, code, message } of outcomes) say(`${JSON.stringify(file)} ${code} ${message}`);
}
