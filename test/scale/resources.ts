import type { Day } from './day.ts';
import { growthOf, hourOfFilm } from './demand.ts';
import { busiestShare } from './plant.ts';
import type { Plant } from './plant.ts';
import type { UnitCosts } from './unit-costs.ts';

/** Something that there is only so much of. */
export interface Resource {
  readonly name: string;
  readonly unit: string;
  /** What the cameras ask of it, when they ask most. */
  readonly demand: number;
  /** What one machine has. */
  readonly capacity: number;
  /** PostgreSQL is one machine, as long as nobody splits it; of the others there may be as many as are needed. */
  readonly isOne: boolean;
}

/** All that may run out, in a day of some cameras and after the days that everything is kept. */
export function resourcesOf(day: Day, costs: UnitCosts, plant: Plant): Resource[] {
  const { cameraCount, machineCount, busiestHours } = day;
  const { database, storage } = plant;
  const hour = hourOfFilm(costs, plant);
  const growth = growthOf(cameraCount, costs, plant);
  const queriesPerSecond = (cameraCount * plant.queriesPerCameraHour) / 3600;
  const one = (name: string, unit: string, demand: number, capacity: number): Resource => {
    return { name: `PostgreSQL: ${name}`, unit, demand, capacity, isOne: true };
  };
  const any = (name: string, unit: string, demand: number, capacity: number): Resource => {
    return { name, unit, demand, capacity, isOne: false };
  };
  const askedCpuMs = queriesPerSecond * costs.queryCpuMs + machineCount * costs.waitingWorkerCpuMs;
  const cores = (busiestHours * hour.databaseCpuSeconds) / 3600 + askedCpuMs / 1000;
  const backupHours = growth.keptDatabaseBytes / 1e6 / costs.backupMbPerSecond / 3600;
  const removalSeconds =
    growth.segmentsPerDay / costs.segmentsRemovedPerSecond + growth.framesPerDay / costs.framesRemovedPerSecond;
  return [
    one('processors', 'cores', cores, database.cores),
    one('journal', 'MB/s', (busiestHours * hour.journalBytes) / 1e6 / 3600, database.journalMbPerSecond),
    one('connections of workers', '', machineCount * costs.workerConnections, database.connections),
    one('disk', 'TB', growth.keptDatabaseBytes / 1e12, database.diskTb),
    one('a backup of all each day', 'h', backupHours, 24),
    one('removing as much as a day brings', 'h', removalSeconds / 3600, 24),
    any('network to the files', 'Mbit/s', cameraCount * busiestShare(plant) * plant.bitrateMbit, storage.networkMbit),
    any('network from the files', 'Mbit/s', busiestHours * plant.bitrateMbit, storage.networkMbit),
    any('disk of the files', 'TB', growth.keptFileBytes / 1e12, storage.diskTb),
    any('servers', 'questions/s', queriesPerSecond, costs.queriesPerSecond),
  ];
}

/** How much of one machine is used: 1 is all. */
export const useOf = ({ demand, capacity }: Resource) => demand / capacity;

/** Machines, each used no more than there is to be room for. */
export function machinesOf(resource: Resource, { fullShare }: Plant): number {
  return Math.ceil(useOf(resource) / fullShare);
}

/** Cameras that one machine has room for, if all grows evenly. */
export function camerasOfOne(resource: Resource, { cameraCount }: Day, { fullShare }: Plant): number {
  return Math.floor((cameraCount * fullShare) / useOf(resource));
}

/** What runs out first of what there is one of. */
export function firstToRunOut(resources: readonly Resource[]): Resource {
  const ones = resources.filter(({ isOne }) => isOne);
  return ones.reduce((first, each) => (useOf(each) > useOf(first) ? each : first));
}
