import { VideoError } from '../../video-error.ts';
import type { FrameSource } from '../../ports.ts';
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from './decode-limits.ts';
import { createFfmpegDecoder, hasFfmpeg } from './ffmpeg-decoder.ts';
import { readHead } from './inspect-file.ts';
import { hasNodeAv } from './node-av.ts';
import { createNodeAvDecoder } from './node-av-decoder.ts';

export type DecoderName = 'node-av' | 'ffmpeg';

export interface FrameSourceOptions extends Partial<DecodeLimits> {
  /** Default: `ACTIONARY_DECODER`, else node-av where it is installed, else ffmpeg on the PATH. */
  readonly decoder?: DecoderName;
}

/**
 * Opens video files through whichever decoder there is. Each file is decoded in a process of its own, within limits.
 *
 * @throws {RangeError} for an unknown decoder. Opening @throws {VideoError}, `NO_DECODER` where there is none
 */
export function createFrameSource(options: FrameSourceOptions = {}): FrameSource {
  const { decoder = process.env['ACTIONARY_DECODER'] || undefined, ...given } = options;
  if (decoder !== undefined && decoder !== 'node-av' && decoder !== 'ffmpeg') {
    throw new RangeError(`unknown decoder "${decoder}": ACTIONARY_DECODER is node-av or ffmpeg`);
  }
  const limits = { ...DEFAULT_DECODE_LIMITS, ...given };
  const choose = async (path: string) => create(decoder ?? (await findDecoder(path)), limits);
  return {
    probe: async (path, runOptions) => truly(path, (await choose(path)).probe(path, runOptions)),
    open: async (path, request, runOptions) => truly(path, (await choose(path)).open(path, request, runOptions)),
  };
}

/** A file that went away after it was looked at is called damaged by the decoder: it is looked at again. */
async function truly<T>(path: string, opened: Promise<T>): Promise<T> {
  try {
    return await opened;
  } catch (error) {
    if (error instanceof VideoError && error.code === 'DAMAGED') await readHead(path);
    throw error;
  }
}

function create(decoder: DecoderName, limits: DecodeLimits): FrameSource {
  return decoder === 'node-av' ? createNodeAvDecoder(limits) : createFfmpegDecoder(limits);
}

async function findDecoder(path: string): Promise<DecoderName> {
  if (await hasNodeAv()) return 'node-av';
  if (await hasFfmpeg()) return 'ffmpeg';
  throw new VideoError('NO_DECODER', path, 'there is no video decoder here: install node-av, or ffmpeg on the PATH');
}
