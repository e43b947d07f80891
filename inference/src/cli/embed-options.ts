import { PROVIDERS } from '../adapters/onnx/session.ts';
import type { Provider } from '../adapters/onnx/session.ts';
import { createRedundancyFilter } from '../domain/index.ts';
import { embedVideo } from '../embed-video.ts';
import type { EmbedVideoOptions, VideoEmbeddings } from '../embed-video.ts';
import type { OpenEncoderOptions } from '../models/open-encoder.ts';
import type { FrameSource, ImageEncoder } from '../ports.ts';
import { warnTo } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { numberOption, UsageError } from './usage-error.ts';
import { ProgressBar } from './progress-bar.ts';

/** The encoder that comes with the product. */
export const DEFAULT_ENCODER = 'workbench';

/** The options of every command that turns videos into embeddings. */
export const EMBED_OPTIONS = {
  encoder: { type: 'string' },
  models: { type: 'string' },
  fps: { type: 'string' },
  reuse: { type: 'string' },
  threads: { type: 'string' },
  provider: { type: 'string' },
} as const;

export const SEEING_HELP = `
Seeing
  --encoder ID            default workbench, which comes along and knows only its small world of demo scenes;
                          see actionary models list
  --models FOLDER         where encoders are installed; default: ACTIONARY_MODELS, else the user's cache folder
  --fps N|native          frames looked at per second; default 2
`;

export const SHARED_HELP = `${SEEING_HELP}  --reuse X               static cameras: a frame that differs from the last encoded one by less than X
                          (mean difference of 8-bit values) is given its embedding; default: every frame is encoded
  --threads N             default: all cores
  --provider NAME         cpu (default), cuda, coreml, dml, webgpu: where onnxruntime has it
`;

type Values = { readonly [Name in keyof typeof EMBED_OPTIONS]?: string | undefined };

/** What {@link EMBED_OPTIONS} ask for. */
export interface EmbedRequest {
  readonly embed: EmbedVideoOptions;
  readonly session: OpenEncoderOptions;
  readonly reuseThreshold: number | undefined;
}

/** @throws {UsageError} naming the option */
export function toEmbedRequest(values: Values, io: CommandIo): EmbedRequest {
  const { signal } = io;
  return {
    embed: {
      signal,
      fps: values.fps === 'native' ? 'native' : numberOption('fps', values.fps, { min: 0.001, max: 1000 }),
    },
    session: {
      signal,
      warn: warnTo(io),
      threads: numberOption('threads', values.threads, { min: 1, isInteger: true }),
      provider: providerOption(values.provider),
      folder: values.models,
    },
    reuseThreshold: numberOption('reuse', values.reuse, { min: 0.01, max: 255 }),
  };
}

function providerOption(name: string | undefined): Provider | undefined {
  const provider = PROVIDERS.find((known) => known === name);
  if (provider === name) return provider;
  throw new UsageError(`--provider is one of ${PROVIDERS.join(', ')}, not "${name}"`);
}

/**
 * What is wrong with one of many videos is told before the first long step. The first is opened next anyway.
 *
 * @throws {VideoError}
 */
export async function probeLater(
  [, ...later]: readonly string[],
  frameSource: FrameSource,
  { signal }: CommandIo,
): Promise<void> {
  for (const path of later) await frameSource.probe(path, { signal });
}

/** {@link embedVideo} with a progress bar, and a warning where frames were lost. */
export async function embedWithProgress(
  path: string,
  frameSource: FrameSource,
  encoder: ImageEncoder,
  request: EmbedRequest,
  io: CommandIo,
): Promise<VideoEmbeddings> {
  const bar = new ProgressBar(io.stderr);
  const seen = await embedVideo(path, frameSource, encoder, {
    ...request.embed,
    isRedundant: redundancyOf(request.reuseThreshold, encoder),
    onProgress: (timeMs, { durationMs }) => bar.show(path, timeMs / durationMs),
  }).finally(() => bar.clear());
  const { reusedCount, timesMs, report } = seen;
  const warn = warnTo(io);
  if (reusedCount > 0)
    io.stderr.write(`${path}: ${reusedCount} of ${timesMs.length} frames hardly changed and were not encoded\n`);
  if (report.damagedCount > 0) warn(`${path}: ${report.damagedCount} damaged frames were skipped`);
  if (report.isTruncated) warn(`${path}: the file ends early; what there is was used`);
  return seen;
}

/** A block of the picture may change more than the whole of it. */
const BLOCK_RATIO = 6;

function redundancyOf(meanThreshold: number | undefined, { geometry }: ImageEncoder): EmbedVideoOptions['isRedundant'] {
  if (meanThreshold === undefined) return undefined;
  const blockThreshold = BLOCK_RATIO * meanThreshold;
  return createRedundancyFilter(geometry, { meanThreshold, blockThreshold }).isRedundant;
}
