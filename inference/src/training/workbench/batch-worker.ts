import { parentPort, workerData } from 'node:worker_threads';
import { trainingBatch } from './batches.ts';

/** Renders the training batches asked for by number, one after the other. */
const { seed, batchSize } = workerData as { seed: number; batchSize: number };

parentPort!.on('message', (batchIndex: number) => {
  const batch = trainingBatch(seed, batchIndex, batchSize);
  parentPort!.postMessage(batch, [batch.cells.buffer]);
});
