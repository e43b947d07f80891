import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DEMO_VOCABULARY, demoVideo } from '../../../test/factories/demo.ts';
import { remux } from '../../../test/factories/remux.ts';
import { startRtspCamera } from '../../../test/factories/rtsp-camera.ts';
import type { LiveCurrent, LiveEvent, LiveSegment, LiveSummary } from '../recognize-live.ts';
import { runCommand } from './command-line.ts';

/** Nothing is skipped: what is compared with the whole must not depend on how busy the machine is. */
const PATIENT = ['--max-wait', '600'];
const BIN = path.join(import.meta.dirname, '../../bin/actionary.mjs');

let folder: string;
const at = (name: string) => path.join(folder, name);
const FRAGMENTED = { movflags: 'frag_keyframe+empty_moov' };
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-live-'));
  await remux(demoVideo('packing'), at('packing.ts'));
  await remux(demoVideo('packing'), at('packing.mkv'));
  await remux(demoVideo('packing'), at('packing.mp4'), FRAGMENTED);
  const recipe = ['--vocabulary', DEMO_VOCABULARY, '--language', 'ja', '--decode', 'viterbi'];
  expect(await run(['bundle', ...recipe, '--out', at('station')])).toMatchObject({ exitCode: 0 });
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  delete process.env['ACTIONARY_LIVE_PROTOCOLS'];
});

/** Runs a command in this process and collects what it writes. */
async function run(argv: readonly string[], onEvent: (event: LiveEvent) => void = () => {}) {
  const written = { stdout: '', stderr: '' };
  const exitCode = await runCommand(argv, {
    stdout: {
      write: (text: string) => {
        written.stdout += text;
        if (text.startsWith('{"type"')) onEvent(JSON.parse(text) as LiveEvent);
      },
    },
    stderr: { write: (text: string) => (written.stderr += text) },
  });
  return { exitCode, ...written };
}

async function watch(source: string, ...argv: string[]) {
  const events: LiveEvent[] = [];
  const told = await run(
    ['recognize', '--bundle', at('station'), '--live', source, ...argv],
    (event) => void events.push(event),
  );
  return { ...told, ...parted(events) };
}

function parted(events: readonly LiveEvent[]) {
  return {
    segments: events.filter((event): event is LiveSegment => event.type === 'segment'),
    currents: events.filter((event): event is LiveCurrent => event.type === 'current'),
    summary: events.at(-1) as LiveSummary,
  };
}

async function wholeOf(file: string): Promise<LiveSegment[]> {
  const { stdout } = await run(['recognize', file, '--bundle', at('station'), '--format', 'json']);
  return (JSON.parse(stdout) as { videos: [{ segments: LiveSegment[] }] }).videos[0].segments;
}

/** The same labels at the same times; probabilities but for rounding. */
function expectSame(told: readonly LiveSegment[], whole: readonly LiveSegment[]): void {
  const spans = (segments: readonly LiveSegment[]) =>
    segments.map(({ startMs, endMs, label }) => [startMs, endMs, label]);
  expect(spans(told)).toEqual(spans(whole));
  for (const [index, { probability }] of told.entries()) expect(probability).toBeCloseTo(whole[index].probability, 3);
}

/** Another process that writes what it is given to a file. */
function startWriter(file: string) {
  const script = `process.stdin.pipe(require('node:fs').createWriteStream(process.argv[1], { flags: 'a' }))`;
  return spawn(process.execPath, ['-e', script, file], { stdio: ['pipe', 'ignore', 'inherit'] });
}

describe('recognize --live of a file', () => {
  test('that another process is writing tells segments meanwhile, and in all what the whole file tells', async () => {
    const bytes = await readFile(at('packing.ts'));
    const third = Math.floor(bytes.length / 3);
    const pieces = [bytes.subarray(0, third), bytes.subarray(third, 2 * third), bytes.subarray(2 * third)];
    await writeFile(at('growing.ts'), '');
    const writer = startWriter(at('growing.ts'));
    writer.stdin.write(pieces.shift());
    const events: LiveEvent[] = [];
    const early: number[] = [];
    const told = await run(
      ['recognize', at('growing.ts'), '--bundle', at('station'), '--live', '--current', '--idle', '10', ...PATIENT],
      (event) => {
        events.push(event);
        // The next piece is written when a segment of the one before has been told.
        if (event.type !== 'segment' || event.startMs < 16_000 * early.length || pieces.length === 0) return;
        early.push(event.endMs);
        writer.stdin.write(pieces.shift());
        if (pieces.length === 0) writer.stdin.end();
      },
    );
    const { segments, currents, summary } = parted(events);
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    expect(early.length).toBe(2);
    expectSame(segments, await wholeOf(at('packing.ts')));
    expect(currents.length).toBe(96);
    expect(summary).toMatchObject({ type: 'summary', durationMs: 47_867, frameCount: 96, droppedCount: 0 });
    expect(summary.segmentLatencyMs.count).toBe(segments.length);
    expect(summary.frameLatencyMs.p50).toBeLessThanOrEqual(summary.frameLatencyMs.max);
  });

  test.each(['packing.mkv', 'packing.mp4'])('%s tells what it tells as a whole', async (name) => {
    const { exitCode, segments } = await watch(at(name), '--idle', '0.5', ...PATIENT);
    expect(exitCode).toBe(0);
    const whole = await wholeOf(at(name));
    expectSame(segments.slice(0, -1), whole.slice(0, -1));
    // A header may round the end of it all.
    expect(Math.abs(segments.at(-1)!.endMs - whole.at(-1)!.endMs)).toBeLessThanOrEqual(1);
  });

  test('that stops growing in the middle of a picture ends with what is there', async () => {
    await writeFile(at('cut.ts'), (await readFile(at('packing.ts'))).subarray(0, 300_000));
    const { exitCode, segments, summary } = await watch(at('cut.ts'), '--idle', '0.5', ...PATIENT);
    expect(exitCode).toBe(0);
    expect(segments.at(-1)!.endMs).toBe(summary.durationMs);
    expect(summary).toMatchObject({ durationMs: 34_000, frameCount: 68, damagedCount: 1 });
    expectSame(segments.slice(0, -1), (await wholeOf(at('cut.ts'))).slice(0, segments.length - 1));
  });

  test('that turns to garbage goes on behind it', async () => {
    const bytes = await readFile(at('packing.ts'));
    bytes.fill(0x5a, 150_000, 180_000);
    await writeFile(at('torn.ts'), bytes);
    const { exitCode, summary } = await watch(at('torn.ts'), '--idle', '0.5', ...PATIENT);
    expect(exitCode).toBe(0);
    expect(summary.durationMs).toBe(47_867);
  });

  test.each([
    ['garbage.ts', () => Buffer.alloc(5000, 'x'), /garbage\.ts: is not a video in a known container/],
    ['empty.ts', () => Buffer.alloc(0), /empty\.ts: is empty \(0 bytes\)/],
    ['list.m3u8', () => Buffer.from('#EXTM3U\nrtsp://10.0.0.1/a\n'), /list\.m3u8: is an HLS playlist/],
    ['old.gif', () => Buffer.from('GIF89a, as it were'), /cannot be read while it is written \(gif\): record MPEG-TS/],
    ['late.mp4', () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41\0\0\x20\0mdat'), /record MPEG-TS, MKV or frag/],
  ])('%s is refused with a remedy', async (name, bytes, problem) => {
    await writeFile(at(name), bytes());
    const { exitCode, stdout, stderr } = await watch(at(name), '--idle', '0.2');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(problem) });
    expect(stdout).toContain('"frameCount":0');
  });

  test('that is not there is told at once', async () => {
    expect(await watch(at('nowhere.ts'), '--idle', '600')).toMatchObject({
      exitCode: 1,
      stderr: `actionary: ${at('nowhere.ts')}: does not exist: check the path\n`,
    });
  });
});

test('Ctrl-C ends it with what has been seen, and exit code 0', async () => {
  await writeFile(at('endless.ts'), (await readFile(at('packing.ts'))).subarray(0, 300_000));
  const argv = [BIN, 'recognize', at('endless.ts'), '--bundle', at('station'), '--live', '--idle', '600', ...PATIENT];
  // In a process group of its own, which gets the signal as a whole, as from a terminal.
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const written = { stdout: '', stderr: '' };
  child.stderr.on('data', (text: Buffer) => (written.stderr += String(text)));
  child.stdout.on('data', (text: Buffer) => {
    if (written.stdout === '') process.kill(-child.pid!, 'SIGINT');
    written.stdout += String(text);
  });
  const [exitCode] = (await once(child, 'close')) as [number];
  expect({ exitCode, stderr: written.stderr }).toEqual({ exitCode: 0, stderr: '' });
  const lines = written.stdout.trimEnd().split('\n');
  const { segments, summary } = parted(lines.map((line) => JSON.parse(line) as LiveEvent));
  expect(summary).toMatchObject({ type: 'summary', damagedCount: null, segmentCount: segments.length });
  expect(segments.map(({ startMs }) => startMs)).toEqual([0, ...segments.slice(0, -1).map(({ endMs }) => endMs)]);
  expect(segments.at(-1)!.endMs).toBe(summary.durationMs);
});

/** Only Linux has them. */
const NO_DEVICE = [
  'v4l2',
  'v4l2:/dev/nowhere',
  'v4l2:/dev/nowhere: cannot be opened (No such file or directory): check its name and permissions',
] as const;
/** What is allowed, what is asked for, and what is said. */
const REFUSED: readonly (readonly [string | undefined, string, string])[] = [
  [
    undefined,
    'rtsp://viewer:secret@127.0.0.1:9/a',
    'rtsp://127.0.0.1:9/a: rtsp is not allowed here: set ACTIONARY_LIVE_PROTOCOLS=rtsp',
  ],
  ['rtsp', 'v4l2:/dev/video0', 'v4l2:/dev/video0: v4l2 is not allowed here: set ACTIONARY_LIVE_PROTOCOLS=v4l2'],
  [
    'http',
    'http://127.0.0.1:9/a',
    'http://127.0.0.1:9/a: http is no live source: give a file, rtsp://… or v4l2:/dev/…',
  ],
  [
    'rtsp',
    'rtsp://viewer:secret@127.0.0.1:9/a',
    'rtsp://127.0.0.1:9/a: cannot be opened (Connection refused): check address and password, and that the camera is on',
  ],
  ...(process.platform === 'linux' ? [NO_DEVICE] : []),
];

describe('recognize --live of a camera', () => {
  test('reads RTSP where it is allowed, and tells what the recording tells', async () => {
    process.env['ACTIONARY_LIVE_PROTOCOLS'] = 'v4l2, rtsp';
    const camera = await startRtspCamera(await readFile(at('packing.ts')));
    const { exitCode, segments } = await watch(camera.url, '--idle', '3', ...PATIENT);
    expect(exitCode).toBe(0);
    expect(camera.asked.slice(0, 4)).toEqual(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY']);
    expectSame(segments, await wholeOf(at('packing.ts')));
    await camera.close();
  });

  test('that says nothing is given up', async () => {
    process.env['ACTIONARY_LIVE_PROTOCOLS'] = 'rtsp';
    const camera = await startRtspCamera(new Uint8Array(0));
    const { exitCode, stderr } = await watch(camera.url, '--idle', '1');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^actionary: rtsp:\/\/127[^@]*: cannot be opened \(.*\): check address and password/);
    await camera.close();
  });

  test.each(REFUSED)('with ACTIONARY_LIVE_PROTOCOLS=%s, %s is refused', async (setting, source, problem) => {
    if (setting) process.env['ACTIONARY_LIVE_PROTOCOLS'] = setting;
    expect(await watch(source)).toMatchObject({ exitCode: 1, stderr: `actionary: ${problem}\n` });
  });
});

test.each([
  [['a.ts', 'b.ts', '--live'], '--live takes one source'],
  [['a.ts', '--live', '--format', 'csv'], '--live prints lines of JSON as they come, so leave out --format'],
  [['a.ts', '--live', '--idle', '0'], '--idle takes a number from 0.1 to 86400, not "0"'],
  [['a.ts', '--live', '--max-wait', 'x'], '--max-wait takes a number from 0.1 to 600, not "x"'],
  [['a.ts', '--lag', '1'], '--lag goes with --live'],
  [['a.ts', '--live', '--fps', 'native'], '--live needs --fps N'],
])('recognize %j is refused', async (argv, problem) => {
  const { exitCode, stderr } = await run(['recognize', ...argv, '--vocabulary', DEMO_VOCABULARY]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`actionary: ${problem}`);
});
