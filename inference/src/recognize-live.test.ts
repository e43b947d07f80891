import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DEMO_VOCABULARY, demoVideo, labelEveryTenth } from '../../test/factories/demo.ts';
import { remux } from '../../test/factories/remux.ts';
import { openScorer } from './adapters/onnx/scorer.ts';
import type { OnnxScorer } from './adapters/onnx/scorer.ts';
import { openLive } from './adapters/video/open-live.ts';
import { createFrameSource } from './adapters/video/open-video.ts';
import { readVocabulary } from './adapters/vocabulary/read-vocabulary.ts';
import { frameAccuracy } from './domain/index.ts';
import { embedConcepts } from './embed-concepts.ts';
import type { ConceptEmbeddings } from './embed-concepts.ts';
import { embedVideo } from './embed-video.ts';
import { openEncoder } from './models/open-encoder.ts';
import type { EncoderPair } from './models/open-encoder.ts';
import type { ImageEncoder, LiveStream } from './ports.ts';
import { recognize } from './recognize.ts';
import { recognizeLive } from './recognize-live.ts';
import type { LiveEvent, LiveSegment, LiveSummary } from './recognize-live.ts';
import { VideoError } from './video-error.ts';

const FPS = 2;
/** Nothing is skipped, however busy the machine is. */
const PATIENT_MS = 600_000;

let folder: string;
let recording: string;
let encoder: EncoderPair;
let scorer: OnnxScorer;
let words: ConceptEmbeddings;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-live-'));
  recording = path.join(folder, 'packing.ts');
  await remux(demoVideo('packing'), recording);
  encoder = await openEncoder('workbench');
  scorer = await openScorer();
  const { concepts } = await readVocabulary(DEMO_VOCABULARY, { language: 'en' });
  words = await embedConcepts(concepts, encoder.text);
});
afterAll(async () => {
  await Promise.all([encoder.close(), scorer.close()]);
  await rm(folder, { recursive: true });
});

const open = () => openLive(recording, { geometry: encoder.image.geometry, fps: FPS, idleMs: 500 });

async function collect(
  live: LiveStream,
  image: ImageEncoder,
  maxWaitMs: number,
  now?: () => number,
): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  const recognizer = { image, words, scorer, options: {} };
  const timing = { fps: FPS, lagMs: 5000, maxWaitMs, ...(now && { now }) };
  for await (const event of recognizeLive(live, recognizer, timing)) events.push(event);
  return events;
}

const segmentsOf = (events: readonly LiveEvent[]) =>
  events.filter((event): event is LiveSegment => event.type === 'segment');
const summaryOf = (events: readonly LiveEvent[]) => events.at(-1) as LiveSummary;

/**
 * A stream and an encoder in step: while one frame is encoded, `slowness` more arrive, as many as there are. The clock is
 * the source's.
 */
function slowed(live: LiveStream, image: ImageEncoder, slowness: number) {
  const steps = new EventEmitter();
  const source = { takenCount: 0, dueCount: 1, hasEnded: false };
  async function* frames() {
    for await (const frame of live.frames) {
      while (source.takenCount >= source.dueCount) await once(steps, 'due');
      source.takenCount++;
      yield frame;
      steps.emit('taken');
    }
    source.hasEnded = true;
    steps.emit('taken');
  }
  const slowImage: ImageEncoder = {
    ...image,
    async encode(images, options) {
      source.dueCount = source.takenCount + slowness;
      steps.emit('due');
      while (source.takenCount < source.dueCount && !source.hasEnded) await once(steps, 'taken');
      return image.encode(images, options);
    },
  };
  return { live: { ...live, frames: frames() }, image: slowImage, source, now: () => (1000 * source.takenCount) / FPS };
}

test.each([1000, 4000])('an encoder that never keeps up is at most %i ms late and one frame', async (maxWaitMs) => {
  const slowness = 3;
  const { source, now, ...slow } = slowed(open(), encoder.image, slowness);
  const events = await collect(slow.live, slow.image, maxWaitMs, now);
  const { frameCount, droppedCount, durationMs, frameLatencyMs } = summaryOf(events);
  expect(source.takenCount).toBe(96);
  expect(frameCount + droppedCount).toBe(96);
  // A third of the frames, and those that were left at the end.
  expect(frameCount).toBeGreaterThanOrEqual(96 / slowness);
  expect(frameCount).toBeLessThanOrEqual(96 / slowness + (maxWaitMs * FPS) / 1000);
  expect(frameLatencyMs.count).toBe(frameCount);
  expect(frameLatencyMs.max).toBeLessThanOrEqual(maxWaitMs + (1000 * slowness) / FPS);
  const segments = segmentsOf(events);
  expect(segments.map(({ startMs }) => startMs)).toEqual([0, ...segments.slice(0, -1).map(({ endMs }) => endMs)]);
  expect(segments.at(-1)!.endMs).toBe(durationMs);
  const { image } = encoder;
  const whole = await recognize(await embedVideo(recording, createFrameSource(), image), words, scorer);
  const labels = [whole.segments, segments].map((each) => labelEveryTenth(each, durationMs));
  expect(frameAccuracy(labels[0], labels[1])).toBeGreaterThan(0.75);
});

test('an encoder that stands still has no more waiting than may wait', async () => {
  const slow = slowed(open(), encoder.image, Infinity);
  const { frameCount, droppedCount } = summaryOf(await collect(slow.live, slow.image, 4000, () => 0));
  // The first frame is being encoded until the source ends; then there is what came since there was no room the last time.
  expect({ frameCount, droppedCount }).toEqual({ frameCount: 1 + (95 % 8), droppedCount: 95 - (95 % 8) });
});

test('leaves out what is none of the words, and softens what is new, as a whole video does', async () => {
  const { image } = encoder;
  const seen = await embedVideo(recording, createFrameSource(), image);
  const { dims } = image.identity;
  // Whatever does not look like the first frames is unknown.
  const unknown = {
    model: { means: [0, 0, 0.9], deviations: [1, 1, 0.1], weights: [0, 0, -1], bias: 0 },
    threshold: 0.5,
    negatives: words.embeddings.slice(0, dims),
    examples: Float32Array.from(seen.embeddings.slice(0, 2 * dims)),
  };
  const options = {
    unknown,
    decode: { scales: words.labels.map((_, index) => (index % 2 === 0 ? 1 : 0.3)), minProbability: 0.5 },
  };
  const whole = await recognize(seen, words, scorer, options);
  const events: LiveEvent[] = [];
  const timing = { fps: FPS, lagMs: 5000, maxWaitMs: PATIENT_MS };
  const recognizer = { image, words, scorer, options };
  for await (const event of recognizeLive(open(), recognizer, timing)) events.push(event);
  const spansOf = (segments: readonly Pick<LiveSegment, 'startMs' | 'endMs' | 'label'>[]) =>
    segments.map(({ startMs, endMs, label }) => ({ startMs, endMs, label }));
  expect(whole.segments.some(({ label }) => label === null)).toBe(true);
  expect(whole.segments.some(({ label }) => label !== null)).toBe(true);
  expect(spansOf(segmentsOf(events))).toEqual(spansOf(whole.segments));
});

test('tells of each frame what is going on, and of each segment how late it is', async () => {
  const events = await collect(open(), encoder.image, PATIENT_MS);
  const currents = events.filter((event) => event.type === 'current');
  expect(currents.length).toBe(96);
  expect(currents[0]).toMatchObject({ timeMs: 200, startMs: 0, label: 'Pick up' });
  for (const { latencyMs } of segmentsOf(events)) expect(latencyMs).toBeGreaterThanOrEqual(0);
});

test('a source that fails has what was seen told before', async () => {
  const { frames, report } = open();
  async function* failing() {
    let count = 0;
    for await (const frame of frames) {
      yield frame;
      if (++count === 8) throw new VideoError('DECODER', 'camera', 'is gone: switch it on');
    }
  }
  const told: LiveEvent[] = [];
  const recognizer = { image: encoder.image, words, scorer, options: {} };
  const reading = async () => {
    const timing = { fps: FPS, lagMs: 5000, maxWaitMs: PATIENT_MS };
    for await (const event of recognizeLive({ frames: failing(), report }, recognizer, timing)) told.push(event);
  };
  await expect(reading()).rejects.toThrow('camera: is gone: switch it on');
  expect(summaryOf(told)).toMatchObject({ type: 'summary', frameCount: 8, durationMs: 3983, damagedCount: null });
  expect(segmentsOf(told).at(-1)!.endMs).toBe(3983);
});
