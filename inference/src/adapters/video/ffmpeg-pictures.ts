import type { Readable } from 'node:stream';
import { VideoError } from '../../video-error.ts';
import { inputOptions, type ProbeContext, type ProbedVideo } from './ffprobe.ts';
import { startGuarded, type GuardedProcess } from './guarded-process.ts';
import { createExactReader } from './message-stream.ts';
import type { PictureLayout } from './picture-layout.ts';
import type { DecodedFrame } from './shown-frames.ts';

/** One run of the ffmpeg command: all pictures from some time on, scaled. */
export interface FfmpegPictures {
  readonly frames: AsyncGenerator<DecodedFrame<Uint8Array>>;
  readonly damagedCount: () => number;
  readonly hasReadError: () => boolean;
  readonly end: () => Promise<void>;
}

export interface PicturesFrom {
  /** From the key frame before this time stamp on; `null`: from the start. */
  readonly fromPts: number | null;
  /** As for node-av's reader. */
  readonly countsAfter: number | undefined;
}

/** Bicubic as in Pillow; the same as the node-av decoder's. */
const SCALE_OPTIONS = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp:param0=0:param1=0.5';

export function openFfmpegPictures(
  context: ProbeContext,
  video: ProbedVideo,
  layout: PictureLayout,
  { fromPts, countsAfter }: PicturesFrom,
): FfmpegPictures {
  const ffmpeg = startGuarded('ffmpeg', buildArguments(context, video, layout, fromPts), {
    videoPath: context.file.path,
    limits: context.limits,
    signal: context.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ffmpeg.setDurationMs(video.facts.durationMs);
  const log = followLog(ffmpeg, countsAfter);
  return {
    frames: readPictures(ffmpeg, log, context, usualDurationPts(video), layout),
    damagedCount: log.damagedCount,
    hasReadError: log.hasReadError,
    end: ffmpeg.end,
  };
}

function buildArguments(
  context: ProbeContext,
  { timing, streamIndex }: ProbedVideo,
  { scaledWidth, scaledHeight }: PictureLayout,
  fromPts: number | null,
): string[] {
  const seconds = ((fromPts ?? 0) * timing.timeBase.numerator) / timing.timeBase.denominator;
  const seek = fromPts === null ? [] : ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', seconds.toFixed(6)];
  const filters = `showinfo=checksum=0,scale=${scaledWidth}:${scaledHeight}:${SCALE_OPTIONS},format=rgb24`;
  const quiet = ['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'repeat+info'];
  const input = [
    ...inputOptions(context),
    '-threads',
    '2',
    '-noautorotate',
    ...seek,
    '-copyts',
    '-i',
    context.file.url,
  ];
  const output = ['-map', `0:${streamIndex}`, '-vf', filters, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'];
  return [...quiet, ...input, ...output];
}

/** One frame's length at the average rate, in ticks; 0 where unknown. */
function usualDurationPts({ facts: { fps, timeBase } }: ProbedVideo): number {
  if (!fps) return 0;
  return Math.round((fps.denominator * timeBase.denominator) / (fps.numerator * timeBase.numerator));
}

async function* readPictures(
  ffmpeg: GuardedProcess,
  log: DecoderLog,
  { file }: ProbeContext,
  usualDuration: number,
  { scaledWidth, scaledHeight }: PictureLayout,
): AsyncGenerator<DecodedFrame<Uint8Array>> {
  const read = createExactReader(ffmpeg.child.stdout as Readable);
  const size = scaledWidth * scaledHeight * 3;
  for (;;) {
    const picture = await ffmpeg.waitFor(read(size));
    if (!picture) break;
    const entry = await ffmpeg.waitFor(log.next());
    if (!entry || entry.isDamaged) continue;
    const { pts, durationPts, isIntra } = entry;
    yield { picture, pts, durationPts: durationPts || usualDuration, isIntra };
  }
  const { code, signal } = await ffmpeg.waitFor(ffmpeg.exited);
  const reason = ffmpeg.endReason();
  if (reason) throw reason;
  if (signal) {
    throw new VideoError('DECODER', file.path, `makes ffmpeg fail (${signal}): convert the file with another tool`);
  }
  if (code === 127) throw new VideoError('NO_DECODER', file.path, 'ffmpeg is not on the PATH: install it, or node-av');
}

interface LogEntry {
  readonly pts: number;
  /** 0 where unknown. */
  readonly durationPts: number;
  readonly isIntra: boolean;
  readonly isDamaged: boolean;
}

interface DecoderLog {
  /** The time stamp of the next picture; `null` when the log has ended. */
  readonly next: () => Promise<LogEntry | null>;
  readonly damagedCount: () => number;
  readonly hasReadError: () => boolean;
}

/** Newer versions tell the duration too. Only at a line's beginning: titles of the file stand in the log, too. */
const SHOWN = /^\[Parsed_showinfo[^\]]*\] n: *\d+ pts: *(-?\d+) (?:.* duration: *(\d+) )?(?:.* type:([PB]) )?/;
const DAMAGED = /corrupt decoded frame/i;
const UNDECODED = /error while decoding stream|error submitting (a )?packet to (the )?decoder/i;
const READ_ERROR = /error during demuxing|partial file|truncat/i;

/** What is longer is no line of ours, but a title without end. */
const MAX_LINE_LENGTH = 10_000;

/**
 * Reads time stamps and complaints out of ffmpeg's log; `corrupt decoded frame` precedes its picture.
 *
 * @param countsAfter damage up to this time stamp is not counted; nor is, where it is given, what cannot be decoded before
 *   the first picture: pictures that follow a key frame, but are shown before it
 */
function followLog({ child, exited }: GuardedProcess, countsAfter?: number): DecoderLog {
  const entries: LogEntry[] = [];
  let wake = () => {};
  const counts = { damaged: 0, isNextDamaged: false, hasReadError: false, hasEnded: false };
  let isCounting = countsAfter === undefined;
  let rest = '';
  const take = (line: string) => {
    const shown = SHOWN.exec(line);
    if (shown) {
      const pts = Number(shown[1]);
      const [durationPts, isIntra] = [Number(shown[2] ?? 0), shown[3] === undefined];
      entries.push({ pts, durationPts, isIntra, isDamaged: counts.isNextDamaged });
      if (counts.isNextDamaged && pts > (countsAfter ?? -Infinity)) counts.damaged++;
      counts.isNextDamaged = false;
      isCounting = true;
    } else if (DAMAGED.test(line)) counts.isNextDamaged = true;
    else if (UNDECODED.test(line) && isCounting) counts.damaged++;
    else if (READ_ERROR.test(line)) counts.hasReadError = true;
  };
  child.stderr?.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE_LENGTH);
    lines.forEach(take);
    wake();
  });
  void exited.then(() => {
    counts.hasEnded = true;
    wake();
  });
  return {
    async next() {
      while (entries.length === 0 && !counts.hasEnded) await new Promise<void>((resolve) => (wake = resolve));
      return entries.shift() ?? null;
    },
    damagedCount: () => counts.damaged,
    hasReadError: () => counts.hasReadError,
  };
}
