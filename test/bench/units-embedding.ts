import os from 'node:os';
import path from 'node:path';
import { createFrameSource, embedVideo, findInstalled } from '../../inference/src/index.ts';
import type { InstalledEncoder } from '../../inference/src/models/installed.ts';
import { openInstalled } from '../../inference/src/models/open-encoder.ts';
import { quantizeEncoder } from '../../inference/src/models/quantize-encoder.ts';
import { makeVideo } from '../factories/bench-video.ts';
import { installClipShaped } from './clip-shaped-encoder.ts';
import type { Figure } from './figure.ts';
import { milliseconds } from './times.ts';
import { UNITS } from './unit-figures.ts';

const VIDEO = { name: 'hd', width: 1280, height: 720, fps: 30, durationMs: 120_000 };
const HOUR_MS = 3_600_000;

/** Seconds that a process with the whole machine takes to decode and encode an hour of video. */
export async function benchEmbeddingUnits(note: (text: string) => void): Promise<Figure[]> {
  note(
    `embedding: two minutes of 1280 × 720 at ${VIDEO.fps} frames a second, two of which are encoded; one process, all cores`,
  );
  const file = await makeVideo(VIDEO);
  const clip = await installClipShaped();
  const quantized = await quantizeEncoder(clip, { folder: path.dirname(clip.folder) });
  return [
    { name: UNITS.workerCores, value: os.availableParallelism(), unit: '' },
    { name: UNITS.embedHour, value: await hourOf(file, clip), unit: 's' },
    { name: UNITS.embedHourQuantized, value: await hourOf(file, quantized), unit: 's' },
    { name: UNITS.embedHourBundled, value: await hourOf(file, await findInstalled('workbench')), unit: 's' },
  ];
}

async function hourOf(file: string, installed: InstalledEncoder): Promise<number> {
  const { image, close } = await openInstalled(installed);
  const ms = await milliseconds(() => embedVideo(file, createFrameSource(), image));
  await close();
  return (ms / 1000) * (HOUR_MS / VIDEO.durationMs);
}
