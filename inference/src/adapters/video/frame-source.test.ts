import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Frame, FrameRequest, FrameSource } from '../../ports.ts';
import { hasFfmpeg } from './ffmpeg-decoder.ts';
import { hasNodeAv } from './node-av.ts';
import { createFrameSource, type DecoderName, type FrameSourceOptions } from './open-video.ts';
import { writeVideo } from './write-video.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'actionary-video-'));
const shared = path.resolve('../shared/data/videos');
const isAvailable: Record<DecoderName, boolean> = { 'node-av': await hasNodeAv(), ffmpeg: await hasFfmpeg() };
const geometry = { width: 32, height: 32, fit: 'crop' } as const;
const FFMPEG = 'ffmpeg';
const at = (name: string) => path.join(folder, name);
const onlyLinux = process.platform === 'linux' ? test : test.skip;

/** The left half shows the frame's number as a grey level (8 a step), the right half is red at the top and blue below. */
function* numberedFrames(count: number, width: number, height: number): Generator<Uint8Array> {
  for (let index = 0; index < count; index++) {
    const rgb = new Uint8Array(width * height * 3);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const level = (index * 8) % 256;
        const color = x < width / 2 ? [level, level, level] : y < height / 2 ? [255, 0, 0] : [0, 0, 255];
        rgb.set(color, (y * width + x) * 3);
      }
    }
    yield rgb;
  }
}

/** Noise costs bits, so that the file is long enough to be cut and damaged. */
function* noise(count: number, width: number, height: number): Generator<Uint8Array> {
  let state = 1;
  for (let index = 0; index < count; index++) {
    yield Uint8Array.from({ length: width * height * 3 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    });
  }
}

async function collect(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const collected: Frame[] = [];
  for await (const frame of frames) collected.push(frame);
  return collected;
}

async function decode(source: FrameSource, name: string, request: Partial<FrameRequest> = {}) {
  const stream = await source.open(at(name), { geometry, ...request });
  const frames = await collect(stream.frames);
  return { ...stream, frames, ptsMs: frames.map((frame) => frame.ptsMs), report: stream.report() };
}

/** The colour at a place given in 0 … 1. */
function colorAt(rgb: Uint8Array, x: number, y: number): number[] {
  const offset = (Math.floor(y * geometry.height) * geometry.width + Math.floor(x * geometry.width)) * 3;
  return [...rgb.subarray(offset, offset + 3)];
}

function expectColor(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.every((value, channel) => Math.abs(value - expected[channel]) <= 12)).toBe(true);
}

/** Running processes that decode a file. */
function decodersOf(file: string): string[] {
  return readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    const command = readProcess(id, 'cmdline');
    return /decode-worker|ffmpeg/.test(command) && command.includes(file);
  });
}

/** The decoding processes this one has started. */
function childIds(): string[] {
  return decodersOf(folder).filter((id) => readProcess(id, 'status').includes(`PPid:\t${process.pid}\n`));
}

function readProcess(id: string, name: 'cmdline' | 'status'): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

beforeAll(async () => {
  if (!isAvailable['node-av']) return;
  const size = { width: 64, height: 48, fps: 10 };
  await writeVideo(at('plain.mp4'), size, numberedFrames(30, 64, 48));
  await writeVideo(at('odd.mkv'), { width: 65, height: 49, fps: 10, lossless: true }, numberedFrames(30, 65, 49));
  for (const rotationDegrees of [90, 180, 270] as const) {
    await writeVideo(at(`turned-${rotationDegrees}.mp4`), { ...size, rotationDegrees }, numberedFrames(10, 64, 48));
  }
  await writeVideo(
    at('ntsc.mp4'),
    { ...size, fps: { numerator: 30_000, denominator: 1001 } },
    numberedFrames(30, 64, 48),
  );
  await writeVideo(at('long.mp4'), { ...size, keyFrameInterval: 10 }, numberedFrames(600, 64, 48));
  await writeVideo(at('one.mp4'), size, numberedFrames(1, 64, 48));
  await writeVideo(at('noise.mp4'), { ...size, keyFrameInterval: 5 }, noise(60, 64, 48));
  const bytes = readFileSync(at('noise.mp4'));
  writeFileSync(at('cut.mp4'), bytes.subarray(0, bytes.length / 2));
  const dirty = Buffer.from(bytes);
  dirty.fill(0xa5, bytes.length / 2, bytes.length / 2 + 3000);
  writeFileSync(at('dirty.mp4'), dirty);
  writeFileSync(at('head.mp4'), bytes.subarray(0, 200));
  writeFileSync(at('empty.mp4'), '');
  writeFileSync(at('text.mp4'), 'This is not a video.\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['node-av', 'ffmpeg'] as const)('a frame source with %s', (decoder) => {
  const run = isAvailable[decoder] && isAvailable['node-av'] ? test : test.skip;
  const withFfmpeg = isAvailable[decoder] && isAvailable.ffmpeg ? test : test.skip;
  const onSharedVideos = isAvailable[decoder] && existsSync(shared) ? test : test.skip;
  const open = (options: FrameSourceOptions = {}) => createFrameSource({ decoder, ...options });

  run('probes a video', async () => {
    expect(await open().probe(at('plain.mp4'))).toEqual({
      path: at('plain.mp4'),
      durationMs: 3000,
      width: 64,
      height: 48,
      rotationDegrees: 0,
      fps: { numerator: 10, denominator: 1 },
      timeBase: { numerator: 1, denominator: 10_240 },
      codec: 'h264',
      recordedAtMs: null,
      isSeekable: true,
    });
  });

  withFfmpeg('tells when it was recorded, as the container says', async () => {
    const tags = ['-metadata', 'creation_time=2026-11-24T09:30:00+09:00'];
    execFileSync(FFMPEG, ['-v', 'error', '-y', '-i', at('plain.mp4'), '-c', 'copy', ...tags, at('dated.mp4')]);
    expect((await open().probe(at('dated.mp4'))).recordedAtMs).toBe(Date.UTC(2026, 10, 24, 0, 30));
  });

  run('samples at the centres of cells and shows the right frames', async () => {
    const { frames, report } = await decode(open(), 'plain.mp4');
    expect(frames.map(({ ptsMs, pts }) => [ptsMs, pts])).toEqual(
      [200, 700, 1200, 1700, 2200, 2700].map((ptsMs) => [ptsMs, ptsMs * 10.24]),
    );
    for (const { rgb, ptsMs } of frames) {
      expect(rgb).toHaveLength(32 * 32 * 3);
      const level = (ptsMs / 100) * 8;
      expectColor(colorAt(rgb, 0.2, 0.5), [level, level, level]);
      expectColor(colorAt(rgb, 0.8, 0.2), [254, 0, 0]);
      expectColor(colorAt(rgb, 0.8, 0.8), [0, 0, 254]);
    }
    expect(report).toEqual({ frameCount: 6, damagedCount: 0, isTruncated: false });
  });

  run('gives every frame at the native rate, with exact times', async () => {
    const { frames, video } = await decode(open(), 'ntsc.mp4', { fps: 'native' });
    expect(video.fps).toEqual({ numerator: 30_000, denominator: 1001 });
    expect(frames.map(({ pts }) => pts)).toEqual(Array.from({ length: 30 }, (_, index) => index * 1001));
    expect(frames[29].ptsMs).toBe(968);
  });

  run('gives the frames at given times, seeking over what is not wanted', async () => {
    const { ptsMs, frames } = await decode(open(), 'long.mp4', { timesMs: [0, 30_050, 30_060, 59_999, 70_000] });
    expect(ptsMs).toEqual([0, 30_000, 30_000, 59_900]);
    const level = (599 * 8) % 256;
    expectColor(colorAt(frames[3].rgb, 0.2, 0.5), [level, level, level]);
  });

  run('reads odd sizes', async () => {
    const { frames, video } = await decode(open(), 'odd.mkv');
    expect([video.width, video.height, frames.length]).toEqual([65, 49, 6]);
    expectColor(colorAt(frames[1].rgb, 0.8, 0.2), [255, 0, 0]);
  });

  // As stored: red top right, blue bottom right.
  run.each([
    [90, [48, 64], [0.8, 0.8], [0.2, 0.8]],
    [180, [64, 48], [0.2, 0.8], [0.2, 0.2]],
    [270, [48, 64], [0.2, 0.2], [0.8, 0.2]],
  ])('turns by the %i degrees of the metadata', async (degrees, size, red, blue) => {
    const { frames, video } = await decode(open(), `turned-${degrees}.mp4`);
    expect([video.rotationDegrees, video.width, video.height]).toEqual([degrees, ...size]);
    expectColor(colorAt(frames[0].rgb, red[0], red[1]), [254, 0, 0]);
    expectColor(colorAt(frames[0].rgb, blue[0], blue[1]), [0, 0, 254]);
  });

  run('gives the one frame of a video of one frame', async () => {
    expect((await decode(open(), 'one.mp4')).ptsMs).toEqual([0]);
  });

  run('reads a file that was cut off up to there and says so', async () => {
    const { frames, report } = await decode(open(), 'cut.mp4');
    expect(report.isTruncated).toBe(true);
    expect(frames.length).toBeGreaterThan(2);
    expect(frames.length).toBeLessThan(12);
  });

  run('skips and counts damaged frames and goes on', async () => {
    const { ptsMs, report } = await decode(open(), 'dirty.mp4', { fps: 'native' });
    expect(report.damagedCount).toBeGreaterThan(0);
    expect(ptsMs.length).toBeGreaterThan(40);
    expect(ptsMs.at(-1)).toBe(5900);
    expect(report.isTruncated).toBe(false);
  });

  withFfmpeg('handles a variable frame rate, a late start and pixels that are not square', async () => {
    const filters = "select='not(mod(n,3))+lt(n,10)',setsar=2/1,setpts=PTS+7/TB";
    ffmpeg('-f', 'lavfi', '-i', 'testsrc=s=64x64:r=10:d=4', '-vf', filters, '-fps_mode', 'vfr', at('vfr.mkv'));
    const { ptsMs, video } = await decode(open(), 'vfr.mkv');
    expect([video.width, video.height]).toEqual([128, 64]);
    expect(ptsMs).toEqual([200, 700, 1200, 1500, 2100, 2700, 3000, 3600]);
  });

  withFfmpeg('refuses a file with sound only', async () => {
    ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', at('sound.mp4'));
    await expect(decode(open(), 'sound.mp4')).rejects.toMatchObject({ code: 'NO_VIDEO_STREAM' });
  });

  run('says of a file that goes away before it is opened that it does not exist', async () => {
    copyFileSync(at('one.mp4'), at('fleeting.mp4'));
    const opened = open().probe(at('fleeting.mp4'));
    // It was looked at, and the process that opens it is being started.
    setTimeout(() => rmSync(at('fleeting.mp4')), 20);
    await expect(opened).rejects.toMatchObject({ code: 'NOT_FOUND', path: at('fleeting.mp4') });
  });

  run.each([
    ['missing.mp4', 'NOT_FOUND', /does not exist/],
    ['', 'NOT_A_FILE', /is a directory/],
    ['empty.mp4', 'EMPTY', /is empty/],
    ['text.mp4', 'NOT_A_VIDEO', /is not a video/],
    ['head.mp4', 'DAMAGED', /is damaged or was cut off/],
  ])('says what is wrong with %j', async (name, code, message) => {
    const failure = await decode(open(), name).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'VideoError',
      code,
      path: at(name),
      message: expect.stringMatching(message),
    });
    expect((failure as Error).message).not.toContain('\n');
  });

  run('refuses a playlist under a video’s name without asking anybody', async () => {
    let requestCount = 0;
    const canary = createServer((_, response) => {
      requestCount++;
      response.end();
    });
    // A test that fails must not keep the run from ending.
    canary.unref();
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/secret`;
    const bait = {
      'hls.mp4': `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n${address}\n#EXT-X-ENDLIST\n`,
      'concat.mkv': `ffconcat version 1.0\nfile '${address}'\n`,
      'dash.mp4': `<?xml version="1.0"?><MPD><Period><BaseURL>${address}</BaseURL></Period></MPD>`,
      'sdp.avi': `v=0\nc=IN IP4 127.0.0.1\nm=video ${(canary.address() as AddressInfo).port} RTP/AVP 96\n`,
    };
    for (const [name, text] of Object.entries(bait)) {
      writeFileSync(at(name), text);
      await expect(decode(open(), name)).rejects.toMatchObject({ code: 'REFUSED' });
    }
    // Dressed up as a video, it is only ever read as that kind of video.
    writeFileSync(at('dressed.mp4'), `\0\0\0\x08ftyp${bait['hls.mp4']}`);
    await expect(decode(open(), 'dressed.mp4')).rejects.toMatchObject({ code: 'DAMAGED' });
    expect(requestCount).toBe(0);
    await new Promise((resolve) => canary.close(resolve));
  });

  run('opens a path that looks like an option', async () => {
    const name = '-i.mp4';
    writeFileSync(at(name), readFileSync(at('one.mp4')));
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect((await open().probe(name)).durationMs).toBe(100);
    } finally {
      process.chdir(before);
    }
  });

  run('keeps to its limits', async () => {
    const limited = (limits: FrameSourceOptions, name = 'long.mp4') => decode(open(limits), name, { fps: 'native' });
    await expect(limited({ maxPixels: 3000 })).rejects.toMatchObject({ code: 'LIMIT', message: /64 × 48/ });
    await expect(limited({ maxDurationMs: 59_000 })).rejects.toMatchObject({ code: 'LIMIT' });
    await expect(limited({ maxWallMs: 1 })).rejects.toMatchObject({ code: 'LIMIT', message: /longer than/ });
  });

  run('does not decode pictures of 12,000 × 12,000', async () => {
    writeFileSync(at('huge.y4m'), `YUV4MPEG2 W12000 H12000 F10:1\nFRAME\n${'\0'.repeat(1000)}`);
    await expect(decode(open(), 'huge.y4m')).rejects.toMatchObject({ code: 'LIMIT', message: /12000 × 12000/ });
    // The decoder finds this one's size and refuses it while probing.
    const gif = 'GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;';
    writeFileSync(at('huge.gif'), Buffer.from(gif, 'latin1'));
    await expect(decode(open(), 'huge.gif')).rejects.toMatchObject({ message: /the size of its pictures/ });
  });

  run('ends the decoder when the loop is left early or aborted', async () => {
    const { frames } = await open().open(at('long.mp4'), { geometry, fps: 'native' });
    for await (const frame of frames) if (frame.ptsMs >= 500) break;
    const controller = new AbortController();
    const aborted = await open().open(at('long.mp4'), { geometry, fps: 'native' }, { signal: controller.signal });
    const reading = collect(aborted.frames);
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    if (process.platform === 'linux') expect(childIds()).toEqual([]);
  });

  run('does not start for a signal that is aborted already', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(open().probe(at('plain.mp4'), { signal })).rejects.toThrow('too late');
  });

  onSharedVideos('reads real footage to its end', async () => {
    const { frames, report, video } = await decodeShared(open(), 'bottle-detection.mp4');
    expect([video.width, video.height, video.durationMs]).toEqual([640, 360, 39_855]);
    expect([frames, report.damagedCount, report.isTruncated]).toEqual([80, 0, false]);
  });

  onSharedVideos('reads a video known to trouble other decoders', async () => {
    const { frames, report } = await decodeShared(open(), 'general/arm_wrestling_damaged.mp4');
    expect([frames, report.isTruncated]).toEqual([20, false]);
  });
});

async function decodeShared(source: FrameSource, name: string) {
  const stream = await source.open(path.join(shared, name), { geometry });
  const frames = (await collect(stream.frames)).length;
  return { video: stream.video, frames, report: stream.report() };
}

function ffmpeg(...args: string[]): void {
  execFileSync(FFMPEG, ['-v', 'error', '-y', ...args]);
}

describe('the decoding process', () => {
  const run = isAvailable['node-av'] ? onlyLinux : test.skip;

  run('is ended when it takes too much memory', async () => {
    const source = createFrameSource({ decoder: 'node-av', maxMemoryBytes: 20 * 2 ** 20 });
    const reading = decode(source, 'long.mp4', { geometry: { width: 2048, height: 2048, fit: 'crop' }, fps: 'native' });
    await expect(reading).rejects.toMatchObject({ code: 'LIMIT', message: /20 MiB of memory/ });
  });

  run('may crash without harm', async () => {
    const source = createFrameSource({ decoder: 'node-av' });
    const { frames } = await source.open(at('long.mp4'), {
      geometry: { ...geometry, width: 512, height: 512 },
      fps: 'native',
    });
    const reading = collect(frames);
    process.kill(Number(childIds()[0]), 'SIGSEGV');
    await expect(reading).rejects.toMatchObject({ code: 'DECODER', message: /SIGSEGV.*another tool/ });
  });
});

describe('a decoding process whose parent is killed', () => {
  const script = (decoder: DecoderName) => `
    import { createFrameSource } from ${JSON.stringify(new URL('open-video.ts', import.meta.url).href)};
    const source = createFrameSource({ decoder: '${decoder}' });
    const geometry = { width: 512, height: 512, fit: 'crop' };
    const { frames } = await source.open(${JSON.stringify(at('long.mp4'))}, { geometry, fps: 'native' });
    for await (const frame of frames) if (frame.ptsMs > 200) process.kill(process.pid, 'SIGKILL');
  `;

  test.each((['node-av', 'ffmpeg'] as const).filter((decoder) => isAvailable[decoder] && existsSync('/proc/self')))(
    'ends with %s',
    async (decoder) => {
      const args = ['--no-warnings', '--input-type=module', '-e', script(decoder)];
      expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).signal).toBe('SIGKILL');
      for (let wait = 0; wait < 100 && decodersOf(at('long.mp4')).length > 0; wait++) await sleep(100);
      expect(decodersOf(at('long.mp4'))).toEqual([]);
    },
  );
});

test('createFrameSource refuses a decoder it does not know', () => {
  expect(() => createFrameSource({ decoder: 'vlc' as DecoderName })).toThrow('unknown decoder "vlc"');
});
