import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { VideoError, type VideoErrorCode } from '../../video-error.ts';
import type { Abortable, DecodeReport, Frame, FrameSource, FrameStream, VideoFacts } from '../../ports.ts';
import type { DecodeLimits } from './decode-limits.ts';
import type { WorkerRequest } from './decode-worker.ts';
import { checkFrameRequest } from './frame-sampler.ts';
import { startGuarded, type GuardedProcess } from './guarded-process.ts';
import { inspectFile } from './inspect-file.ts';
import { decodeJson, MESSAGE_KIND, readMessages, type Message } from './message-stream.ts';

const WORKER_PATH = fileURLToPath(new URL('decode-worker.ts', import.meta.url));
/** Compiled code is kept here, which halves the time that a process takes to start. */
const COMPILE_CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/actionary', import.meta.url));
const MAX_HEAP_MIB = 512;
const FRAME_DESCRIPTOR = 3;

/** Decodes with node-av (FFmpeg's libraries) in a process of its own for each file. */
export function createNodeAvDecoder(limits: DecodeLimits): FrameSource {
  return {
    async probe(path, { signal } = {}) {
      const session = await openSession({ ...(await inspectFile(path)), limits }, { signal });
      await session.close();
      return session.facts;
    },
    async open(path, request, { signal } = {}) {
      checkFrameRequest(request);
      const session = await openSession({ ...(await inspectFile(path)), limits, frames: request }, { signal });
      return toFrameStream(session);
    },
  };
}

/** What a decoding process was started for, while it runs. */
export interface DecodingSession {
  readonly facts: VideoFacts;
  /** The next message. @throws {VideoError} what went wrong on the other side, a limit, the abort reason */
  readonly next: () => Promise<Message>;
  readonly close: () => Promise<void>;
}

/** @param feed gives the process what it reads as `pipe:0`. @throws {VideoError} */
export async function openSession(
  request: WorkerRequest,
  { signal, feed }: Abortable & { readonly feed?: (input: Writable) => void },
): Promise<DecodingSession> {
  const { path, limits } = request;
  const worker = startGuarded(
    process.execPath,
    [`--max-old-space-size=${MAX_HEAP_MIB}`, '--no-warnings', WORKER_PATH, JSON.stringify(request)],
    {
      videoPath: path,
      limits,
      signal,
      stdio: [feed ? 'pipe' : 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? COMPILE_CACHE },
    },
  );
  const next = createReceiver(worker, path);
  try {
    feed?.(worker.child.stdin!);
    const facts = decodeJson<VideoFacts>(await next());
    worker.setDurationMs(facts.durationMs);
    return { facts, next, close: worker.end };
  } catch (error) {
    await worker.end();
    throw error;
  }
}

function createReceiver(worker: GuardedProcess, path: string): () => Promise<Message> {
  const messages = readMessages(worker.child.stdio[FRAME_DESCRIPTOR] as Readable);
  return async () => {
    const { done, value } = await worker.waitFor(messages.next().catch(() => ({ done: true, value: undefined })));
    if (done || !value) throw await explainEnd(worker, path);
    if (value.kind !== MESSAGE_KIND.error) return value;
    const { code, problem } = decodeJson<{ code: VideoErrorCode; problem: string }>(value);
    throw new VideoError(code, path, problem);
  };
}

/** Why a process stopped talking before its report. */
async function explainEnd(worker: GuardedProcess, path: string): Promise<Error> {
  const { code, signal, stderr } = await worker.waitFor(worker.exited);
  const reason = worker.endReason();
  if (reason) return reason;
  const lastLine = stderr.trim().split('\n').at(-1) ?? '';
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  return new VideoError(
    'DECODER',
    path,
    `makes the decoder fail (it ${how}${lastLine && `: ${lastLine}`}): convert the file with another tool`,
  );
}

function toFrameStream({ facts, next, close }: DecodingSession): FrameStream {
  let report: DecodeReport = { frameCount: 0, damagedCount: 0, isTruncated: false };
  async function* frames(): AsyncGenerator<Frame> {
    try {
      let message = await next();
      for (; message.kind === MESSAGE_KIND.frame; message = await next()) {
        report = { ...report, frameCount: report.frameCount + 1 };
        yield { ptsMs: message.ptsMs, pts: message.pts, rgb: message.payload };
      }
      report = decodeJson<DecodeReport>(message);
    } finally {
      await close();
    }
  }
  return { video: facts, frames: frames(), report: () => report };
}
