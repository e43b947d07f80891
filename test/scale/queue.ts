/** Files that wait for workers, first come, first served, each taking a worker equally long. */
export interface QueueRun {
  /** Seconds until a worker took it: of half of the files at most, of 99 of 100, and the longest. */
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  readonly maxSeconds: number;
  readonly meanSeconds: number;
  /** When the last one was done. */
  readonly endSeconds: number;
  /** Files that were done in each hour from the beginning on. */
  readonly doneByHour: readonly number[];
}

/**
 * How long each waits. All take equally long, so whoever comes n-th is taken up when the worker of the one `workerCount` before
 * is free.
 */
function waitsOf(arrivals: Float64Array, serviceSeconds: number, workerCount: number): Float64Array {
  if (!(Number.isInteger(workerCount) && workerCount > 0))
    throw new RangeError(`invalid number of workers: ${workerCount}`);
  const waits = new Float64Array(arrivals.length);
  for (let index = 0; index < arrivals.length; index++) {
    const before = index - workerCount;
    const freeAt = before < 0 ? 0 : arrivals[before] + waits[before] + serviceSeconds;
    waits[index] = Math.max(0, freeAt - arrivals[index]);
  }
  return waits;
}

/** @param arrivals seconds, ascending, at least one @throws {RangeError} */
export function runQueue(arrivals: Float64Array, serviceSeconds: number, workerCount: number): QueueRun {
  if (arrivals.length === 0) throw new RangeError('nothing arrives');
  const waits = waitsOf(arrivals, serviceSeconds, workerCount);
  const last = arrivals.length - 1;
  const endSeconds = arrivals[last] + waits[last] + serviceSeconds;
  const doneByHour = Array.from({ length: Math.floor(endSeconds / 3600) + 1 }, () => 0);
  for (let index = 0; index < arrivals.length; index++)
    doneByHour[Math.floor((arrivals[index] + waits[index] + serviceSeconds) / 3600)]++;
  const meanSeconds = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  const sorted = waits.toSorted();
  const at = (share: number) => sorted[Math.min(last, Math.ceil(share * sorted.length) - 1)];
  return { p50Seconds: at(0.5), p99Seconds: at(0.99), maxSeconds: sorted[last], meanSeconds, endSeconds, doneByHour };
}

/** The fewest workers with which 99 of 100 files wait no longer than that. */
export function fewestWorkers(arrivals: Float64Array, serviceSeconds: number, patienceSeconds: number): number {
  const suffices = (count: number) => {
    const late = waitsOf(arrivals, serviceSeconds, count).reduce(
      (sum, wait) => sum + (wait > patienceSeconds ? 1 : 0),
      0,
    );
    return late <= arrivals.length / 100;
  };
  let [tooFew, enough] = [0, 1];
  while (!suffices(enough)) [tooFew, enough] = [enough, 2 * enough];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (suffices(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
