/**
 * The decoding process: reads one file with node-av and sends its frames over file descriptor 3. It is started by
 * {@link ./node-av-decoder.ts} with one JSON argument, and ends as soon as its parent stops listening.
 */
import { Socket } from 'node:net';
import type { Frame as AvFrame } from 'node-av/lib';
import type { DecodeReport, FrameRequest, LiveReport } from '../../ports.ts';
import { createFrameSampler, ticksPerMs, toMs, type FrameSampler, type StreamTiming } from './frame-sampler.ts';
import { encodeHead, encodeJson, MESSAGE_KIND, type Message } from './message-stream.ts';
import { loadNodeAv, throwIfFailed, type NodeAv } from './node-av.ts';
import { openInput, type InputRequest, type NodeAvInput } from './node-av-input.ts';
import { createFrameReader, createPictureScaler, type FrameReader } from './node-av-frames.ts';
import { layOutPicture } from './picture-layout.ts';
import { createJumpPlanner, pickShownFrames } from './shown-frames.ts';
import { findSpanStart, type SpanStart } from './span-start.ts';
import { DecodeFailure, notSeekable, summarize, tooLong } from './stream-facts.ts';

export interface WorkerRequest extends InputRequest {
  /** Absent: only the facts are wanted. */
  readonly frames?: FrameRequest;
}

/** Frames that may wait here while the parent is busy encoding. */
const MAX_QUEUED_BYTES = 16 * 2 ** 20;
const request = JSON.parse(process.argv[2]) as WorkerRequest;
/** None of a live source: while the next packet is waited for, nothing is sent. */
const maxQueuedBytes = request.live ? 0 : MAX_QUEUED_BYTES;
/** How long the parent's end may go unnoticed. */
const BREATH_INTERVAL_MS = 50;

const socket = new Socket({ fd: 3, readable: true, writable: true });
socket.on('close', () => process.exit(0));
socket.on('error', () => process.exit(0));
socket.resume();

async function send(message: Message): Promise<void> {
  socket.write(encodeHead(message));
  const sent = new Promise<unknown>((resolve) => socket.write(message.payload, resolve));
  if (socket.writableLength > maxQueuedBytes) await sent;
}

/** Lets the socket be written and the parent's end be seen; cheap enough to be called for each packet. */
function createBreath(): () => Promise<void> {
  let lastMs = performance.now();
  return async () => {
    if (performance.now() - lastMs < BREATH_INTERVAL_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    lastMs = performance.now();
  };
}

async function main(): Promise<void> {
  const av = await loadNodeAv().catch(() => {
    throw new DecodeFailure('NO_DECODER', 'node-av cannot be loaded: install it, or ffmpeg and ffprobe');
  });
  const input = openInput(av, request);
  await send(encodeJson(MESSAGE_KIND.facts, input.facts));
  if (request.frames) await send(encodeJson(MESSAGE_KIND.report, await decode(av, input, request.frames)));
}

async function decode(av: NodeAv, input: NodeAvInput, wanted: FrameRequest): Promise<DecodeReport | LiveReport> {
  const { timing, facts } = input;
  const { limits, live } = request;
  const sampler = createFrameSampler(wanted, timing);
  const start = findSpanStart(wanted, sampler, timing, facts);
  const reader = createFrameReader(av, input, start?.target);
  const toRgb = createPictureScaler(av, layOutPicture(input.picture, wanted.geometry));
  const breathe = createBreath();
  const decoded = breatheBetween(live ? reader.frames() : decodeWithJumps(reader, sampler, timing, start), breathe);
  const shown = pickShownFrames(decoded, sampler, createPictureKeeper(av));
  let frameCount = 0;
  for await (const { picture, pts, count } of shown.frames) {
    const ptsMs = toMs(pts, timing);
    if (ptsMs > limits.maxDurationMs) throw tooLong(limits);
    const frame = { kind: MESSAGE_KIND.frame, ptsMs: Math.max(0, ptsMs), pts, payload: toRgb(picture) };
    for (let i = 0; i < count; i++) await send(frame);
    frameCount += count;
  }
  const endPts = shown.endPts();
  const endMs = toMs(endPts ?? timing.startPts, timing);
  const report = summarize({
    frameCount,
    damagedCount: reader.damagedCount(),
    hasReadError: reader.hasReadError(),
    isFinished: sampler.nextTarget() === null,
    endPts,
    timing,
    facts: live ? { ...facts, durationMs: endMs } : facts,
  });
  return live ? { ...report, endMs } : report;
}

async function* breatheBetween<T>(items: Iterable<T>, breathe: () => Promise<void>): AsyncGenerator<T> {
  for (const item of items) {
    await breathe();
    yield item;
  }
}

/** Holds one picture while the decoder goes on. */
function createPictureKeeper({ lib }: NodeAv): (picture: AvFrame) => AvFrame {
  const kept = new lib.Frame();
  kept.alloc();
  return (picture) => {
    kept.unref();
    throwIfFailed(lib, kept.ref(picture), 'keep a picture');
    return kept;
  };
}

function* decodeWithJumps(
  reader: FrameReader,
  sampler: FrameSampler,
  timing: StreamTiming,
  start: SpanStart | null,
): ReturnType<FrameReader['frames']> {
  const planner = createJumpPlanner(sampler, ticksPerMs(timing), start?.target);
  let frames = start ? decodeFrom(start, reader, timing) : reader.frames();
  for (let step = frames.next(); !step.done; step = frames.next()) {
    yield step.value;
    const target = step.value && planner.next(step.value.pts);
    if (target === null) continue;
    reader.seek(target);
    frames = reader.frames();
  }
}

function* decodeFrom(start: SpanStart, reader: FrameReader, { startPts }: StreamTiming) {
  for (const place of start.places) {
    reader.seek(place ?? startPts);
    const frames = reader.frames();
    let step = frames.next();
    for (; !step.done && !step.value; step = frames.next()) yield null;
    if (!step.value || !start.isReached(place, step.value)) continue;
    yield step.value;
    return yield* frames;
  }
  throw notSeekable();
}

function toFailure(error: unknown): { code: string; problem: string } {
  if (error instanceof DecodeFailure) return { code: error.code, problem: error.message };
  return { code: 'DECODER', problem: `cannot be decoded: ${(error as Error).message}` };
}

main()
  .catch((error: unknown) => send(encodeJson(MESSAGE_KIND.error, toFailure(error))))
  .finally(() => socket.end());
