import { seededRandom } from '../../inference/src/domain/index.ts';
import { arrivalsOf } from './arrivals.ts';
import { hourOfFilm } from './demand.ts';
import type { Plant } from './plant.ts';
import { fewestWorkers, runQueue } from './queue.ts';
import type { QueueRun } from './queue.ts';
import type { UnitCosts } from './unit-costs.ts';

/** Minutes. */
const PATIENCES = [60, 240, 480];
const DAY_S = 86_400;

/** A day of some cameras, with as few workers as keep nearly all files from waiting too long. */
export interface Day {
  readonly cameraCount: number;
  readonly fileCount: number;
  /** As large as the one that was measured. */
  readonly workerCount: number;
  /** As large as the plant's. */
  readonly machineCount: number;
  /** Workers that would do it in 24 hours if all came evenly. */
  readonly evenWorkers: number;
  /** How many there would have to be if files might wait for other times. */
  readonly byPatience: readonly { readonly minutes: number; readonly workerCount: number }[];
  readonly queue: QueueRun;
  /** Hours of film that were done in the busiest hour. */
  readonly busiestHours: number;
}

/** The same for the same seed. */
export function simulateDay(cameraCount: number, costs: UnitCosts, plant: Plant, seed = 1): Day {
  const arrivals = arrivalsOf(cameraCount, plant, seededRandom(seed));
  const { files, workerSeconds } = hourOfFilm(costs, plant);
  const fileSeconds = workerSeconds / files;
  const evenWorkers = (arrivals.length * fileSeconds) / DAY_S;
  // Fewer would leave more behind every day, whatever files may wait.
  const workersFor = (minutes: number) =>
    Math.max(Math.ceil(evenWorkers), fewestWorkers(arrivals, fileSeconds, minutes * 60));
  const workerCount = workersFor(plant.patienceMinutes);
  const queue = runQueue(arrivals, fileSeconds, workerCount);
  return {
    cameraCount,
    fileCount: arrivals.length,
    workerCount,
    machineCount: Math.ceil((workerCount * costs.workerCores) / plant.worker.cores),
    evenWorkers,
    byPatience: PATIENCES.map((minutes) => ({ minutes, workerCount: workersFor(minutes) })),
    queue,
    busiestHours: Math.max(...queue.doneByHour) / files,
  };
}
