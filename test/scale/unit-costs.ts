import { readFile } from 'node:fs/promises';
import { UNITS } from '../bench/unit-figures.ts';
import { valueIn } from '../bench/report/report.ts';
import type { Report } from '../bench/report/report.ts';

/** What one of everything costs. Times of workers are those of the machine that was measured, all of it. */
export interface UnitCosts {
  /** Of the machine that was measured. */
  readonly workerCores: number;
  /** Worker: decoding and encoding an hour of video, s. */
  readonly embedHourSeconds: number;
  /** The same with weights of 8 bits, s. */
  readonly embedHourQuantizedSeconds: number;
  /** Worker: frames whose embeddings are there, scored again and stored, a second. */
  readonly rescoredPerSecond: number;
  readonly segmentRowBytes: number;
  readonly segmentIndexBytes: number;
  /** Of the embedding of a frame. */
  readonly frameBytes: number;
  /** Of all other rows of a video. */
  readonly videoBytes: number;
  /** Processor time of PostgreSQL, ms. */
  readonly segmentCpuMs: number;
  readonly frameCpuMs: number;
  readonly videoCpuMs: number;
  readonly queryCpuMs: number;
  /** A second of a worker that waits. */
  readonly waitingWorkerCpuMs: number;
  /** Journal of PostgreSQL. */
  readonly segmentWalBytes: number;
  readonly frameWalBytes: number;
  readonly videoWalBytes: number;
  /** Segments a second that one worker has stored. */
  readonly segmentsWrittenPerSecond: number;
  readonly segmentsRemovedPerSecond: number;
  readonly framesRemovedPerSecond: number;
  readonly workerConnections: number;
  /** Of a hundred work events, a second, of one server. */
  readonly queriesPerSecond: number;
  readonly frameBackupBytes: number;
  readonly segmentBackupBytes: number;
  /** Of the database, a second. */
  readonly backupMbPerSecond: number;
}

/** The section and the figure that each comes from. */
const SOURCES: Readonly<Record<keyof UnitCosts, readonly [section: string, figure: string]>> = {
  workerCores: ['units', UNITS.workerCores],
  embedHourSeconds: ['units', UNITS.embedHour],
  embedHourQuantizedSeconds: ['units', UNITS.embedHourQuantized],
  rescoredPerSecond: ['rescore', 're-scoring, 512 wide: end to end'],
  segmentRowBytes: ['units', UNITS.segmentRowBytes],
  segmentIndexBytes: ['units', UNITS.segmentIndexBytes],
  frameBytes: ['units', UNITS.frameBytes],
  videoBytes: ['units', UNITS.videoBytes],
  segmentCpuMs: ['units', UNITS.segmentCpuMs],
  frameCpuMs: ['units', UNITS.frameCpuMs],
  videoCpuMs: ['units', UNITS.videoCpuMs],
  queryCpuMs: ['units', UNITS.queryCpuMs],
  waitingWorkerCpuMs: ['units', UNITS.waitingWorkerCpuMs],
  segmentWalBytes: ['units', UNITS.segmentWalBytes],
  frameWalBytes: ['units', UNITS.frameWalBytes],
  videoWalBytes: ['units', UNITS.videoWalBytes],
  segmentsWrittenPerSecond: ['units', UNITS.segmentsWritten],
  segmentsRemovedPerSecond: ['units', UNITS.segmentsRemoved],
  framesRemovedPerSecond: ['units', UNITS.framesRemoved],
  workerConnections: ['units', UNITS.workerConnections],
  queriesPerSecond: ['mes', 'actionary: requests'],
  frameBackupBytes: ['units', UNITS.frameBackupBytes],
  segmentBackupBytes: ['units', UNITS.segmentBackupBytes],
  backupMbPerSecond: ['units', UNITS.backupRate],
};

const NAMES = Object.keys(SOURCES) as (keyof UnitCosts)[];

/** Names, what they are called in the report, and where. */
export const COST_NAMES = NAMES.map((name) => ({ name, section: SOURCES[name][0], figure: SOURCES[name][1] }));

/** The sections of the benchmarks that have to be measured before a report tells all costs. */
export function sectionsMissing(report: Report): string[] {
  const missing = COST_NAMES.filter(({ section, figure }) => valueIn(report, section, figure) === undefined);
  return [...new Set(missing.map(({ section }) => section))];
}

/** @throws where a figure is missing, or is not above 0 */
export function costsOf(report: Report): UnitCosts {
  return checked(
    Object.fromEntries(COST_NAMES.map(({ name, section, figure }) => [name, valueIn(report, section, figure)])),
  );
}

/** Costs from a file of them, JSON. @throws as {@link costsOf} */
export async function readCosts(file: string): Promise<UnitCosts> {
  return checked(JSON.parse(await readFile(file, 'utf8')));
}

function checked(given: Readonly<Record<string, unknown>>): UnitCosts {
  const wrong = NAMES.filter((name) => !(Number(given[name]) > 0));
  if (wrong.length > 0) throw new Error(`these costs have to be numbers above 0: ${wrong.join(', ')}`);
  return Object.fromEntries(NAMES.map((name) => [name, Number(given[name])])) as Record<keyof UnitCosts, number>;
}
