import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { TrainingBatch } from './batches.ts';

const AHEAD_COUNT = 3;

/** Training batches 0, 1, …, rendered ahead in a worker thread. */
export async function* batchStream(
  seed: number,
  batchSize: number,
  batchCount: number,
): AsyncGenerator<TrainingBatch, void, undefined> {
  const worker = new Worker(new URL('./batch-worker.ts', import.meta.url), { workerData: { seed, batchSize } });
  try {
    const ready: TrainingBatch[] = [];
    worker.on('message', (batch: TrainingBatch) => ready.push(batch));
    let asked = 0;
    for (let given = 0; given < batchCount; given++) {
      while (asked < Math.min(batchCount, given + AHEAD_COUNT)) worker.postMessage(asked++);
      while (ready.length === 0) await once(worker, 'message');
      yield ready.shift()!;
    }
  } finally {
    await worker.terminate();
  }
}
