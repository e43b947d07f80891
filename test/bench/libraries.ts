import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  countVideos,
  listVideos,
  migrate,
  openDatabase,
  startEmbeddedPostgres,
  totalsOfLibraries,
} from '../../prisma/src/index.ts';
import type { Database, VideoFilter, VideoOrder } from '../../prisma/src/index.ts';
import { makeLargeLibrary } from '../factories/large-library.ts';
import type { LargeLibrary } from '../factories/large-library.ts';
import type { Figure } from './figure.ts';
import { series } from './times.ts';

const VIDEO_COUNT = 100_000;
const PAGE_SIZE = 60;
/** Pages one after another, from the beginning and from the middle. */
const PAGE_COUNT = 20;
/** What nobody notices. */
const TARGET_MS = 100;

/** Pages of the videos of a library of 100,000, by order and filter, and their counts. */
export async function benchLibraries(note: (text: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'actionary-bench-'));
  const server = await startEmbeddedPostgres({ folder, isTemporary: true });
  await migrate(server.url());
  const db = openDatabase(server.url());
  try {
    const library = await makeLargeLibrary(db, VIDEO_COUNT);
    note(`${VIDEO_COUNT.toLocaleString('en')} videos in one library; pages of ${PAGE_SIZE}, ${PAGE_COUNT} in a row`);
    const figures: Figure[] = [];
    for (const [name, filter] of Object.entries(filtersOf(library)))
      figures.push(...(await figuresOf(db, name, filter)));
    const totals = () => totalsOfLibraries(db, [library.libraryId]);
    figures.push(...percentiles('totals of the library', await series(Array.from({ length: PAGE_COUNT }), totals)));
    return figures;
  } finally {
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function filtersOf({ libraryId, equipmentNodeId, recipeId }: LargeLibrary): Record<string, VideoFilter> {
  return {
    'no filter': { libraryId },
    'station and below': { equipmentNodeId },
    status: { libraryId, status: 'failed' },
    'text, in every name': { libraryId, text: 'ＣＡＭ' },
    'text, in sixty names': { libraryId, text: '_2026020303' },
    'time range of a day': { libraryId, recordedFrom: new Date('2026-02-03'), recordedBefore: new Date('2026-02-04') },
    'not recognised under a recipe': { libraryId, notRecognizedUnder: recipeId },
  };
}

const ORDERS: readonly VideoOrder[] = [
  { field: 'createdAt', direction: 'desc' },
  { field: 'name', direction: 'asc' },
  { field: 'recordedAt', direction: 'desc' },
];

async function figuresOf(db: Database, name: string, filter: VideoFilter): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const order of ORDERS)
    figures.push(...percentiles(`${name}, by ${order.field}`, await timesOfPages(db, filter, order)));
  const counts = await series(Array.from({ length: PAGE_COUNT }), () => countVideos(db, filter));
  return [...figures, ...percentiles(`${name}, count`, counts)];
}

/** Pages in a row, from the beginning; where they end, from the beginning again. */
function timesOfPages(db: Database, filter: VideoFilter, order: VideoOrder): Promise<number[]> {
  let after: string | null = null;
  return series(Array.from({ length: PAGE_COUNT }), async () => {
    const page = await listVideos(db, filter, { first: PAGE_SIZE, after }, order);
    after = page.hasNextPage ? page.cursors.at(-1)! : null;
  });
}

function percentiles(name: string, times: readonly number[]): Figure[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  return [
    { name: `${name}: p50`, value: at(0.5), unit: 'ms' },
    { name: `${name}: p95`, value: at(0.95), unit: 'ms', target: TARGET_MS, isCeiling: true },
  ];
}
