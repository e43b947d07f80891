import { hasFfmpeg } from '../../inference/src/adapters/video/ffmpeg-decoder.ts';
import { createFrameSource, type DecoderName } from '../../inference/src/adapters/video/open-video.ts';
import { makeVideo } from '../factories/bench-video.ts';
import { runFfmpeg } from './ffmpeg-peer.ts';
import type { Figure } from './figure.ts';
import { peakOfChildren } from './peak-memory.ts';
import { compareRates } from './rates.ts';

const ROUNDS = 2;
const GEOMETRY = { width: 224, height: 224, fit: 'crop' } as const;
const MIB = 2 ** 20;
const MINUTE_MS = 60_000;

/**
 * Decoding and sampling at 2 frames a second: speed against the ffmpeg command line doing the same (where it is on the
 * PATH), and peak memory for a short and a long video. The videos are made on the first call and kept in the system's
 * folder for temporary files.
 *
 * @param note told what is left out and why
 */
export async function benchDecode(note: (text: string) => void = () => undefined): Promise<Figure[]> {
  return [...(await benchThroughput(note)), ...(await benchMemory(note))];
}

async function benchThroughput(note: (text: string) => void): Promise<Figure[]> {
  if (!(await hasFfmpeg())) {
    note('decode throughput: skipped, ffmpeg is not on the PATH');
    return [];
  }
  const file = await makeVideo({ name: 'hd', width: 1280, height: 720, fps: 30, durationMs: 2 * MINUTE_MS });
  const frameCount = await countFrames(file, 'node-av');
  const rates = await compareRates(ROUNDS, frameCount, {
    ours: () => countFrames(file, 'node-av'),
    command: () => runFfmpeg(file, frameCount),
    fallback: () => countFrames(file, 'ffmpeg'),
  });
  return [
    { name: 'decode 720p: node-av, sampled frames', value: rates.ours, unit: 'frames/s' },
    { name: 'decode 720p: ffmpeg command, sampled frames', value: rates.command, unit: 'frames/s' },
    {
      name: 'decode 720p: node-av over ffmpeg command',
      value: rates.ours / rates.command,
      unit: 'ratio',
      target: 0.85,
      peer: { name: 'ffmpeg command', value: rates.command, unit: 'frames/s' },
    },
    { name: 'decode 720p: ffmpeg fallback over ffmpeg command', value: rates.fallback / rates.command, unit: 'ratio' },
  ];
}

async function countFrames(file: string, decoder: DecoderName): Promise<number> {
  const { frames, report } = await createFrameSource({ decoder }).open(file, { geometry: GEOMETRY, fps: 2 });
  for await (const frame of frames) if (frame.rgb.length !== 224 * 224 * 3) throw new Error('a frame of another size');
  return report().frameCount;
}

async function benchMemory(note: (text: string) => void): Promise<Figure[]> {
  if (process.platform !== 'linux') {
    note('decode memory: skipped, only Linux tells the memory of other processes');
    return [];
  }
  const small = { width: 320, height: 180, fps: 10 };
  const short = await makeVideo({ ...small, name: 'short', durationMs: 10 * MINUTE_MS });
  const long = await makeVideo({ ...small, name: 'long', durationMs: 60 * MINUTE_MS });
  await peakMemory(short);
  const shortPeak = await peakMemory(short);
  const longPeak = await peakMemory(long);
  return [
    { name: 'decode memory, 10 min: this process', value: shortPeak.parent, unit: 'MiB' },
    { name: 'decode memory, 60 min: this process', value: longPeak.parent, unit: 'MiB' },
    { name: 'decode memory, 10 min: decoding process', value: shortPeak.child, unit: 'MiB' },
    { name: 'decode memory, 60 min: decoding process', value: longPeak.child, unit: 'MiB' },
    {
      name: 'decode memory, 60 min over 10 min',
      value: (longPeak.parent + longPeak.child) / (shortPeak.parent + shortPeak.child),
      unit: 'ratio',
      target: 1.15,
      isCeiling: true,
    },
  ];
}

/** Peak resident MiB of this process and of the decoding process while a video is read to its end. */
async function peakMemory(file: string): Promise<{ parent: number; child: number }> {
  const { frames } = await createFrameSource({ decoder: 'node-av' }).open(file, { geometry: GEOMETRY, fps: 2 });
  let [parent, child] = [0, 0];
  let index = 0;
  for await (const frame of frames) {
    if (index++ % 100 !== 0 || frame.rgb.length === 0) continue;
    parent = Math.max(parent, process.memoryUsage.rss() / MIB);
    child = Math.max(child, await peakOfChildren());
  }
  return { parent, child };
}
