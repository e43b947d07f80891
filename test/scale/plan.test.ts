import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../inference/src/domain/index.ts';
import { arrivalsOf } from './arrivals.ts';
import { simulateDay } from './day.ts';
import { growthOf, hourOfFilm } from './demand.ts';
import { boundsOf } from './partitions.ts';
import { PLANT } from './plant.ts';
import type { Plant } from './plant.ts';
import { camerasOfOne, firstToRunOut, machinesOf, resourcesOf } from './resources.ts';
import { resourceTable } from './tables.ts';
import type { UnitCosts } from './unit-costs.ts';

const costs: UnitCosts = {
  workerCores: 4,
  embedHourSeconds: 900,
  embedHourQuantizedSeconds: 450,
  rescoredPerSecond: 7200,
  segmentRowBytes: 200,
  segmentIndexBytes: 100,
  frameBytes: 1000,
  videoBytes: 2000,
  segmentCpuMs: 0.02,
  frameCpuMs: 0.01,
  videoCpuMs: 50,
  queryCpuMs: 1,
  waitingWorkerCpuMs: 2,
  segmentWalBytes: 400,
  frameWalBytes: 1000,
  videoWalBytes: 20_000,
  segmentsWrittenPerSecond: 20_000,
  segmentsRemovedPerSecond: 500_000,
  framesRemovedPerSecond: 100_000,
  workerConnections: 8,
  queriesPerSecond: 200,
  frameBackupBytes: 900,
  segmentBackupBytes: 50,
  backupMbPerSecond: 100,
};

/** One shift of all cameras, whose files come when they are full. */
const plant: Plant = { ...PLANT, shifts: [{ hours: 10, share: 1 }], lateShare: 0, worker: { cores: 16 } };

test('an hour of film is the sum of its files, frames and segments', () => {
  expect(hourOfFilm(costs, plant)).toEqual({
    files: 6,
    frames: 7200,
    segments: 600,
    workerSeconds: 901,
    databaseCpuSeconds: 0.3 + 0.072 + 0.012,
    journalBytes: 120_000 + 7_200_000 + 240_000,
    fileBytes: 1.8e9,
    embeddingBytes: 7_200_000,
    segmentBytes: 180_000,
    otherRowBytes: 12_000,
  });
});

test('what is kept is what a day brings, times the days', () => {
  expect(growthOf(10, costs, plant)).toMatchObject({
    fileBytesPerDay: 1.8e11,
    segmentsPerDay: 60_000,
    keptFileBytes: 5.4e12,
    keptEmbeddingBytes: 100 * 7_200_000 * 90,
    keptSegmentBytes: 100 * 180_000 * 730,
    backupBytes: 100 * (7200 * 900 * 90 + 600 * 50 * 730),
  });
});

describe('arrivalsOf', () => {
  test('each camera brings its files one by one, or all at the end of the shift', () => {
    const one = arrivalsOf(1, plant, seededRandom(1));
    expect(one).toHaveLength(60);
    expect(new Set(one.subarray(1).map((time, index) => Math.round(time - one[index])))).toEqual(new Set([600]));
    expect(new Set(arrivalsOf(2, { ...plant, lateShare: 1 }, seededRandom(1)))).toEqual(new Set([36_000]));
  });

  test('as many cameras film as the shift has, in order, the same for a seed', () => {
    const half = { ...plant, shifts: [{ hours: 10, share: 0.5 }] };
    const arrivals = arrivalsOf(1000, half, seededRandom(1));
    expect(arrivals.length / 60 / 1000).toBeCloseTo(0.5, 1);
    expect(arrivals).toEqual(arrivalsOf(1000, half, seededRandom(1)).toSorted());
    expect(arrivals).not.toEqual(arrivalsOf(1000, half, seededRandom(2)));
  });
});

describe('simulateDay', () => {
  test('has the workers of a fluid where files come evenly and may not wait', () => {
    // 100 cameras × 901 s of an hour: 25.03 workers.
    const day = simulateDay(100, costs, { ...plant, patienceMinutes: 1 });
    const { workerCount, machineCount, evenWorkers, byPatience, queue, busiestHours, fileCount } = day;
    expect(workerCount).toBeGreaterThanOrEqual(26);
    expect(workerCount).toBeLessThan(30);
    expect(queue.p99Seconds).toBeLessThanOrEqual(60);
    expect(busiestHours).toBeCloseTo(100, -1);
    expect(fileCount).toBe(6000);
    expect(machineCount).toBe(Math.ceil(workerCount / 4));
    expect(evenWorkers).toBeCloseTo((1000 * 901) / 86_400);
    expect(byPatience.at(-1)!.workerCount).toBeLessThan(workerCount);
  });

  test('never has fewer workers than a day takes', () => {
    const { byPatience, evenWorkers } = simulateDay(100, costs, { ...plant, lateShare: 1 });
    for (const { workerCount } of byPatience) expect(workerCount).toBeGreaterThanOrEqual(evenWorkers);
  });

  test('needs more workers where files come late', () => {
    const { workerCount } = simulateDay(100, costs, plant);
    expect(simulateDay(100, costs, { ...plant, lateShare: 0.5 }).workerCount).toBeGreaterThan(workerCount);
  });
});

describe('resourcesOf', () => {
  const day = { ...simulateDay(100, costs, plant), machineCount: 25, busiestHours: 100 };
  const resources = resourcesOf(day, costs, plant);
  const named = (name: string) => resources.find((resource) => resource.name === name)!;

  test('adds up', () => {
    expect(named('PostgreSQL: connections of workers').demand).toBe(200);
    expect(named('PostgreSQL: processors').demand).toBeCloseTo((100 * 0.384) / 3600 + (100 / 60) * 0.001 + 25 * 0.002);
    expect(named('PostgreSQL: journal').demand).toBeCloseTo((100 * 7.56) / 3600);
    expect(named('network to the files').demand).toBe(400);
    expect(named('servers').demand).toBeCloseTo(100 / 60);
  });

  test('tells machines, room, and what there is too little of first', () => {
    const servers = { ...named('servers'), demand: 150, capacity: 100 };
    expect(machinesOf(servers, plant)).toBe(3);
    expect(camerasOfOne(servers, day, plant)).toBe(46);
    expect(firstToRunOut(resources).name).toBe('PostgreSQL: connections of workers');
    expect(firstToRunOut([servers, named('PostgreSQL: processors')]).name).toBe('PostgreSQL: processors');
    expect(resourceTable([day], costs, plant)).toMatch(
      /runs out first of what there is one of +\| +\| PostgreSQL: connections of workers/,
    );
  });
});

test('a table passes a bound when what is kept does', () => {
  const bounds = boundsOf(1000, costs, plant);
  expect(bounds.map(({ table }) => table)).toEqual(['EmbeddingChunk', 'EmbeddingChunk', 'Segment', 'Segment']);
  const [size, values] = bounds;
  expect(size.days).toBeCloseTo(2 ** 45 / 7.2e10);
  expect(size.keptOverBound).toBeCloseTo(90 / size.days);
  expect(values.days).toBeCloseTo(2 ** 32 / (7.2e7 / 256));
});
