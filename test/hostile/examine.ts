import { VideoError } from '../../inference/src/video-error.ts';
import type { Frame, FrameSource, FrameStream, VideoFacts } from '../../inference/src/ports.ts';

/** What became of a file. */
export interface Outcome {
  readonly path: string;
  /** `ok`, the code of the {@link VideoError}, or `BROKEN` where a promise was not kept. */
  readonly code: string;
  /** The error's message, or which promise was not kept. */
  readonly message: string;
  readonly elapsedMs: number;
}

const GEOMETRY = { width: 16, height: 16, fit: 'crop' } as const;
const LINE_BREAKER = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const MAX_INT = 2 ** 31 - 1;
/** Frames after which a file counts as readable. */
const ENOUGH_FRAMES = 2000;

export type Examination = (source: FrameSource, path: string) => Promise<string>;

/** Asks for the facts, and whether they can be true. */
export const probeOnly: Examination = async (source, path) => {
  checkFacts(await source.probe(path));
  return 'probed';
};

/** Reads the frames, and whether they are as the port promises. */
export const readFrames: Examination = async (source, path) => {
  const stream = await source.open(path, { geometry: GEOMETRY });
  checkFacts(stream.video);
  const count = await checkFrames(stream);
  return `${count} frames`;
};

/** Never throws: whatever else than success or a proper error comes out is `BROKEN`. */
export async function examine(source: FrameSource, path: string, examination: Examination): Promise<Outcome> {
  const startMs = performance.now();
  const outcome = await examination(source, path).then(
    (message) => ({ code: 'ok', message }),
    (error: unknown) => judge(error, path),
  );
  return { path, ...outcome, elapsedMs: performance.now() - startMs };
}

function judge(error: unknown, path: string): Pick<Outcome, 'code' | 'message'> {
  if (!(error instanceof VideoError)) return { code: 'BROKEN', message: `not a VideoError: ${String(error)}` };
  const { code, message, problem } = error;
  const isClear = error.path === path && message.length > problem.length && /\p{L}{3}/u.test(problem);
  if (!isClear || LINE_BREAKER.test(message) || LINE_BREAKER.test(problem) || problem.includes('()')) {
    return { code: 'BROKEN', message: `unclear: ${JSON.stringify(message)}` };
  }
  return { code, message: problem };
}

function checkFacts(facts: VideoFacts): void {
  const { width, height, durationMs, fps, timeBase, codec } = facts;
  const fractions = [timeBase, ...(fps ? [fps] : [])].flatMap(({ numerator, denominator }) => [numerator, denominator]);
  const wrong = [width, height, durationMs, ...fractions].some(
    (value) => !(Number.isInteger(value) && value > 0 && value <= MAX_INT),
  );
  if (wrong || codec === '') throw new Error(`impossible facts: ${JSON.stringify(facts)}`);
}

async function checkFrames({ frames, report }: FrameStream): Promise<number> {
  let count = 0;
  let lastMs = -1;
  for await (const frame of frames) {
    if (!isFrame(frame) || frame.ptsMs < lastMs) {
      throw new Error(`impossible frame at ${frame.ptsMs} (${frame.pts}) after ${lastMs}`);
    }
    lastMs = frame.ptsMs;
    if (++count === ENOUGH_FRAMES) return count;
  }
  if (report().frameCount !== count) throw new Error(`reports ${report().frameCount} of ${count} frames`);
  return count;
}

function isFrame({ ptsMs, pts, rgb }: Frame): boolean {
  const hasTime = Number.isInteger(ptsMs) && Number.isInteger(pts) && ptsMs >= 0;
  return hasTime && rgb.length === GEOMETRY.width * GEOMETRY.height * 3;
}
