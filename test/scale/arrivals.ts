import type { Random } from '../../inference/src/domain/index.ts';
import type { Plant } from './plant.ts';

const HOUR_S = 3600;

/**
 * When the files of a day come: seconds from its beginning, ascending. Each camera ends its files at moments of its own, the first
 * one soon after the shift has begun; some give all of a shift at its end.
 */
export function arrivalsOf(cameraCount: number, plant: Plant, random: Random): Float64Array {
  const fileSeconds = plant.fileMinutes * 60;
  const counts = plant.shifts.map(({ hours }) => Math.round((hours * HOUR_S) / fileSeconds));
  const times = new Float64Array(cameraCount * counts.reduce((sum, count) => sum + count, 0));
  let length = 0;
  for (let camera = 0; camera < cameraCount; camera++) {
    const phase = random() * fileSeconds;
    const isLate = random() < plant.lateShare;
    let start = 0;
    for (const [index, { hours, share }] of plant.shifts.entries()) {
      const end = start + hours * HOUR_S;
      const fileCount = random() < share ? counts[index] : 0;
      for (let file = 0; file < fileCount; file++) times[length++] = isLate ? end : start + phase + file * fileSeconds;
      start = end;
    }
  }
  return times.subarray(0, length).toSorted();
}
