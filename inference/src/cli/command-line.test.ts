import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_VOCABULARY, demoTruth, demoVideo, labelEveryTenth } from '../../../test/factories/demo.ts';
import { frameAccuracy } from '../domain/index.ts';
import { runCommand } from './command-line.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(at(name), content);
  return at(name);
};

/** Runs a command in this process and collects what it writes. */
async function run(...argv: string[]) {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const exitCode = await runCommand(argv, { stdout: sink('stdout'), stderr: sink('stderr') });
  return { exitCode, ...written };
}

interface Output {
  videos: {
    path: string;
    durationMs: number;
    encoder: string;
    segments: {
      startMs: number;
      endMs: number;
      label: string | null;
      probability: number;
      runnersUp: { label: string; probability: number }[];
    }[];
  }[];
}

describe('recognize', () => {
  test('finds the demo station’s actions as they were', async () => {
    const { exitCode, stdout, stderr } = await run(
      'recognize',
      demoVideo('packing'),
      '--vocabulary',
      DEMO_VOCABULARY,
      '--format',
      'json',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [video] = (JSON.parse(stdout) as Output).videos;
    const labels: Record<string, string> = {
      'pick-up': 'Pick up',
      wipe: 'Wipe',
      tape: 'Tape',
      scan: 'Scan',
      idle: 'Wait',
    };
    const truth = (await demoTruth('packing')).map((segment) => ({ ...segment, label: labels[segment.conceptId] }));
    const found = labelEveryTenth(video.segments, video.durationMs);
    expect(frameAccuracy(found, labelEveryTenth(truth, video.durationMs))).toBeGreaterThan(0.8);
  });

  test('gives segments that lie in the video without overlap, with probabilities and runners-up', async () => {
    const { stdout } = await run(
      'recognize',
      demoVideo('filling'),
      '--vocabulary',
      DEMO_VOCABULARY,
      '--format',
      'json',
      '--decode',
      'viterbi',
    );
    const [video] = (JSON.parse(stdout) as Output).videos;
    expect(video).toMatchObject({ path: demoVideo('filling'), encoder: 'workbench' });
    let end = 0;
    for (const { startMs, endMs, probability, runnersUp } of video.segments) {
      expect(startMs).toBeGreaterThanOrEqual(end);
      expect(endMs).toBeGreaterThan(startMs);
      expect(endMs).toBeLessThanOrEqual(video.durationMs);
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThanOrEqual(1);
      expect(runnersUp.length).toBeGreaterThan(0);
      end = endMs;
    }
  });

  test('shows labels in another language and says unknown where nothing reaches the threshold', async () => {
    const argv = ['recognize', demoVideo('filling'), '--vocabulary', DEMO_VOCABULARY, '--language', 'ja'];
    expect((await run(...argv)).stdout).toContain('注入');
    const { stdout } = await run(...argv, '--min-probability', '1', '--format', 'json');
    expect((JSON.parse(stdout) as Output).videos[0].segments.map(({ label }) => label)).toEqual([null]);
  });

  test('takes a list of labels, prompts from a file, and writes a whole file', async () => {
    const words = await put('words.txt', '# what we do\npouring\nwiping\ntaping\n');
    const prompts = await put('prompts.txt', 'a worker {label} something\na photo of someone {label}\n');
    const argv = ['--vocabulary', words, '--prompts', prompts, '--format', 'csv', '--out', at('result.csv')];
    expect(await run('recognize', demoVideo('filling'), ...argv)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await readFile(at('result.csv'), 'utf8')).toContain('pouring');
  });

  test('leaves out frames that hardly changed and says how many', async () => {
    const argv = ['--vocabulary', DEMO_VOCABULARY, '--fps', '5', '--reuse', '2'];
    const { stderr } = await run('recognize', demoVideo('packing'), ...argv);
    expect(stderr).toMatch(/\d+ of \d+ frames hardly changed/);
  });
});

describe('embed', () => {
  test('writes unit embeddings with their times and digest', async () => {
    const { exitCode, stdout } = await run('embed', demoVideo('filling'), '--out', at('embeddings'), '--format', 'npy');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${at('embeddings/filling.npy')}\n` });
    const facts = JSON.parse(await readFile(at('embeddings/filling.json'), 'utf8')) as {
      timesMs: number[];
      encoder: { digest: string };
    };
    // The frames shown at the centres of half seconds; the video has a frame every 66.7 ms.
    expect(facts.timesMs.slice(0, 3)).toEqual([200, 733, 1200]);
    expect(facts.encoder.digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('bad input gives one line and a non-zero exit, and leaves nothing behind', () => {
  const video = demoVideo('filling');
  const words = DEMO_VOCABULARY;
  const cases: [name: string, argv: () => Promise<string[]>, exitCode: number, message: RegExp][] = [
    ['no such video', async () => [at('none.mp4'), '--vocabulary', words], 1, /none\.mp4: does not exist/],
    ['an empty video', async () => [await put('empty.mp4', ''), '--vocabulary', words], 1, /empty\.mp4: .*empty/],
    ['a directory', async () => [folder, '--vocabulary', words], 1, /is a directory/],
    ['text named .mp4', async () => [await put('text.mp4', 'hello\n'), '--vocabulary', words], 1, /text\.mp4: /],
    [
      'a truncated video',
      async () => [await put('cut.mp4', (await readFile(video)).subarray(0, 2000)), '--vocabulary', words],
      1,
      /cut\.mp4: /,
    ],
    [
      'an unknown encoder',
      async () => [video, '--vocabulary', words, '--encoder', 'nope'],
      1,
      /unknown encoder "nope".*workbench/,
    ],
    [
      'an encoder not installed',
      async () => [video, '--vocabulary', words, '--encoder', 'clip-vit-b32', '--models', folder],
      1,
      /models pull clip-vit-b32/,
    ],
    ['an empty vocabulary', async () => [video, '--vocabulary', await put('empty.txt', '')], 1, /empty\.txt: is empty/],
    ['no vocabulary file', async () => [video, '--vocabulary', at('none.csv')], 1, /none\.csv: no such file/],
    [
      'a label twice',
      async () => [video, '--vocabulary', await put('twice.txt', 'pick\npick\n')],
      1,
      /twice\.txt: .*"pick"/,
    ],
    [
      'a prompt too long',
      async () => [video, '--vocabulary', await put('long.txt', `${'pick '.repeat(40)}\n`)],
      1,
      /prompt too long: 40 tokens/,
    ],
    [
      'an unknown slot',
      async () => [video, '--vocabulary', words, '--prompts', await put('slot.txt', 'a {thing}\n')],
      1,
      /\{thing\}/,
    ],
    [
      'an output that cannot be written',
      async () => [video, '--vocabulary', words, '--out', at('none/out.json')],
      1,
      /none\/out\.json: cannot be written/,
    ],
    ['no vocabulary', async () => [video], 2, /give --vocabulary FILE/],
    ['no video', async () => ['--vocabulary', words], 2, /give at least one video/],
    ['an unknown option', async () => [video, '--vocab', words], 2, /--vocab/],
    ['an unknown format', async () => [video, '--vocabulary', words, '--format', 'xml'], 2, /--format is one of table/],
    ['a rate of nothing', async () => [video, '--vocabulary', words, '--fps', '0'], 2, /--fps takes a number/],
    [
      'two videos as WebVTT',
      async () => [video, video, '--vocabulary', words, '--format', 'vtt'],
      2,
      /one video at a time/,
    ],
  ];
  for (const [name, argv, exitCode, message] of cases) {
    test(name, async () => {
      const args = await argv();
      const before = await readdir(folder);
      const result = await run('recognize', ...args);
      expect(result.stderr).toMatch(message);
      expect(result.stderr.trim().split('\n')).toHaveLength(1);
      expect({ exitCode: result.exitCode, stdout: result.stdout }).toEqual({ exitCode, stdout: '' });
      expect(await readdir(folder)).toEqual(before);
    });
  }

  test('an unknown command names the known ones', async () => {
    expect(await run('recognise')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('recognize, bundle, embed'),
    });
  });
});

/** Waits until a process has started a decoder; where there is no `/proc`, for a while. */
async function decoderOf(pid: number): Promise<void> {
  if (!existsSync('/proc/self/status')) return sleep(5000);
  for (;;) {
    const statuses = (await readdir('/proc')).filter((id) => /^\d+$/.test(id)).map((id) => `/proc/${id}/status`);
    const parents = await Promise.all(statuses.map((file) => readFile(file, 'utf8').catch(() => '')));
    if (parents.some((status) => Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) === pid)) return;
    await sleep(50);
  }
}

test('Ctrl-C stops with 130, one line and no output file', async () => {
  await mkdir(at('stop'));
  const long = at('stop/long.mp4');
  await copyFile(demoVideo('packing'), long);
  const bin = path.join(import.meta.dirname, '../../bin/actionary.mjs');
  const argv = [bin, 'recognize', long, long, long, long, '--fps', 'native', '--vocabulary', DEMO_VOCABULARY];
  const child = spawn(process.execPath, [...argv, '--out', at('stop/out.json')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  await decoderOf(child.pid!);
  child.kill('SIGINT');
  const [exitCode] = (await once(child, 'close')) as [number];
  expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: 'actionary: stopped\n' });
  expect(await readdir(at('stop'))).toEqual(['long.mp4']);
});
