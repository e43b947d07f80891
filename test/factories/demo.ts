import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrueSegment } from '../../inference/src/training/workbench/demo-stations.ts';

const FOLDER = path.join(import.meta.dirname, '../../inference/demo');
const FAR_FOLDER = path.join(import.meta.dirname, '../../inference/demo-far');

/** The demo's stations, as files. */
export const DEMO_STATIONS = ['assembly', 'filling', 'packing'];
export const DEMO_VOCABULARY = path.join(FOLDER, 'vocabulary.csv');

export const demoVideo = (station: string) => path.join(FOLDER, station, `${station}.mp4`);

/** Recordings of the demo's station whose camera is farther away. */
export const FAR_RECORDINGS = [1, 2, 3, 4, 5, 6].map((number) => `gears-${number}`);

/** What a station's video, or a recording, shows. */
export async function demoTruth(name: string): Promise<TrueSegment[]> {
  const folder = FAR_RECORDINGS.includes(name) ? FAR_FOLDER : path.join(FOLDER, name);
  return JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')) as TrueSegment[];
}

/** Labels at every tenth of a second: what frame-wise metrics compare. */
export function labelEveryTenth<T>(
  segments: readonly { readonly startMs: number; readonly endMs: number; readonly label: T }[],
  durationMs: number,
): (T | null)[] {
  return Array.from({ length: Math.floor(durationMs / 100) }, (_, tenth) => {
    const timeMs = tenth * 100 + 50;
    return segments.find(({ startMs, endMs }) => startMs <= timeMs && timeMs < endMs)?.label ?? null;
  });
}
