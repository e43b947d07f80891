import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { VideoError } from '../../video-error.ts';
import type { Abortable, Rational, VideoFacts } from '../../ports.ts';
import { isSeekable } from './container-format.ts';
import type { DecodeLimits } from './decode-limits.ts';
import type { StreamTiming } from './frame-sampler.ts';
import { startGuarded, type ProcessExit } from './guarded-process.ts';
import type { InspectedFile } from './inspect-file.ts';
import { shownSize, toClockwise, type PictureFacts } from './picture-layout.ts';
import { checkPictureSize, damaged, DecodeFailure, noVideoStream, recordedAtOfTags, toFacts } from './stream-facts.ts';
import type { Tags } from './stream-facts.ts';

/** What ffprobe tells; everything else about a file is derived from it as with node-av. */
export interface ProbedVideo {
  readonly facts: VideoFacts;
  readonly picture: PictureFacts;
  readonly timing: StreamTiming;
  readonly streamIndex: number;
}

export interface ProbeContext extends Abortable {
  readonly file: InspectedFile;
  readonly limits: DecodeLimits;
}

interface ProbedStream {
  readonly index: number;
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly width?: number;
  readonly height?: number;
  readonly sample_aspect_ratio?: string;
  readonly time_base: string;
  readonly start_pts?: number;
  readonly duration_ts?: number;
  readonly avg_frame_rate?: string;
  readonly disposition?: { readonly attached_pic?: number };
  readonly tags?: Tags;
  readonly side_data_list?: readonly { readonly rotation?: number }[];
}

interface ProbedFile {
  readonly streams?: readonly ProbedStream[];
  readonly format?: { readonly start_time?: string; readonly duration?: string; readonly tags?: Tags };
}

/** The options that make FFmpeg's tools read nothing but this file, with the one demuxer it is known to need. */
export function inputOptions({ file, limits }: ProbeContext): string[] {
  const { demuxer } = file;
  const maxPixels = String(limits.maxPixels);
  return ['-protocol_whitelist', 'file,pipe', '-format_whitelist', demuxer, '-max_pixels', maxPixels, '-f', demuxer];
}

/** @throws {VideoError | DecodeFailure} */
export async function probeVideo(context: ProbeContext): Promise<ProbedVideo> {
  const { limits, file } = context;
  const probed = JSON.parse(
    await runProbe(context, ['-show_streams', '-show_format', '-of', 'json'], readText),
  ) as ProbedFile;
  const stream = probed.streams?.find(
    ({ codec_type, disposition }) => codec_type === 'video' && !disposition?.attached_pic,
  );
  if (!stream) throw noVideoStream(probed.streams?.some(({ codec_type }) => codec_type === 'audio') ?? false);
  checkPictureSize(stream.width ?? 0, stream.height ?? 0, limits);
  const picture = toPictureFacts(stream);
  const timeBase = toRational(stream.time_base);
  const startPts = stream.start_pts ?? 0;
  const durationMs =
    claimedDurationMs(probed, stream, timeBase) ?? (await scanDurationMs(context, stream, timeBase, startPts));
  const facts = toFacts({
    path: file.path,
    durationMs,
    ...shownSize(picture),
    rotationDegrees: picture.rotationDegrees,
    fps: toRational(stream.avg_frame_rate ?? '0/0'),
    timeBase,
    codec: stream.codec_name ?? 'unknown',
    recordedAtMs: recordedAtOfTags(probed.format?.tags, stream.tags),
    isSeekable: isSeekable(file.demuxer),
    limits,
  });
  const timing = { timeBase, startPts, durationMs: facts.durationMs };
  return { facts, picture, timing, streamIndex: stream.index };
}

function toPictureFacts(stream: ProbedStream): PictureFacts {
  const rotation = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return {
    codedWidth: stream.width ?? 0,
    codedHeight: stream.height ?? 0,
    pixelAspect: toRational(stream.sample_aspect_ratio ?? '0:1'),
    rotationDegrees: toClockwise(rotation),
  };
}

function toRational(fraction: string): Rational {
  const [numerator = 0, denominator = 1] = fraction.split(/[/:]/).map(Number);
  return { numerator, denominator };
}

function claimedDurationMs({ format }: ProbedFile, stream: ProbedStream, timeBase: Rational): number | null {
  const tickMs = (1000 * timeBase.numerator) / timeBase.denominator;
  if (stream.duration_ts) return stream.duration_ts * tickMs;
  const durationMs = Number(format?.duration ?? 0) * 1000;
  if (!(durationMs > 0)) return null;
  const fileStartMs = Number(format?.start_time ?? 0) * 1000;
  const streamStartMs = stream.start_pts === undefined ? fileStartMs : stream.start_pts * tickMs;
  return durationMs - (streamStartMs - fileStartMs);
}

async function scanDurationMs(
  context: ProbeContext,
  stream: ProbedStream,
  timeBase: Rational,
  startPts: number,
): Promise<number> {
  const entries = ['-select_streams', String(stream.index), '-show_entries', 'packet=pts,dts,duration'];
  const endPts = await runProbe(context, [...entries, '-of', 'csv=p=0'], (output) => latestEnd(output, startPts));
  return ((endPts - startPts) * 1000 * timeBase.numerator) / timeBase.denominator;
}

/** The latest end of a packet, from lines of `pts,dts,duration`; there may be millions, so none is kept. */
async function latestEnd(output: Readable, startPts: number): Promise<number> {
  let endPts = startPts;
  for await (const line of createInterface({ input: output })) {
    const [pts, dts, duration] = line.split(',').map(Number);
    const start = Number.isFinite(pts) ? pts : dts;
    if (Number.isFinite(start)) endPts = Math.max(endPts, start + (duration || 0));
  }
  return endPts;
}

/** What ffprobe says of any video is far below this. */
const MAX_TEXT_LENGTH = 16 * 2 ** 20;

async function readText(output: Readable): Promise<string> {
  let text = '';
  for await (const part of output.setEncoding('utf8')) {
    text += part as string;
    if (text.length > MAX_TEXT_LENGTH) throw new DecodeFailure('LIMIT', 'describes itself without end: convert it');
  }
  return text;
}

async function runProbe<T>(
  context: ProbeContext,
  args: readonly string[],
  read: (output: Readable) => Promise<T>,
): Promise<T> {
  const { file, limits, signal } = context;
  const probe = startGuarded('ffprobe', ['-v', 'error', ...inputOptions(context), ...args, '-i', file.url], {
    videoPath: file.path,
    limits,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const output = await probe.waitFor(read(probe.child.stdout as Readable));
    const exit = await probe.waitFor(probe.exited);
    const reason = probe.endReason();
    if (reason) throw reason;
    if (exit.code !== 0) throw explain(exit, context);
    return output;
  } finally {
    await probe.end();
  }
}

/** ffprobe's complaint in our words; the decoder refuses large pictures before their size is known here. */
function explain({ code, signal, stderr }: ProcessExit, { file, limits }: ProbeContext): Error {
  if (code === 127)
    return new VideoError('NO_DECODER', file.path, 'ffprobe is not on the PATH: install ffmpeg or node-av');
  if (signal) return new DecodeFailure('DECODER', `makes ffprobe fail (${signal}): convert the file with another tool`);
  const size = /size (\d+)x(\d+) (?:is invalid|exceeds)/i.exec(stderr);
  if (size) checkPictureSize(Number(size[1]), Number(size[2]), limits);
  const lastLine = stderr.replaceAll(`${file.url}: `, '').trim().split('\n').at(-1);
  return damaged(lastLine || 'nothing usable is in it');
}
