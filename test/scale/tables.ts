import { markdownTable } from '../report/markdown.ts';
import type { Day } from './day.ts';
import { growthOf } from './demand.ts';
import { boundsOf } from './partitions.ts';
import type { Bound } from './partitions.ts';
import type { Plant } from './plant.ts';
import { camerasOfOne, firstToRunOut, machinesOf, resourcesOf, useOf } from './resources.ts';
import type { Resource } from './resources.ts';
import { COST_NAMES } from './unit-costs.ts';
import type { UnitCosts } from './unit-costs.ts';

function titled(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `## ${title}\n\n${markdownTable(header, rows)}`;
}

const count = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
/** To three digits. */
const shown = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 3 });
const cameras = (days: readonly Day[]) => days.map(({ cameraCount }) => `${count(cameraCount)} cameras`);
const percent = (share: number) => `${shown(100 * share)} %`;

export function costTable(costs: UnitCosts): string {
  const rows = COST_NAMES.map(({ name, section, figure }) => [name, shown(costs[name]), `${section}: ${figure}`]);
  return titled('Unit costs', ['cost', 'value', 'measured as'], rows);
}

/** Workers and how long files wait, by simulation. */
export function queueTable(days: readonly Day[]): string {
  const row = (name: string, of: (day: Day) => string) => [name, ...days.map(of)];
  return titled(
    'A day of workers',
    ['', ...cameras(days)],
    [
      row('files', ({ fileCount }) => count(fileCount)),
      row('workers needed, as large as was measured', ({ workerCount }) => count(workerCount)),
      row('the same in the machines of the plant', ({ machineCount }) => count(machineCount)),
      row('workers, did all come evenly', ({ evenWorkers }) => shown(evenWorkers)),
      ...days[0].byPatience.map(({ minutes }, index) =>
        row(`workers, might 99 of 100 wait ${minutes} minutes`, ({ byPatience }) =>
          count(byPatience[index].workerCount),
        ),
      ),
      row('half of the files wait, minutes', ({ queue }) => shown(queue.p50Seconds / 60)),
      row('99 of 100 wait, minutes', ({ queue }) => shown(queue.p99Seconds / 60)),
      row('the longest waits, minutes', ({ queue }) => shown(queue.maxSeconds / 60)),
      row('hours of film done in the busiest hour', ({ busiestHours }) => count(busiestHours)),
    ],
  );
}

/** What is used of one machine of each kind, and how many it takes. */
export function resourceTable(days: readonly Day[], costs: UnitCosts, plant: Plant): string {
  const columns = days.map((day) => resourcesOf(day, costs, plant));
  const cell = (resource: Resource) => {
    const machines = machinesOf(resource, plant);
    const wanted = resource.isOne ? (machines > 1 ? `too much for one: ${count(machines)}` : 'one') : count(machines);
    return `${[shown(resource.demand), resource.unit].join(' ').trim()} = ${percent(useOf(resource))}; ${wanted}`;
  };
  const rows = columns[0].map((first, index) => [
    first.name,
    [count(first.capacity), first.unit].join(' ').trim(),
    ...columns.map((column) => cell(column[index])),
  ]);
  const firsts = columns.map((column) => firstToRunOut(column).name);
  return titled(
    `What is used, and how many machines it takes, each used to ${percent(plant.fullShare)} at most`,
    ['', 'one has', ...cameras(days)],
    [...rows, ['runs out first of what there is one of', '', ...firsts]],
  );
}

/** Cameras that one machine of each kind has room for. */
export function roomTable(day: Day, costs: UnitCosts, plant: Plant): string {
  const rows = resourcesOf(day, costs, plant)
    .map((resource) => ({ name: resource.name, room: camerasOfOne(resource, day, plant) }))
    .concat({ name: 'a machine of a worker', room: Math.floor(day.cameraCount / day.machineCount) })
    .toSorted((one, other) => one.room - other.room)
    .map(({ name, room }) => [name, count(room)]);
  return titled('Cameras that one machine has room for', ['', 'cameras'], rows);
}

export function growthTable(days: readonly Day[], costs: UnitCosts, plant: Plant): string {
  const growths = days.map(({ cameraCount }) => growthOf(cameraCount, costs, plant));
  const terabytes = (bytes: number) => `${shown(bytes / 1e12)} TB`;
  const row = (name: string, of: (growth: (typeof growths)[number]) => string) => [name, ...growths.map(of)];
  const rescored = ({ workerCount }: Day, index: number) => {
    const { keptFrames, keptEmbeddingBytes } = growths[index];
    const scoring = keptFrames / costs.rescoredPerSecond / workerCount;
    const reading = (8 * keptEmbeddingBytes) / (plant.database.networkMbit * 1e6);
    return `${shown(Math.max(scoring, reading) / 3600)} h, by ${scoring > reading ? 'the workers' : 'the network'}`;
  };
  return titled(
    'What is kept',
    ['', ...cameras(days)],
    [
      row('files a day', (growth) => terabytes(growth.fileBytesPerDay)),
      row('database a day', (growth) => terabytes(growth.databaseBytesPerDay)),
      row('segments a day', (growth) => count(growth.segmentsPerDay)),
      row(`files of ${plant.fileDays} days`, (growth) => terabytes(growth.keptFileBytes)),
      row(`embeddings of ${plant.embeddingDays} days`, (growth) => terabytes(growth.keptEmbeddingBytes)),
      row(`segments of ${plant.segmentDays} days`, (growth) => terabytes(growth.keptSegmentBytes)),
      row('a backup of both', (growth) => terabytes(growth.backupBytes)),
      ['a word changes: all embeddings scored again', ...days.map(rescored)],
    ],
  );
}

/** When a table is too large to be one. */
export function partitionTable(days: readonly Day[], costs: UnitCosts, plant: Plant): string {
  const columns = days.map(({ cameraCount }) => boundsOf(cameraCount, costs, plant));
  const cell = ({ keptOverBound, days: until }: Bound) =>
    keptOverBound < 1 ? `never: ${percent(keptOverBound)}` : `after ${count(until)} days; ${shown(keptOverBound)} ×`;
  const rows = columns[0].map(({ table, what }, index) => [
    `${table}: ${what}`,
    ...columns.map((column) => cell(column[index])),
  ]);
  return titled('When a table passes a bound', ['', ...cameras(days)], rows);
}
