import type { Frame as AvFrame, SoftwareScaleContext } from 'node-av/lib';
import { setOptions, throwIfFailed, type NodeAv } from './node-av.ts';
import type { NodeAvInput } from './node-av-input.ts';
import { finishPicture, type PictureLayout } from './picture-layout.ts';
import type { DecodedFrame } from './shown-frames.ts';

/** Decoding from one place on; counts what could not be decoded. */
export interface FrameReader {
  /**
   * Yields every decoded picture with its time stamp, and `null` after each packet that gave none. The picture is
   * valid until the next step.
   */
  readonly frames: () => Generator<DecodedFrame<AvFrame> | null>;
  /** Continues at the key frame before a time stamp. */
  readonly seek: (pts: number) => void;
  readonly damagedCount: () => number;
  /** Reading ended with an error instead of the end of the file. */
  readonly hasReadError: () => boolean;
}

/** @param countsAfter damage up to this time stamp is not counted: pictures that lead to a span are not of the span */
export function createFrameReader(av: NodeAv, input: NodeAvInput, countsAfter = -Infinity): FrameReader {
  const { lib, constants } = av;
  const { format, stream, decoder } = input;
  const packet = new lib.Packet();
  packet.alloc();
  const picture = new lib.Frame();
  picture.alloc();
  let damagedCount = 0;
  let hasReadError = false;
  let packetPts = -Infinity;
  const countDamage = (pts: number) => {
    if (pts > countsAfter) damagedCount++;
  };

  function* receive() {
    for (;;) {
      const code = decoder.receiveFrameSync(picture);
      if (code === constants.AVERROR_EAGAIN || code === constants.AVERROR_EOF) return;
      if (code < 0) countDamage(packetPts);
      else if (isDamaged(av, picture)) countDamage(Number(timeStampOf(av, picture)));
      else yield describe(av, picture);
      picture.unref();
    }
  }

  function* frames() {
    for (;;) {
      const code = format.readFrameSync(packet);
      if (code < 0) {
        hasReadError ||= code !== constants.AVERROR_EOF;
        break;
      }
      const isOurs = packet.streamIndex === stream.index;
      if (isOurs) packetPts = Number(packet.pts === constants.AV_NOPTS_VALUE ? packet.dts : packet.pts);
      if (isOurs && decoder.sendPacketSync(packet) < 0) countDamage(packetPts);
      packet.unref();
      if (isOurs) yield* receive();
      yield null;
    }
    decoder.sendPacketSync(null);
    yield* receive();
  }

  const seek = (pts: number) => {
    const code = format.seekFrameSync(stream.index, BigInt(Math.floor(pts)), constants.AVSEEK_FLAG_BACKWARD);
    throwIfFailed(lib, code, 'seek');
    decoder.flushBuffers();
  };
  return { frames, seek, damagedCount: () => damagedCount, hasReadError: () => hasReadError };
}

function describe(av: NodeAv, picture: AvFrame): DecodedFrame<AvFrame> {
  const { AV_PICTURE_TYPE_P, AV_PICTURE_TYPE_B } = av.constants;
  return {
    picture,
    pts: Number(timeStampOf(av, picture)),
    durationPts: Number(picture.duration),
    isIntra: picture.pictType !== AV_PICTURE_TYPE_P && picture.pictType !== AV_PICTURE_TYPE_B,
  };
}

function isDamaged({ constants }: NodeAv, picture: AvFrame): boolean {
  return picture.decodeErrorFlags !== 0 || (picture.flags & constants.AV_FRAME_FLAG_CORRUPT) !== 0;
}

function timeStampOf({ constants }: NodeAv, picture: AvFrame): bigint {
  if (picture.bestEffortTimestamp !== constants.AV_NOPTS_VALUE) return picture.bestEffortTimestamp;
  return picture.pts === constants.AV_NOPTS_VALUE ? 0n : picture.pts;
}

/** Scales decoded pictures to RGB at the encoder's input size. */
export function createPictureScaler(av: NodeAv, layout: PictureLayout): (picture: AvFrame) => Uint8Array {
  const { lib, constants } = av;
  const target = new lib.Frame();
  target.alloc();
  target.format = constants.AV_PIX_FMT_RGB24;
  target.width = layout.scaledWidth;
  target.height = layout.scaledHeight;
  throwIfFailed(lib, target.getBuffer(), 'allocate a picture');
  let scaler: SoftwareScaleContext | undefined;
  let sourceKey = '';
  return (picture) => {
    const key = `${picture.width}x${picture.height}:${picture.format}:${picture.colorSpace}:${picture.colorRange}`;
    if (key !== sourceKey) {
      scaler?.freeContext();
      scaler = createScaler(av, picture, target);
      sourceKey = key;
    }
    throwIfFailed(lib, scaler!.scaleFrameSync(target, picture), 'scale a picture');
    return finishPicture(packedRows(target, layout), layout);
  };
}

/**
 * Bicubic with a = −0.5 as in Pillow (swscale calls it param0 = B = 0, param1 = C = 0.5), widened when scaling down,
 * with exact rounding and full chroma.
 */
function createScaler(av: NodeAv, source: AvFrame, target: AvFrame): SoftwareScaleContext {
  const { lib, constants } = av;
  const scaler = new lib.SoftwareScaleContext();
  scaler.allocContext();
  const flags =
    constants.SWS_BICUBIC | constants.SWS_ACCURATE_RND | constants.SWS_FULL_CHR_H_INT | constants.SWS_FULL_CHR_H_INP;
  setOptions(av, scaler, {
    srcw: source.width,
    srch: source.height,
    src_format: source.format,
    dstw: target.width,
    dsth: target.height,
    dst_format: target.format,
    sws_flags: flags,
    param0: 0,
    param1: 0.5,
  });
  throwIfFailed(lib, scaler.initContext(), 'set up scaling');
  return scaler;
}

/** The picture's rows without the padding between them. */
function packedRows(frame: AvFrame, { scaledWidth, scaledHeight }: PictureLayout): Uint8Array {
  const rowSize = scaledWidth * 3;
  const stride = frame.linesize[0];
  const plane = frame.data![0];
  const rgb = new Uint8Array(rowSize * scaledHeight);
  for (let y = 0; y < scaledHeight; y++) rgb.set(plane.subarray(y * stride, y * stride + rowSize), y * rowSize);
  return rgb;
}
