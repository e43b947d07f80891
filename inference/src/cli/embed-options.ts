import { createRedundancyFilter } from '../domain/index.ts';
import { embedVideo } from '../embed-video.ts';
import type { EmbedVideoOptions, VideoEmbeddings } from '../embed-video.ts';
import type { FrameSource, ImageEncoder } from '../ports.ts';
import { PROVIDERS } from '../adapters/onnx/session.ts';
import type { Provider } from '../adapters/onnx/session.ts';
import { numberOption, UsageError } from './explain.ts';
import type { CommandIo } from './command-io.ts';
import { ProgressBar } from './progress-bar.ts';
import { warnTo } from './command-io.ts';

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

export const SHARED_HELP = `
Seeing
  --encoder ID            default workbench, which comes along and knows only its small world of demo scenes;
                          see actionary models list
  --fps N|native          frames looked at per second; default 2
  --reuse X               static cameras: a frame that differs from the last encoded one by less than X
                          (mean difference of 8-bit values) is given its embedding; default: every frame is encoded
  --threads N             default: all cores
  --provider NAME         cpu (default), cuda, coreml, dml, webgpu: where onnxruntime has it
  --models FOLDER         where encoders are installed; default: ACTIONARY_MODELS, else the user's cache folder
`;

type Values = { readonly [Name in keyof typeof EMBED_OPTIONS]?: string | undefined };

/** What {@link EMBED_OPTIONS} ask for. */
export interface EmbedRequest {
  readonly embed: EmbedVideoOptions;
  readonly session: {
    readonly warn: (message: string) => void;
    readonly signal?: AbortSignal;
    readonly threads?: number;
    readonly provider?: Provider;
    readonly folder?: string;
  };
  readonly run: { readonly signal?: AbortSignal };
  readonly reuseThreshold?: number;
}

/** @throws {UsageError} naming the option */
export function toEmbedRequest(values: Values, io: CommandIo): EmbedRequest {
  const run = io.signal ? { signal: io.signal } : {};
  const threads = numberOption('threads', values.threads, { min: 1, isInteger: true });
  const reuseThreshold = numberOption('reuse', values.reuse, { min: 0.01, max: 255 });
  const fps = values.fps === 'native' ? 'native' : numberOption('fps', values.fps, { min: 0.001, max: 1000 });
  return {
    run,
    embed: { ...run, ...(fps === undefined ? {} : { fps }) },
    session: {
      ...run,
      warn: warnTo(io),
      ...(threads === undefined ? {} : { threads }),
      ...(values.provider === undefined ? {} : { provider: providerOption(values.provider) }),
      ...(values.models === undefined ? {} : { folder: values.models }),
    },
    ...(reuseThreshold === undefined ? {} : { reuseThreshold }),
  };
}

/** A block of the picture may change more than the whole of it. */
const BLOCK_RATIO = 6;

function redundancy(meanThreshold: number | undefined, { geometry }: ImageEncoder): EmbedVideoOptions {
  if (meanThreshold === undefined) return {};
  const thresholds = { meanThreshold, blockThreshold: BLOCK_RATIO * meanThreshold };
  return { isRedundant: createRedundancyFilter(geometry, thresholds).isRedundant };
}

function providerOption(name: string): Provider {
  const provider = PROVIDERS.find((known) => known === name);
  if (provider === undefined) throw new UsageError(`--provider is one of ${PROVIDERS.join(', ')}, not "${name}"`);
  return provider;
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
  try {
    const seen = await embedVideo(path, frameSource, encoder, {
      ...request.embed,
      ...redundancy(request.reuseThreshold, encoder),
      onProgress: (timeMs, { durationMs }) => bar.show(path, timeMs / durationMs),
    });
    bar.clear();
    const { damagedCount, isTruncated } = seen.report;
    if (seen.reusedCount > 0) {
      io.stderr.write(
        `${path}: ${seen.reusedCount} of ${seen.timesMs.length} frames hardly changed and were not encoded\n`,
      );
    }
    if (damagedCount > 0) io.stderr.write(`warning: ${path}: ${damagedCount} damaged frames were skipped\n`);
    if (isTruncated) io.stderr.write(`warning: ${path}: the file ends early; what there is was used\n`);
    return seen;
  } finally {
    bar.clear();
  }
}
