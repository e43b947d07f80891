import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VideoError } from '../../video-error.ts';
import type { DecodeReport, Frame, FrameRequest, FrameSource } from '../../ports.ts';
import type { DecodeLimits } from './decode-limits.ts';
import { openFfmpegPictures, type FfmpegPictures } from './ffmpeg-pictures.ts';
import { probeVideo, type ProbeContext, type ProbedVideo } from './ffprobe.ts';
import { checkFrameRequest, createFrameSampler, ticksPerMs, toMs, type FrameSampler } from './frame-sampler.ts';
import { inspectFile } from './inspect-file.ts';
import { finishPicture, layOutPicture, type PictureLayout } from './picture-layout.ts';
import { createJumpPlanner, pickShownFrames, type DecodedFrame } from './shown-frames.ts';
import { findSpanStart, type SpanStart } from './span-start.ts';
import { DecodeFailure, notSeekable, summarize, tooLong } from './stream-facts.ts';

/** Whether ffmpeg and ffprobe are on the PATH. */
export async function hasFfmpeg(): Promise<boolean> {
  const run = promisify(execFile);
  const found = await Promise.allSettled([run('ffmpeg', ['-version']), run('ffprobe', ['-version'])]);
  return found.every(({ status }) => status === 'fulfilled');
}

/**
 * Decodes with the `ffmpeg` (5.1 or newer) on the PATH: the same frames as node-av gives, chosen by the same code. The
 * filter chain `showinfo,scale` tells every picture's exact time stamp on stderr while the scaled pictures come on
 * stdout; what is not wanted is dropped here. Simple and exact, but slower than node-av, which scales only what it needs.
 */
export function createFfmpegDecoder(limits: DecodeLimits): FrameSource {
  const inspect = async (path: string, signal: AbortSignal | undefined): Promise<[ProbeContext, ProbedVideo]> => {
    const context = { file: await inspectFile(path), limits, signal };
    const video = await probeVideo(context).catch((cause: unknown) => {
      throw naming(path, cause);
    });
    return [context, video];
  };
  return {
    probe: async (path, { signal } = {}) => (await inspect(path, signal))[1].facts,
    async open(path, request, { signal } = {}) {
      checkFrameRequest(request);
      const [context, video] = await inspect(path, signal);
      try {
        return createStream(context, video, request);
      } catch (cause) {
        throw naming(path, cause);
      }
    },
  };
}

/** Adds the file's name to failures. */
function naming(path: string, cause: unknown): unknown {
  return cause instanceof DecodeFailure ? new VideoError(cause.code, path, cause.message, { cause }) : cause;
}

function createStream(context: ProbeContext, video: ProbedVideo, request: FrameRequest) {
  const { timing, facts } = video;
  const { limits } = context;
  let report: DecodeReport = { frameCount: 0, damagedCount: 0, isTruncated: false };
  const layout = layOutPicture(video.picture, request.geometry);
  const sampler = createFrameSampler(request, timing);
  const start = findSpanStart(request, sampler, timing, facts);
  const decoder = createJumpingDecoder({ context, video, layout }, sampler, start);
  const shown = pickShownFrames(decoder.frames(), sampler, (rgb) => rgb);

  async function* pick(): AsyncGenerator<Frame> {
    for await (const { picture, pts, count: times } of shown.frames) {
      const ptsMs = toMs(pts, timing);
      if (ptsMs > limits.maxDurationMs) throw tooLong(limits);
      for (let i = 0; i < times; i++) {
        report = { ...report, frameCount: report.frameCount + 1 };
        yield { ptsMs: Math.max(0, ptsMs), pts, rgb: finishPicture(picture, layout).slice() };
      }
    }
  }
  async function* frames(): AsyncGenerator<Frame> {
    try {
      yield* pick();
      const isFinished = sampler.nextTarget() === null;
      const { frameCount } = report;
      report = summarize({ ...decoder.counts(), frameCount, isFinished, endPts: shown.endPts(), timing, facts });
    } catch (cause) {
      throw naming(facts.path, cause);
    } finally {
      await decoder.end();
    }
  }
  return { video: facts, frames: frames(), report: () => report };
}

interface DecodedVideo {
  readonly context: ProbeContext;
  readonly video: ProbedVideo;
  readonly layout: PictureLayout;
}

/** Decodes from the start, of the span if there is one, and begins anew elsewhere where the next wanted frame is far away. */
function createJumpingDecoder(
  { context, video, layout }: DecodedVideo,
  sampler: FrameSampler,
  start: SpanStart | null,
) {
  let pictures: FfmpegPictures | null = null;
  let damagedCount = 0;
  let hasReadError = false;
  const planner = createJumpPlanner(sampler, ticksPerMs(video.timing), start?.target);
  const stop = async () => {
    damagedCount += pictures?.damagedCount() ?? 0;
    hasReadError ||= pictures?.hasReadError() ?? false;
    await pictures?.end();
    pictures = null;
  };
  /** @returns false where this place does not lead to the span */
  async function* decodeFrom(place: number | null): AsyncGenerator<DecodedFrame<Uint8Array>, boolean> {
    let isReached = start === null;
    let fromPts = place;
    do {
      pictures = openFfmpegPictures(context, video, layout, { fromPts, countsAfter: start?.target });
      fromPts = null;
      for await (const frame of pictures.frames) {
        isReached ||= start!.isReached(place, frame);
        if (!isReached) break;
        yield frame;
        fromPts = planner.next(frame.pts);
        if (fromPts !== null) break;
      }
      await stop();
    } while (fromPts !== null);
    return isReached;
  }
  async function* frames(): AsyncGenerator<DecodedFrame<Uint8Array>> {
    for (const place of start?.places ?? [null]) if (yield* decodeFrom(place)) return;
    throw notSeekable();
  }
  return { frames, counts: () => ({ damagedCount, hasReadError }), end: stop };
}
