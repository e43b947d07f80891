import { openScorer } from '../adapters/onnx/scorer.ts';
import { openLive } from '../adapters/video/open-live.ts';
import { coveringLagMs } from '../domain/index.ts';
import type { FrameRate } from '../domain/index.ts';
import type { ConceptEmbeddings } from '../embed-concepts.ts';
import { formatLiveEvent } from '../format/live.ts';
import type { ImageEncoder } from '../ports.ts';
import { recognizeLive } from '../recognize-live.ts';
import type { RecognizeOptions } from '../recognize.ts';
import type { CommandIo } from './command-io.ts';
import { numberOption, UsageError } from './usage-error.ts';

/** The options that only what is still going on is recognised with. */
export const LIVE_OPTIONS = {
  idle: { type: 'string' },
  lag: { type: 'string' },
  'max-wait': { type: 'string' },
  current: { type: 'boolean' },
} as const;

export const LIVE_HELP = `
Live
  --live                  VIDEO is still going on: a file that is being written (MPEG-TS, MKV, fragmented MP4), or, where
                          ACTIONARY_LIVE_PROTOCOLS allows it (rtsp,v4l2), rtsp://… or v4l2:/dev/video0. Segments are lines
                          of JSON as soon as they are final, with latencyMs; the last line is a summary. Ctrl-C ends it
  --current               a line for each frame, too: what is going on as far as can be told yet
  --lag S                 how long after its end a segment is final; default: what windows and --min-duration need, 5 at least
  --max-wait S            how much may wait for the encoder; then it is skipped, up to the newest frame; default 1
  --idle S                the source has ended when nothing has come from it for so long; default 10
`;

interface Values {
  readonly idle?: string | undefined;
  readonly lag?: string | undefined;
  readonly 'max-wait'?: string | undefined;
  readonly current?: boolean | undefined;
}

export interface LiveTiming {
  readonly idleMs: number;
  /** `undefined`: what the recipe needs. */
  readonly lagMs: number | undefined;
  readonly maxWaitMs: number;
  readonly showsCurrent: boolean;
}

/** @throws {UsageError} naming the option */
export function toLiveTiming(values: Values): LiveTiming {
  const lag = numberOption('lag', values.lag, { min: 0, max: 3600 });
  return {
    idleMs: 1000 * (numberOption('idle', values.idle, { min: 0.1, max: 86_400 }) ?? 10),
    lagMs: lag === undefined ? undefined : 1000 * lag,
    maxWaitMs: 1000 * (numberOption('max-wait', values['max-wait'], { min: 0.1, max: 600 }) ?? 1),
    showsCurrent: values.current ?? false,
  };
}

/** What is recognised with. */
interface Recipe {
  readonly image: ImageEncoder;
  readonly words: ConceptEmbeddings;
  readonly options: RecognizeOptions;
  readonly fps: FrameRate;
}

/** Prints what a source shows while it goes on: each event a line of JSON. */
export async function recognizeSource(
  source: string,
  { image, words, options, fps }: Recipe,
  { idleMs, lagMs, maxWaitMs, showsCurrent }: LiveTiming,
  io: CommandIo,
): Promise<void> {
  if (fps === 'native') throw new UsageError('--live needs --fps N, or a bundle that was written with it');
  if (image.framesPerEmbedding !== 1) throw new UsageError('--live takes an encoder of single frames');
  if (options.adapter && options.adapter.frameReach > 0)
    throw new UsageError('--live takes no bundle whose adapter looks at frames to come: use one with a linear adapter');
  const scorer = await openScorer();
  try {
    const live = openLive(source, { geometry: image.geometry, fps, idleMs, signal: io.signal });
    const timing = { fps, maxWaitMs, lagMs: lagMs ?? coveringLagMs(fps, options.window, options.decode) };
    for await (const event of recognizeLive(live, { image, words, scorer, options }, timing)) {
      if (showsCurrent || event.type !== 'current') io.stdout.write(formatLiveEvent(event));
    }
  } finally {
    await scorer.close();
  }
}
