import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadNodeAv, throwIfFailed } from '../../inference/src/adapters/video/node-av.ts';
import { Latencies } from '../../inference/src/domain/index.ts';
import {
  embedConcepts,
  openEncoder,
  openLive,
  openScorer,
  readVocabulary,
  recognizeLive,
} from '../../inference/src/index.ts';
import type { ConceptEmbeddings, EncoderPair, LiveSummary } from '../../inference/src/index.ts';
import { openInstalled } from '../../inference/src/models/open-encoder.ts';
import { DEMO_VOCABULARY, demoVideo } from '../factories/demo.ts';
import { remux } from '../factories/remux.ts';
import { installClipShaped } from './clip-shaped-encoder.ts';
import type { Figure } from './figure.ts';

const LAG_MS = 5000;
const MAX_WAIT_MS = 1000;
/** More than a CPU encodes at the size of CLIP. */
const OVERLOAD_FPS = 30;

/** A recording is written in its own time and recognised meanwhile: how late is what is told? */
export async function benchCamera(note: (text: string) => void): Promise<Figure[]> {
  note('packing.mp4 as a transport stream, each picture written when it is its turn; from its last byte to its label');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'actionary-camera-'));
  try {
    const recording = path.join(folder, 'recording.ts');
    await remux(demoVideo('packing'), recording);
    const bundled = await openEncoder('workbench');
    const { concepts } = await readVocabulary(DEMO_VOCABULARY);
    const words = await embedConcepts(concepts, bundled.text);
    const usual = await watch(recording, bundled, words, 2);
    await bundled.close();
    const large = await openInstalled(await installClipShaped());
    const overloaded = await watch(recording, large, randomWords(large.image.identity.dims, 100), OVERLOAD_FPS);
    await large.close();
    return [...usualFigures(usual), ...overloadFigures(overloaded)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Watched {
  readonly summary: LiveSummary;
  /** From the last byte of a picture to what is going on in it. */
  readonly labelMs: Latencies;
  /** From the end of a segment to the segment, without the lag and what is told at the very end. */
  readonly segmentMs: Latencies;
}

function usualFigures({ summary, labelMs, segmentMs }: Watched): Figure[] {
  const [label, segment] = [labelMs.summary(), segmentMs.summary()];
  const name = 'picture written to its label, bundled encoder, 2 frames/s';
  return [
    { name: `${name}: median`, value: label.p50, unit: 'ms' },
    { name: `${name}: 95 %`, value: label.p95, unit: 'ms', target: 1000, isCeiling: true },
    { name: `${name}: longest`, value: label.max, unit: 'ms' },
    { name: 'of that from the decoder on: median', value: summary.frameLatencyMs.p50, unit: 'ms' },
    { name: `end of an action to its segment, over the lag of ${LAG_MS} ms: median`, value: segment.p50, unit: 'ms' },
    { name: 'frames skipped', value: summary.droppedCount, unit: 'frames', target: 0, isCeiling: true },
  ];
}

function overloadFigures({ summary: { droppedCount, frameCount, frameLatencyMs } }: Watched): Figure[] {
  const name = `decoded to its label, ViT-B/32 size, ${OVERLOAD_FPS} frames/s`;
  return [
    {
      name: 'ViT-B/32 size, too many frames: skipped',
      value: droppedCount / (droppedCount + frameCount),
      unit: 'share',
    },
    { name: `${name}: median`, value: frameLatencyMs.p50, unit: 'ms' },
    { name: `${name}: longest`, value: frameLatencyMs.max, unit: 'ms', target: 2 * MAX_WAIT_MS, isCeiling: true },
  ];
}

async function watch(
  recording: string,
  { image }: EncoderPair,
  words: ConceptEmbeddings,
  fps: number,
): Promise<Watched> {
  const growing = path.join(path.dirname(recording), `growing-${fps}.ts`);
  const scorer = await openScorer();
  const schedule = await scheduleOf(recording);
  const writing = writeInTime(growing, await readFile(recording), schedule);
  const live = openLive(growing, { geometry: image.geometry, fps, idleMs: 2000 });
  const [labelMs, segmentMs] = [new Latencies(), new Latencies()];
  const recognizer = { image, words, scorer, options: {} };
  const timing = { fps, lagMs: LAG_MS, maxWaitMs: MAX_WAIT_MS };
  const { startedAtMs } = await writing;
  let summary: LiveSummary | undefined;
  const endMs = Math.max(...schedule.map(({ timeMs }) => timeMs));
  for await (const event of recognizeLive(live, recognizer, timing)) {
    const nowMs = performance.now() - startedAtMs;
    // The last picture is told of when nothing follows: after the time that makes an end.
    if (event.type === 'current' && event.timeMs < endMs - 1000)
      labelMs.add(nowMs - writtenAtMs(schedule, event.timeMs));
    if (event.type === 'segment' && event.endMs + LAG_MS < endMs) segmentMs.add(nowMs - event.endMs - LAG_MS);
    if (event.type === 'summary') summary = event;
  }
  await scorer.close();
  return { summary: summary!, labelMs, segmentMs };
}

/** A picture in a file. */
interface WrittenPicture {
  readonly timeMs: number;
  /** When a camera would write it: pictures that others refer to come early. */
  readonly dueMs: number;
  readonly startByte: number;
}

async function scheduleOf(recording: string): Promise<WrittenPicture[]> {
  const { lib } = await loadNodeAv();
  const format = new lib.FormatContext();
  throwIfFailed(lib, await format.openInput(recording), 'open');
  throwIfFailed(lib, await format.findStreamInfo(null), 'look into it');
  const [{ timeBase, startTime }] = format.streams;
  const toMs = (ticks: bigint) => Math.round((Number(ticks - startTime) * 1000 * timeBase.num) / timeBase.den);
  const packet = new lib.Packet();
  packet.alloc();
  const pictures: WrittenPicture[] = [];
  while ((await format.readFrame(packet)) >= 0) {
    const dueMs = Math.max(0, toMs(packet.dts));
    pictures.push({ timeMs: toMs(packet.pts), dueMs, startByte: Number(packet.pos) });
    packet.unref();
  }
  packet.free();
  await format.closeInput();
  return pictures;
}

function writtenAtMs(schedule: readonly WrittenPicture[], timeMs: number): number {
  return schedule.find((picture) => Math.abs(picture.timeMs - timeMs) <= 1)!.dueMs;
}

/** Begins to write; resolves when there is something. */
async function writeInTime(
  file: string,
  bytes: Uint8Array,
  schedule: readonly WrittenPicture[],
): Promise<{ startedAtMs: number }> {
  const handle = await open(file, 'w');
  const startedAtMs = performance.now();
  const writeAll = async () => {
    let written = 0;
    for (const [index, { dueMs }] of schedule.entries()) {
      await sleep(Math.max(0, startedAtMs + dueMs - performance.now()));
      const end = schedule[index + 1]?.startByte ?? bytes.length;
      await handle.write(bytes, written, end - written);
      written = end;
    }
    await handle.close();
  };
  void writeAll();
  return { startedAtMs };
}

function randomWords(dims: number, count: number): ConceptEmbeddings {
  const embeddings = Float32Array.from(
    { length: count * dims },
    (_, index) => Math.sin(index * index) / Math.sqrt(dims),
  );
  return { labels: Array.from({ length: count }, (_, index) => `Word ${index}`), embeddings };
}
