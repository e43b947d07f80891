import type { CodecContext, FormatContext, Stream } from 'node-av/lib';
import type { VideoFacts } from '../../ports.ts';
import { isSeekable, type Demuxer } from './container-format.ts';
import type { DecodeLimits } from './decode-limits.ts';
import type { StreamTiming } from './frame-sampler.ts';
import { setOptions, throwIfFailed, type NodeAv } from './node-av.ts';
import { shownSize, toClockwise, type PictureFacts } from './picture-layout.ts';
import {
  checkPictureSize,
  damaged,
  DecodeFailure,
  noVideoStream,
  recordedAtOfTags,
  toFacts,
  undecodable,
} from './stream-facts.ts';

/** An opened file with its decoder; only ever used inside the decoding process. */
export interface NodeAvInput {
  readonly format: FormatContext;
  readonly stream: Stream;
  readonly decoder: CodecContext;
  readonly facts: VideoFacts;
  readonly picture: PictureFacts;
  readonly timing: StreamTiming;
}

export interface InputRequest {
  readonly path: string;
  readonly url: string;
  readonly demuxer: Demuxer | DeviceDemuxer;
  readonly limits: DecodeLimits;
  /** Given where what is read is still going on: it has no length, and cannot be wound back. */
  readonly live?: LiveInput;
}

/** FFmpeg's names of what reads from somewhere else than a file. */
export type DeviceDemuxer = 'rtsp' | 'v4l2';

/** How a source that is still going on is opened. */
export interface LiveInput {
  /** That FFmpeg may use for it, with commas between. */
  readonly protocols: string;
  /** Of the demuxer. */
  readonly options: Readonly<Record<string, string>>;
  /** What to do where it cannot be opened. */
  readonly remedy: string;
}

/** Opens a file with the forced demuxer, reading nothing but this file (or this source). @throws {DecodeFailure} */
export function openInput(av: NodeAv, request: InputRequest): NodeAvInput {
  const format = openFormat(av, request);
  const stream = findVideoStream(av, format, request);
  const picture = readPictureFacts(av, stream);
  const decoder = openDecoder(av, stream, request);
  const { timeBase, avgFrameRate } = stream;
  const startPts = stream.startTime === av.constants.AV_NOPTS_VALUE ? 0 : Number(stream.startTime);
  const tick = { numerator: timeBase.num, denominator: timeBase.den };
  const durationMs = request.live ? request.limits.maxDurationMs : lengthMs(av, format, stream, startPts);
  const facts = toFacts({
    path: request.path,
    durationMs,
    ...shownSize(picture),
    rotationDegrees: picture.rotationDegrees,
    fps: { numerator: avgFrameRate.num, denominator: avgFrameRate.den },
    timeBase: tick,
    codec: av.lib.avGetCodecName(stream.codecpar.codecId) ?? 'unknown',
    recordedAtMs: recordedAtOfTags(format.metadata?.getAll(), stream.metadata?.getAll()),
    isSeekable: !request.live && isSeekable(request.demuxer),
    limits: request.limits,
  });
  return {
    format,
    stream,
    decoder,
    facts,
    picture,
    timing: { timeBase: tick, startPts, durationMs: facts.durationMs },
  };
}

function openFormat(av: NodeAv, { url, demuxer, limits, live }: InputRequest): FormatContext {
  const { lib } = av;
  const format = new lib.FormatContext();
  const inputFormat = lib.InputFormat.findInputFormat(demuxer);
  if (!inputFormat) throw new DecodeFailure('DECODER', `this build of FFmpeg cannot read ${demuxer} files`);
  const options = lib.Dictionary.fromObject({
    protocol_whitelist: live?.protocols ?? 'file,pipe',
    format_whitelist: demuxer,
    ...live?.options,
  });
  const opened = format.openInputSync(url, inputFormat, options);
  const failure = (code: number) =>
    live ? unopened(lib.FFmpegError.strerror(code), live) : damaged(reasonOf(av, code));
  if (opened < 0) throw failure(opened);
  const probed = format.findStreamInfoSync(lib.Dictionary.fromObject({ max_pixels: String(limits.maxPixels) }));
  if (probed < 0) throw failure(probed);
  if (live && format.nbStreams === 0) throw unopened('nothing comes', live);
  return format;
}

function unopened(reason: string, { remedy }: LiveInput): DecodeFailure {
  return new DecodeFailure('NOT_READABLE', `cannot be opened (${reason}): ${remedy}`);
}

/** FFmpeg's own reasons are about the file; the system's that it borrows (`Operation not permitted`) lead astray. */
function reasonOf({ lib, constants }: NodeAv, code: number): string {
  const isBorrowed = code > -1000 && code !== constants.AVERROR_EIO;
  return isBorrowed ? 'its header makes no sense' : lib.FFmpegError.strerror(code);
}

function findVideoStream({ lib, constants }: NodeAv, format: FormatContext, { limits }: InputRequest): Stream {
  const stream = format.streams.find(
    ({ codecpar, disposition }) =>
      codecpar.codecType === constants.AVMEDIA_TYPE_VIDEO &&
      (disposition & constants.AV_DISPOSITION_ATTACHED_PIC) === 0,
  );
  if (!stream) {
    throw noVideoStream(format.streams.some(({ codecpar }) => codecpar.codecType === constants.AVMEDIA_TYPE_AUDIO));
  }
  const { width, height, codecId } = stream.codecpar;
  checkPictureSize(width, height, limits);
  if (!lib.Codec.findDecoder(codecId)) {
    throw undecodable(lib.avGetCodecName(codecId));
  }
  for (const other of format.streams) if (other.index !== stream.index) other.discard = constants.AVDISCARD_ALL;
  return stream;
}

function readPictureFacts({ constants }: NodeAv, stream: Stream): PictureFacts {
  const matrix = stream.codecpar.getCodedSideData(constants.AV_PKT_DATA_DISPLAYMATRIX);
  const { width, height } = stream.codecpar;
  const own = stream.sampleAspectRatio;
  const aspect = own.num > 0 ? own : stream.codecpar.sampleAspectRatio;
  return {
    codedWidth: width,
    codedHeight: height,
    pixelAspect: { numerator: aspect.num, denominator: aspect.den },
    rotationDegrees: matrix ? toClockwise(counterClockwiseDegrees(matrix)) : 0,
  };
}

/** FFmpeg's `av_display_rotation_get`: the matrix's first two columns are 16.16 fixed point. */
function counterClockwiseDegrees(matrix: Buffer): number {
  const at = (index: number) => matrix.readInt32LE(index * 4);
  const scaleX = Math.hypot(at(0), at(3));
  const scaleY = Math.hypot(at(1), at(4));
  if (scaleX === 0 || scaleY === 0) return 0;
  return (-Math.atan2(at(1) / scaleY, at(0) / scaleX) * 180) / Math.PI;
}

function openDecoder(av: NodeAv, stream: Stream, { limits, live }: InputRequest): CodecContext {
  const { lib, constants } = av;
  const codec = lib.Codec.findDecoder(stream.codecpar.codecId);
  const decoder = new lib.CodecContext();
  decoder.allocContext3(codec);
  throwIfFailed(lib, decoder.parametersToContext(stream.codecpar), 'set up the decoder');
  decoder.pktTimebase = stream.timeBase;
  // Each thread holds a picture back until the next one comes.
  decoder.threadCount = live ? 1 : 2;
  decoder.threadType = constants.FF_THREAD_FRAME;
  setOptions(av, decoder, { max_pixels: limits.maxPixels });
  throwIfFailed(lib, decoder.open2Sync(codec), 'open the decoder');
  return decoder;
}

function lengthMs(av: NodeAv, format: FormatContext, stream: Stream, startPts: number): number {
  return claimedDurationMs(av, format, stream) ?? scanDurationMs(av, format, stream, startPts);
}

function claimedDurationMs({ constants }: NodeAv, format: FormatContext, stream: Stream): number | null {
  const { num, den } = stream.timeBase;
  if (stream.duration !== constants.AV_NOPTS_VALUE && stream.duration > 0n) {
    return (Number(stream.duration) * 1000 * num) / den;
  }
  if (format.duration === constants.AV_NOPTS_VALUE || format.duration <= 0n) return null;
  const fileStart = format.startTime === constants.AV_NOPTS_VALUE ? 0 : Number(format.startTime) / 1000;
  const streamStart =
    stream.startTime === constants.AV_NOPTS_VALUE ? fileStart : (Number(stream.startTime) * 1000 * num) / den;
  return Number(format.duration) / 1000 - (streamStart - fileStart);
}

/** Reads through a file whose container does not tell its length (GIF, recordings in WebM), and winds back. */
function scanDurationMs({ lib, constants }: NodeAv, format: FormatContext, stream: Stream, startPts: number): number {
  const packet = new lib.Packet();
  packet.alloc();
  let endPts = startPts;
  while (format.readFrameSync(packet) >= 0) {
    const pts = packet.pts === constants.AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (packet.streamIndex === stream.index && pts !== constants.AV_NOPTS_VALUE) {
      endPts = Math.max(endPts, Number(pts) + Number(packet.duration));
    }
    packet.unref();
  }
  packet.free();
  const rewound = format.seekFrameSync(stream.index, BigInt(startPts), constants.AVSEEK_FLAG_BACKWARD);
  throwIfFailed(lib, rewound, 'wind back');
  return ((endPts - startPts) * 1000 * stream.timeBase.num) / stream.timeBase.den;
}
