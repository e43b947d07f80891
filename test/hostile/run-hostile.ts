import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { hasFfmpeg } from '../../inference/src/adapters/video/ffmpeg-decoder.ts';
import { hasNodeAv } from '../../inference/src/adapters/video/node-av.ts';
import { createFrameSource } from '../../inference/src/adapters/video/open-video.ts';
import type { DecoderName } from '../../inference/src/adapters/video/open-video.ts';
import { openCanary } from './canary.ts';
import { writeCorpus } from './corpus.ts';
import type { HostileFile } from './corpus.ts';
import { examine, probeOnly, readFrames } from './examine.ts';
import type { Outcome } from './examine.ts';
import { inTurns } from './in-turns.ts';
import { processesNaming } from './processes-naming.ts';

const LIMITS = { maxWallMs: 10_000, maxMemoryBytes: 512 * 2 ** 20 };

export interface HostileOptions {
  readonly seed: number;
  /** How often what is drawn by chance is drawn. */
  readonly rounds: number;
  /** Of the corpus, every so manieth file is read; default 1: all. */
  readonly every?: number;
}

/** What one decoder made of all files, in one way of looking at them. */
export interface HostilePass {
  readonly decoder: DecoderName;
  readonly what: string;
  readonly wallMs: number;
  /** In the files' order. */
  readonly outcomes: readonly Outcome[];
}

export interface HostileReport {
  readonly fileCount: number;
  readonly passes: readonly HostilePass[];
  /** Promises that were not kept. */
  readonly problems: readonly string[];
}

/**
 * Takes the files of the corpus through every decoder there is. `TMPDIR` of this process is another one meanwhile.
 *
 * @param onPass told of each pass when it is over
 */
export async function runHostile(
  { seed, rounds, every = 1 }: HostileOptions,
  onPass: (pass: HostilePass) => void = () => {},
): Promise<HostileReport> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-hostile-'));
  const temporary = path.join(folder, 'temporary');
  const usual = process.env['TMPDIR'];
  await mkdir(temporary);
  process.env['TMPDIR'] = temporary;
  const canary = await openCanary();
  try {
    const corpus = await writeCorpus(path.join(folder, 'files'), { seed, rounds, port: canary.port });
    const files = corpus.filter((_, index) => index % every === 0);
    const passes: HostilePass[] = [];
    for (const decoder of await decodersHere())
      for (const pass of PASSES) {
        passes.push(await runPass(decoder, pass, files));
        onPass(passes.at(-1)!);
      }
    const problems = [...passes.flatMap(brokenOf), ...(await tracesOf(folder, temporary))];
    if (canary.callCount() > 0) problems.push(`${canary.callCount()} calls came in`);
    return { fileCount: files.length, passes, problems };
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    await canary.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const PASSES = [
  { what: 'probe', examination: probeOnly },
  { what: 'frames', examination: readFrames },
];

async function decodersHere(): Promise<DecoderName[]> {
  return [...((await hasNodeAv()) ? ['node-av' as const] : []), ...((await hasFfmpeg()) ? ['ffmpeg' as const] : [])];
}

async function runPass(
  decoder: DecoderName,
  { what, examination }: (typeof PASSES)[number],
  files: readonly HostileFile[],
): Promise<HostilePass> {
  const startMs = performance.now();
  const source = createFrameSource({ decoder, ...LIMITS });
  const outcomes = await inTurns(files, 2, (file) => examine(source, file.path, examination));
  return { decoder, what, wallMs: performance.now() - startMs, outcomes };
}

function brokenOf({ outcomes }: HostilePass): string[] {
  return outcomes
    .filter(({ code }) => code === 'BROKEN')
    .map(({ path: file, message }) => `${JSON.stringify(file)}: ${message}`);
}

/** What was left behind, and what still runs. */
async function tracesOf(folder: string, temporary: string): Promise<string[]> {
  const left = await readdir(temporary);
  const running = existsSync('/proc/self') ? processesNaming(folder) : [];
  return [
    ...(left.length > 0 ? [`left behind: ${left.join(', ')}`] : []),
    ...running.map((command) => `still running: ${command}`),
  ];
}
