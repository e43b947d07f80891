import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCanary, type Canary } from '../../../../test/hostile/canary.ts';
import { writeCorpus, type HostileFile } from '../../../../test/hostile/corpus.ts';
import { examine, probeOnly, readFrames, type Examination, type Outcome } from '../../../../test/hostile/examine.ts';
import { inTurns } from '../../../../test/hostile/in-turns.ts';
import { processesNaming } from '../../../../test/hostile/processes-naming.ts';
import { hasFfmpeg } from './ffmpeg-decoder.ts';
import { hasNodeAv } from './node-av.ts';
import { createFrameSource, type DecoderName } from './open-video.ts';

const isAvailable: Record<DecoderName, boolean> = { 'node-av': await hasNodeAv(), ffmpeg: await hasFfmpeg() };
const decoders = (['node-av', 'ffmpeg'] as const).filter((decoder) => isAvailable[decoder]);
const describeIf = isAvailable['node-av'] ? describe : describe.skip;
const STRACE = 'strace';
const LIMITS = { maxWallMs: 20_000, maxMemoryBytes: 512 * 2 ** 20 };
/** Of files that are read for hours, since they only seem to be long. */
const SHORT_WALL_MS = 1500;
/** Files of which one is read to its end, by every decoder. */
const SAMPLE_EVERY = 20;

const folder = mkdtempSync(path.join(os.tmpdir(), 'actionary-hostile-'));
const temporary = path.join(folder, 'temporary');
const usualTemporary = process.env['TMPDIR'];
let canary: Canary;
let files: HostileFile[] = [];
let written = '';

/** Everything in the folder, with sizes. */
function listing(): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  return names.map((name) => `${name} ${lstatSync(path.join(folder, name)).size}`).join('\n');
}

async function examineAll(decoder: DecoderName, some: readonly HostileFile[], examination: Examination) {
  const source = createFrameSource({ decoder, ...LIMITS });
  const hurried = createFrameSource({ decoder, ...LIMITS, maxWallMs: SHORT_WALL_MS });
  const isEndless = (file: string) => path.basename(file).startsWith('sparse');
  return inTurns(some, 2, ({ path: file }) => examine(isEndless(file) ? hurried : source, file, examination));
}

const broken = (outcomes: readonly Outcome[]) => outcomes.filter(({ code }) => code === 'BROKEN');

beforeAll(async () => {
  if (!isAvailable['node-av']) return;
  mkdirSync(temporary);
  process.env['TMPDIR'] = temporary;
  canary = await openCanary();
  files = await writeCorpus(path.join(folder, 'files'), { seed: 1, port: canary.port });
  written = listing();
});

afterAll(async () => {
  if (usualTemporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usualTemporary;
  await canary?.close();
  rmSync(folder, { recursive: true, force: true });
});

describeIf('hostile files', () => {
  test('are more than 500, and different ones', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
  });

  test('are probed, or refused with a reason that names them', async () => {
    const outcomes: Outcome[] = [];
    for (const [share, decoder] of decoders.entries()) {
      const some = files.filter((_, index) => index % decoders.length === share);
      outcomes.push(...(await examineAll(decoder, some, probeOnly)));
    }
    expect(broken(outcomes)).toEqual([]);
    const codes = new Set(outcomes.map(({ code }) => code));
    const expected = [
      'ok',
      'DAMAGED',
      'EMPTY',
      'LIMIT',
      'NOT_A_FILE',
      'NOT_A_VIDEO',
      'NOT_FOUND',
      'NOT_READABLE',
      'REFUSED',
    ];
    expect([...codes]).toEqual(expect.arrayContaining(expected));
    const sound = outcomes.filter(({ path: file }) =>
      ['sound', 'misnamed'].includes(path.basename(path.dirname(file))),
    );
    expect(sound.filter(({ code }) => code !== 'ok')).toEqual([]);
  });

  test.each(decoders)('are read by %s to their end, or refused with a reason that names them', async (decoder) => {
    const sample = files.filter(({ family }, index) => index % SAMPLE_EVERY === 0 || family === 'sound');
    const outcomes = await examineAll(decoder, sample, readFrames);
    expect(broken(outcomes)).toEqual([]);
    expect(outcomes.filter(({ code }) => code === 'ok').length).toBeGreaterThan(10);
  });

  test('lead nowhere, and leave nothing behind', () => {
    expect(canary.callCount()).toBe(0);
    expect(listing()).toBe(written);
    if (existsSync('/proc/self')) expect(processesNaming(folder)).toEqual([]);
  });
});

describe('a program that only waits for a decoder that takes too long', () => {
  test.each(decoders)('stays to hear so from %s', (decoder) => {
    const script = `
      import { createFrameSource } from ${JSON.stringify(new URL('open-video.ts', import.meta.url).href)};
      const source = createFrameSource({ decoder: '${decoder}', maxWallMs: 1 });
      await source.probe(${JSON.stringify(path.join(folder, 'files', 'sound', 'a.mp4'))}).catch(({ code }) => console.log(code));
    `;
    const args = ['--no-warnings', '--input-type=module', '-e', script];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'LIMIT\n' });
  });
});

describe('the system calls of a decoder', () => {
  const canTrace = isAvailable['node-av'] && spawnSync(STRACE, ['-qq', 'true']).status === 0;
  const run = canTrace ? test : test.skip;

  run.each(decoders)('open no socket to the network with %s', (decoder) => {
    const bait = files.filter(({ family, path: file }) => family === 'claims' && /-at-an-|-in-another-/.test(file));
    const dressed = files.filter(({ path: file }) => /(mov|ogg|asf|avi)-hls\.m3u8\.avi$/.test(file));
    expect([bait.length, dressed.length]).toEqual([3, 4]);
    const script = `
      import { createFrameSource } from ${JSON.stringify(new URL('open-video.ts', import.meta.url).href)};
      const source = createFrameSource({ decoder: '${decoder}' });
      const geometry = { width: 16, height: 16, fit: 'crop' };
      for (const file of ${JSON.stringify([...bait, ...dressed].map((file) => file.path))}) {
        await source.open(file, { geometry }).then(({ frames }) => Array.fromAsync(frames)).catch(({ code }) => console.log(code));
      }
    `;
    const log = path.join(temporary, 'calls');
    const tracing = ['-f', '-qq', '-e', 'trace=socket,connect,sendto,openat', '-o', log, process.execPath];
    const { stdout } = spawnSync(STRACE, [...tracing, '--no-warnings', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout.trim().split('\n')).toHaveLength(7);
    const calls = readFileSync(log, 'utf8');
    rmSync(log);
    expect(calls).toContain('track-at-an-address.mp4');
    expect(calls).not.toMatch(/AF_INET|AF_PACKET/);
    expect(calls.split('\n').filter((call) => call.includes('/etc/passwd'))).toEqual([]);
  });
});
