import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TrueSegment } from '../../inference/src/training/workbench/demo-stations.ts';

const FOLDER = path.join(import.meta.dirname, '../../inference/demo');

/** The demo's stations, as files. */
export const DEMO_STATIONS = ['assembly', 'filling', 'packing'];
export const DEMO_VOCABULARY = path.join(FOLDER, 'vocabulary.csv');

export const demoVideo = (station: string) => path.join(FOLDER, `${station}.mp4`);

export async function demoTruth(station: string): Promise<TrueSegment[]> {
  return JSON.parse(await readFile(path.join(FOLDER, `${station}.json`), 'utf8')) as TrueSegment[];
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
