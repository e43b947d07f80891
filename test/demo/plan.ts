import { createHash } from 'node:crypto';
import { trueSegments } from '../../inference/src/training/workbench/demo-stations.ts';
import type { Station, TrueSegment } from '../../inference/src/training/workbench/demo-stations.ts';
import { COLOURS } from '../../inference/src/training/workbench/world.ts';
import type { ObjectName } from '../../inference/src/training/workbench/world.ts';

/** One place of the plant, with its camera. */
export interface Cell {
  /** As the plant knows it; its library is `<externalId>-camera`. */
  readonly externalId: string;
  readonly line: string;
  readonly name: string;
  readonly object: ObjectName;
  readonly seed: number;
  /** Actions of one work cycle, and about how many seconds each takes. */
  readonly cycle: readonly (readonly [action: string, seconds: number])[];
  /** Where the camera hangs farther away than any that the encoder was trained with. */
  readonly isFar: boolean;
  /** How its videos come in. */
  readonly comesBy: 'folder' | 'upload';
}

export const PLANT = { externalId: 'evening', name: 'Plant 夕方の工場' };

export const LINES: readonly { readonly externalId: string; readonly name: string }[] = [
  { externalId: 'line-1', name: 'Line 1 第1ライン' },
  { externalId: 'line-2', name: 'Line 2 第2ライン' },
];

export const CELLS: readonly Cell[] = [
  {
    externalId: 'packing',
    line: 'line-1',
    name: 'Packing 梱包',
    object: 'box',
    seed: 11,
    cycle: [
      ['pick up', 2.5],
      ['tape', 3.5],
      ['inspect', 2.5],
    ],
    isFar: false,
    comesBy: 'folder',
  },
  {
    externalId: 'assembly',
    line: 'line-1',
    name: 'Assembly 組立',
    object: 'motor',
    seed: 23,
    cycle: [
      ['pick up', 2.5],
      ['tighten', 3.5],
      ['hammer', 2.5],
    ],
    isFar: false,
    comesBy: 'folder',
  },
  {
    externalId: 'mounting',
    line: 'line-2',
    name: 'Gear mounting 歯車組付',
    object: 'gear',
    seed: 700,
    cycle: [
      ['pick up', 2.5],
      ['open', 2.5],
      ['hammer', 3],
      ['scan', 2.5],
    ],
    isFar: true,
    comesBy: 'upload',
  },
  {
    externalId: 'finishing',
    line: 'line-2',
    name: 'Gear finishing 歯車仕上',
    object: 'gear',
    seed: 700,
    cycle: [
      ['open', 2.5],
      ['wipe', 2.5],
      ['hammer', 3],
      ['idle', 2.5],
    ],
    isFar: true,
    comesBy: 'folder',
  },
];

/** The station whose last recordings are made while everything else is over: an MES registers them. */
export const TONIGHT = 'assembly';

/** A video of the evening, and what it shows. */
export interface Film {
  readonly cell: Cell;
  /** Of the file, e.g. `packing_20261130_180000.mp4`. */
  readonly name: string;
  readonly recordedAt: Date;
  readonly station: Station;
  readonly truth: readonly TrueSegment[];
  readonly durationMs: number;
  /** Nobody knows of it before the MES registers it. */
  readonly isTonight: boolean;
}

/** The cameras' clocks. */
export const TIME_ZONE = 'Asia/Tokyo';
const EVENING = Date.UTC(2026, 10, 30, 9);
const INTERVAL_MS = 3 * 60_000;
const CYCLES = 2;
/** Frames per second. */
export const FPS = 8;
const FAR_ZOOM = 0.735;

/** Films of all stations in turn, a fair share of `count` each. */
export function planFilms(count: number): Film[] {
  const perCell = Math.floor(count / CELLS.length);
  const tonightCount = Math.max(2, Math.round(count / 25));
  return CELLS.flatMap((cell) =>
    Array.from({ length: perCell }, (_, index) =>
      planFilm(cell, index, cell.externalId === TONIGHT && index >= perCell - tonightCount),
    ),
  );
}

function planFilm(cell: Cell, index: number, isTonight: boolean): Film {
  const recordedAt = new Date(EVENING + index * INTERVAL_MS);
  const station: Station = {
    name: cell.externalId,
    seed: cell.seed,
    object: cell.object,
    colour: COLOURS[index % COLOURS.length]!.name,
    cycle: cell.cycle.map(([action, seconds]) => ({ action, seconds })),
    cycleCount: CYCLES,
    view: { width: 320, height: 180 },
    fps: FPS,
    // Stations whose cameras hang alike do not move alike.
    recording: 1000 * CELLS.indexOf(cell) + index + 1,
    ...(cell.isFar ? { zoom: FAR_ZOOM } : {}),
  };
  const truth = trueSegments(station);
  const name = `${cell.externalId}_${clockTime(recordedAt)}.mp4`;
  return { cell, name, recordedAt, station, truth, durationMs: truth.at(-1)!.endMs, isTonight };
}

/** As cameras write it: `20261130_180000`, by the clock of {@link TIME_ZONE}. */
function clockTime(at: Date): string {
  const local = at.toLocaleString('sv-SE', { timeZone: TIME_ZONE });
  return local.replaceAll(/[-:]/g, '').replace(' ', '_');
}

/** The same station and recording have the same pictures. */
export function filmKey({ station }: Film): string {
  return createHash('sha256').update(JSON.stringify(station)).digest('hex').slice(0, 24);
}
