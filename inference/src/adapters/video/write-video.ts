import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Codec, CodecContext, FormatContext, Frame as AvFrame, Packet, SoftwareScaleContext } from 'node-av/lib';
import { VideoError } from '../../video-error.ts';
import type { Abortable, Rational } from '../../ports.ts';
import { loadNodeAv, setOptions, throwIfFailed, type NodeAv } from './node-av.ts';

export interface WriteVideoOptions extends Abortable {
  /** Pixels; even, except for `lossless`. */
  readonly width: number;
  readonly height: number;
  readonly fps: number | Rational;
  /** FFV1 in RGB instead of H.264 in yuv420p; the path must end in `.mkv`. Default false. */
  readonly lossless?: boolean;
  /** Clockwise rotation written as metadata, for players to apply. Default 0. */
  readonly rotationDegrees?: 0 | 90 | 180 | 270;
  /** Constant rate factor of x264, 0 (best) … 51. Default 20. */
  readonly quality?: number;
  /** Frames between key frames. Default 2 seconds' worth. */
  readonly keyFrameInterval?: number;
}

/**
 * Writes pictures as a video file: H.264 (libx264 where the build has it, else MPEG-4) in the container that the
 * extension names, for `.mp4` with the index in front. The file appears only when it is complete.
 *
 * @param frames interleaved RGB (`width * height * 3` bytes) or RGBA (`* 4`), all alike; may be reused by the caller
 *   once the next one is asked for
 * @returns the number of frames written
 * @throws {VideoError} `NOT_WRITTEN`; nothing is left behind
 */
export async function writeVideo(
  filePath: string,
  options: WriteVideoOptions,
  frames: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  checkOptions(options);
  const extension = path.extname(filePath);
  const temporaryPath = path.join(path.dirname(path.resolve(filePath)), `.${randomUUID()}${extension}`);
  try {
    const av = await loadNodeAv();
    await mkdir(path.dirname(temporaryPath), { recursive: true });
    const frameCount = await encodeAll(av, temporaryPath, options, frames);
    await rename(temporaryPath, filePath);
    return frameCount;
  } catch (cause) {
    await rm(temporaryPath, { force: true });
    if (options.signal?.aborted) throw cause;
    throw new VideoError('NOT_WRITTEN', filePath, `could not be written: ${(cause as Error).message}`, { cause });
  }
}

function checkOptions({ width, height, fps, lossless = false }: WriteVideoOptions): void {
  const step = lossless ? 1 : 2;
  if (!(width > 0 && height > 0 && width % step === 0 && height % step === 0)) {
    throw new Error(`invalid video size ${width} × ${height}: both sides must be positive multiples of ${step}`);
  }
  const { numerator, denominator } = toRational(fps);
  if (!(numerator > 0 && denominator > 0)) throw new Error(`invalid fps: ${numerator}/${denominator}`);
}

function toRational(fps: number | Rational): Rational {
  if (typeof fps !== 'number') return fps;
  return Number.isInteger(fps)
    ? { numerator: fps, denominator: 1 }
    : { numerator: Math.round(fps * 1000), denominator: 1000 };
}

async function encodeAll(
  av: NodeAv,
  filePath: string,
  options: WriteVideoOptions,
  frames: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const writer = await openWriter(av, filePath, options);
  try {
    let frameCount = 0;
    for await (const pixels of frames) {
      options.signal?.throwIfAborted();
      await writer.write(pixels, frameCount++);
    }
    if (frameCount === 0) throw new Error('there are no frames');
    await writer.finish();
    return frameCount;
  } finally {
    writer.close();
  }
}

interface Writer {
  write(pixels: Uint8Array, index: number): Promise<void>;
  finish(): Promise<void>;
  close(): void;
}

async function openWriter(av: NodeAv, filePath: string, options: WriteVideoOptions): Promise<Writer> {
  const { lib } = av;
  const codec = findEncoder(av, options);
  const format = new lib.FormatContext();
  throwIfFailed(lib, format.allocOutputContext2(null, null, filePath), 'choose the container');
  const encoder = await openEncoder(av, codec, format, options);
  const converter = createConverter(av, encoder, options);
  const stream = addStream(av, format, encoder, options);
  const packet = new lib.Packet();
  packet.alloc();
  throwIfFailed(lib, format.openOutputSync(), 'open the file');
  if (filePath.endsWith('.mp4')) setOptions(av, format, { movflags: '+faststart' });
  throwIfFailed(lib, await format.writeHeader(), 'write the header');

  const drain = async () => {
    while ((await encoder.receivePacket(packet)) >= 0) {
      packet.streamIndex = stream.index;
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      throwIfFailed(lib, await format.interleavedWriteFrame(packet), 'write a packet');
      packet.unref();
    }
  };
  return {
    async write(pixels, index) {
      const frame = converter.convert(pixels);
      frame.pts = BigInt(index);
      throwIfFailed(lib, await encoder.sendFrame(frame), 'encode a frame');
      await drain();
    },
    async finish() {
      throwIfFailed(lib, await encoder.sendFrame(null), 'finish encoding');
      await drain();
      throwIfFailed(lib, await format.writeTrailer(), 'write the trailer');
    },
    close() {
      freeAll(format, encoder, packet, converter);
    },
  };
}

function freeAll(format: FormatContext, encoder: CodecContext, packet: Packet, converter: Converter): void {
  packet.free();
  converter.free();
  encoder.freeContext();
  format.closeOutputSync();
  format.freeContext();
}

function findEncoder({ lib }: NodeAv, { lossless = false }: WriteVideoOptions): Codec {
  const names = lossless ? (['ffv1'] as const) : (['libx264', 'mpeg4'] as const);
  for (const name of names) {
    const codec = lib.Codec.findEncoderByName(name as never);
    if (codec) return codec;
  }
  throw new Error(`node-av has none of the encoders ${names.join(', ')}`);
}

async function openEncoder(
  av: NodeAv,
  codec: Codec,
  format: FormatContext,
  options: WriteVideoOptions,
): Promise<CodecContext> {
  const { lib, constants } = av;
  const { numerator, denominator } = toRational(options.fps);
  const encoder = new lib.CodecContext();
  encoder.allocContext3(codec);
  encoder.width = options.width;
  encoder.height = options.height;
  encoder.timeBase = new lib.Rational(denominator, numerator);
  encoder.framerate = new lib.Rational(numerator, denominator);
  encoder.gopSize = options.keyFrameInterval ?? Math.max(1, Math.round((2 * numerator) / denominator));
  encoder.pixelFormat = options.lossless ? constants.AV_PIX_FMT_BGR0 : constants.AV_PIX_FMT_YUV420P;
  encoder.threadCount = 2;
  if (!options.lossless) {
    encoder.colorSpace = constants.AVCOL_SPC_SMPTE170M;
    encoder.colorRange = constants.AVCOL_RANGE_MPEG;
  }
  if (format.oformat?.hasFlags(constants.AVFMT_GLOBALHEADER)) {
    encoder.flags = (encoder.flags | constants.AV_CODEC_FLAG_GLOBAL_HEADER) as typeof encoder.flags;
  }
  setOptions(av, encoder, encoderOptions(codec, options));
  throwIfFailed(lib, await encoder.open2(codec), 'open the encoder');
  return encoder;
}

function encoderOptions(codec: Codec, { quality = 20 }: WriteVideoOptions): Record<string, string | number> {
  if (codec.name === 'libx264') return { preset: 'veryfast', crf: quality };
  return codec.name === 'mpeg4' ? { qmin: 2, qmax: 6 } : {};
}

function addStream(av: NodeAv, format: FormatContext, encoder: CodecContext, options: WriteVideoOptions) {
  const { lib, constants } = av;
  const stream = format.newStream();
  throwIfFailed(lib, stream.codecpar.fromContext(encoder), 'describe the stream');
  stream.timeBase = encoder.timeBase;
  stream.avgFrameRate = encoder.framerate;
  if (options.rotationDegrees) {
    const matrix = displayMatrix(options.rotationDegrees);
    throwIfFailed(lib, stream.codecpar.addCodedSideData(constants.AV_PKT_DATA_DISPLAYMATRIX, matrix), 'rotate');
  }
  return stream;
}

/** FFmpeg's 3 × 3 fixed-point display matrix (16.16, last column 2.30) for a clockwise rotation. */
function displayMatrix(degrees: 90 | 180 | 270): Buffer {
  const one = 65536;
  const cosine = degrees === 180 ? -one : 0;
  const sine = degrees === 90 ? one : degrees === 270 ? -one : 0;
  return Buffer.from(Int32Array.of(cosine, sine, 0, -sine, cosine, 0, 0, 0, 1 << 30).buffer);
}

interface Converter {
  /** The picture in the encoder's pixel format; valid until the next call. */
  convert(pixels: Uint8Array): AvFrame;
  free(): void;
}

/** RGB or RGBA to the encoder's pixel format; which of the two it is, is seen from the first picture's size. */
function createConverter(av: NodeAv, encoder: CodecContext, { width, height }: WriteVideoOptions): Converter {
  const { lib, constants } = av;
  let scaler: SoftwareScaleContext | undefined;
  let source: AvFrame | undefined;
  const target = allocateFrame(av, width, height, encoder.pixelFormat);
  return {
    convert(pixels) {
      const channels = pixels.length / (width * height);
      if (channels !== 3 && channels !== 4) {
        throw new Error(`a frame has ${pixels.length} bytes instead of ${width} × ${height} × 3 or 4`);
      }
      const pixelFormat = channels === 3 ? constants.AV_PIX_FMT_RGB24 : constants.AV_PIX_FMT_RGBA;
      source ??= allocateFrame(av, width, height, pixelFormat);
      scaler ??= createScaler(av, source, target);
      if (source.format !== pixelFormat) throw new Error('frames must be all RGB or all RGBA');
      throwIfFailed(lib, source.fromBuffer(Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length)), 'copy');
      throwIfFailed(lib, target.makeWritable(), 'reuse a frame');
      throwIfFailed(lib, scaler.scaleFrameSync(target, source), 'convert a frame');
      return target;
    },
    free() {
      scaler?.freeContext();
      source?.free();
      target.free();
    },
  };
}

function allocateFrame({ lib }: NodeAv, width: number, height: number, format: AvFrame['format']): AvFrame {
  const frame = new lib.Frame();
  frame.alloc();
  frame.format = format;
  frame.width = width;
  frame.height = height;
  throwIfFailed(lib, frame.getBuffer(), 'allocate a frame');
  return frame;
}

function createScaler({ lib, constants }: NodeAv, source: AvFrame, target: AvFrame): SoftwareScaleContext {
  const scaler = new lib.SoftwareScaleContext();
  const flags = (constants.SWS_BICUBIC | constants.SWS_ACCURATE_RND) as typeof constants.SWS_BICUBIC;
  scaler.getContext(
    source.width,
    source.height,
    source.format as never,
    target.width,
    target.height,
    target.format as never,
    flags,
  );
  return scaler;
}
