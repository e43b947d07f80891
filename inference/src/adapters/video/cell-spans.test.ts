import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { CellSpan } from '../../domain/index.ts';
import type { Frame, FrameSource } from '../../ports.ts';
import { hasFfmpeg } from './ffmpeg-decoder.ts';
import { hasNodeAv } from './node-av.ts';
import { createFrameSource, type DecoderName } from './open-video.ts';
import { writeVideo } from './write-video.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'actionary-spans-'));
const at = (name: string) => path.join(folder, name);
const isAvailable: Record<DecoderName, boolean> = { 'node-av': await hasNodeAv(), ffmpeg: await hasFfmpeg() };
const geometry = { width: 16, height: 16, fit: 'crop' } as const;
const SECONDS = 12;
const FFMPEG = 'ffmpeg';

/** Every picture is another one: rings that grow, on a ground that changes. */
function* pictures(count: number, size: number): Generator<Uint8Array> {
  for (let index = 0; index < count; index++) {
    yield Uint8Array.from({ length: size * size * 3 }, (_, place) => {
      const [x, y] = [Math.floor(place / 3) % size, Math.floor(place / 3 / size)];
      return 128 + 100 * Math.sin(Math.hypot(x - size / 2, y - size / 2) / 2 - index / 3 + (place % 3));
    });
  }
}

/** By ffmpeg's encoders: what cameras and editors write. */
const BY_FFMPEG: Readonly<Record<string, readonly string[]>> = {
  'open-gop.mp4': ['-c:v', 'libx264', '-g', '40', '-x264-params', 'open-gop=1:bframes=4:b-pyramid=normal:scenecut=0'],
  'open-gop.mkv': ['-c:v', 'libx264', '-g', '35', '-x264-params', 'open-gop=1:bframes=3:scenecut=0'],
  'intra-refresh.mp4': ['-c:v', 'libx264', '-g', '30', '-x264-params', 'intra-refresh=1:bframes=0'],
  'hevc.mp4': ['-c:v', 'libx265', '-g', '30', '-x265-params', 'open-gop=1:bframes=4:log-level=error'],
  'vp9.webm': ['-c:v', 'libvpx-vp9', '-g', '30', '-deadline', 'realtime', '-auto-alt-ref', '1', '-lag-in-frames', '12'],
  'mpeg2.mkv': ['-c:v', 'mpeg2video', '-g', '18', '-bf', '2'],
  'mpeg4.mov': ['-c:v', 'mpeg4', '-g', '25', '-bf', '2'],
  'fragmented.mp4': ['-c:v', 'libx264', '-g', '20', '-movflags', 'frag_keyframe+empty_moov'],
  'late.mkv': ['-c:v', 'libx264', '-g', '30', '-vf', 'setpts=PTS+7/TB'],
  'variable.mp4': [
    '-c:v',
    'libx264',
    '-g',
    '20',
    '-vf',
    "select='not(mod(n\\,7))+gt(mod(n\\,50)\\,30)'",
    '-vsync',
    'vfr',
  ],
  'still.mkv': ['-c:v', 'libx264', '-g', '5', '-vf', "select='lt(t\\,3)+gt(t\\,9)'", '-vsync', 'vfr'],
  'one-key.mp4': ['-c:v', 'libx264', '-g', '10000', '-sc_threshold', '0'],
};

beforeAll(async () => {
  if (isAvailable['node-av']) {
    const size = { width: 48, height: 48, fps: 10 };
    await writeVideo(at('plain.mp4'), { ...size, keyFrameInterval: 25 }, pictures(SECONDS * 10, 48));
    await writeVideo(at('turned.mp4'), { ...size, rotationDegrees: 90 }, pictures(SECONDS * 10, 48));
    await writeVideo(at('lossless.mkv'), { ...size, lossless: true }, pictures(SECONDS * 10, 48));
    const ntsc = { ...size, fps: { numerator: 30_000, denominator: 1001 }, keyFrameInterval: 50 };
    await writeVideo(at('ntsc.mov'), ntsc, pictures(SECONDS * 30, 48));
  }
  if (isAvailable.ffmpeg) {
    const source = ['-f', 'lavfi', '-i', `testsrc2=s=96x96:r=25:d=${SECONDS}`];
    for (const [name, options] of Object.entries(BY_FFMPEG))
      execFileSync(FFMPEG, ['-v', 'error', '-y', ...source, '-pix_fmt', 'yuv420p', ...options, at(name)]);
    execFileSync(FFMPEG, ['-v', 'error', '-y', '-ss', '1.3', '-i', at('open-gop.mp4'), '-c', 'copy', at('edited.mp4')]);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Decoded {
  readonly frames: readonly Frame[];
  readonly damagedCount: number;
  readonly isTruncated: boolean;
}

async function decode(source: FrameSource, name: string, fps: number, span?: CellSpan): Promise<Decoded> {
  const stream = await source.open(at(name), { geometry, fps, ...(span && { span }) });
  const frames: Frame[] = [];
  for await (const frame of stream.frames) frames.push(frame);
  const { frameCount, ...report } = stream.report();
  expect(frameCount).toBe(frames.length);
  return { frames, ...report };
}

/** Spans that begin at these cells. */
function spansFrom(starts: readonly number[]): CellSpan[] {
  return starts.map((startCell, index) => ({ startCell, endCell: starts[index + 1] ?? null }));
}

async function decodeSpans(
  source: FrameSource,
  name: string,
  fps: number,
  starts: readonly number[],
): Promise<Decoded> {
  const parts = await Promise.all(spansFrom(starts).map((span) => decode(source, name, fps, span)));
  return {
    frames: parts.flatMap(({ frames }) => frames),
    damagedCount: parts.reduce((sum, { damagedCount }) => sum + damagedCount, 0),
    isTruncated: parts.some(({ isTruncated }) => isTruncated),
  };
}

const OWN = ['plain.mp4', 'turned.mp4', 'lossless.mkv', 'ntsc.mov'];

describe.each(['node-av', 'ffmpeg'] as const)('spans with %s', (decoder) => {
  const source = createFrameSource({ decoder });
  const names = [
    ...(isAvailable['node-av'] ? OWN : []),
    ...(isAvailable.ffmpeg ? [...Object.keys(BY_FFMPEG), 'edited.mp4'] : []),
  ];
  const onVideos = isAvailable[decoder] ? test : test.skip;

  onVideos.each(names)('are, joined, the whole of %s', async (name) => {
    const wholes = new Map<number, Promise<Decoded>>();
    const wholeAt = (fps: number) => wholes.get(fps) ?? wholes.set(fps, decode(source, name, fps)).get(fps)!;
    const cuts = fc.uniqueArray(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0.5, 2, 5, 12.5), cuts, async (fps, places) => {
        const starts = new Set([0, ...places.map((place) => Math.ceil(place * (SECONDS - 2) * fps))]);
        const joined = await decodeSpans(
          source,
          name,
          fps,
          [...starts].toSorted((a, b) => a - b),
        );
        const whole = await wholeAt(fps);
        expect(joined.frames.map(({ pts, ptsMs }) => [pts, ptsMs])).toEqual(
          whole.frames.map(({ pts, ptsMs }) => [pts, ptsMs]),
        );
        expect(joined).toEqual(whole);
      }),
      { numRuns: 1 },
    );
  });

  const onRefreshed = isAvailable[decoder] && isAvailable.ffmpeg ? test : test.skip;
  onRefreshed('begin a whole refresh before them where the picture is refreshed by and by', async () => {
    // FFmpeg passes over the first packet at 9.6 s; what it shows from there on is wrong for a refresh.
    const [joined, whole] = await Promise.all([
      decodeSpans(source, 'intra-refresh.mp4', 5, [0, 51]),
      decode(source, 'intra-refresh.mp4', 5),
    ]);
    expect(joined).toEqual(whole);
  });
});
