import { seededRandom } from '../../inference/src/domain/index.ts';
import { arrivalsOf } from './arrivals.ts';
import { hourOfFilm } from './demand.ts';
import type { Plant } from './plant.ts';
import { fewestWorkers, runQueue } from './queue.ts';
import type { QueueRun } from './queue.ts';
import type { UnitCosts } from './unit-costs.ts';

/** A day of some cameras, with as few workers as keep nearly all files from waiting too long. */
export interface Day {
  readonly cameraCount: number;
  readonly fileCount: number;
  readonly workerCount: number;
  readonly queue: QueueRun;
  /** Share of the workers' time that they work, over 24 hours. */
  readonly workedShare: number;
  /** Hours of film that were done in the busiest hour. */
  readonly busiestHours: number;
}

/** The same for the same seed. */
export function simulateDay(cameraCount: number, costs: UnitCosts, plant: Plant, seed = 1): Day {
  const arrivals = arrivalsOf(cameraCount, plant, seededRandom(seed));
  const { files, workerSeconds } = hourOfFilm(costs, plant);
  const fileSeconds = workerSeconds / files;
  const workerCount = fewestWorkers(arrivals, fileSeconds, plant.patienceMinutes * 60);
  const queue = runQueue(arrivals, fileSeconds, workerCount);
  return {
    cameraCount,
    fileCount: arrivals.length,
    workerCount,
    queue,
    workedShare: (arrivals.length * fileSeconds) / (workerCount * 86_400),
    busiestHours: Math.max(...queue.doneByHour) / files,
  };
}
