/**
 * Trains the bundled `workbench` encoder from nothing and writes its two towers, tokenizer and training record:
 * `npm run train:workbench [-- --steps N --out FOLDER]`. Half an hour to an hour on one core; the same options give the same files.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeWhole } from '../adapters/write-whole.ts';
import { exportImageTower, exportTextTower } from './workbench/export.ts';
import { heldOutClips, measureTowers } from './workbench/measure.ts';
import { tokenizerJson } from './workbench/tokenizer.ts';
import { trainTowers } from './workbench/train.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '4000' },
    out: { type: 'string', default: path.join(import.meta.dirname, '../../models/workbench') },
  },
});
const options = { seed: 1, stepCount: Number(values.steps), batchSize: 128, learningRate: 1e-3, weightDecay: 0.02 };
const REPORT_STEPS = 50;
const MEASURE_STEPS = 1000;

const startedAt = performance.now();
const clips = heldOutClips(77, 3);
const losses: number[] = [];
const parameters = await trainTowers({
  ...options,
  onStep: async ({ index, loss, parameters: current }) => {
    const done = index + 1;
    losses.push(loss);
    if (done % REPORT_STEPS === 0) {
      const mean = losses.slice(-REPORT_STEPS).reduce((sum, value) => sum + value, 0) / REPORT_STEPS;
      const rate = (done * options.batchSize) / ((performance.now() - startedAt) / 1000);
      process.stderr.write(`step ${done}/${options.stepCount}  loss ${mean.toFixed(3)}  ${rate.toFixed(0)} images/s\n`);
    }
    if (done % MEASURE_STEPS === 0) {
      const measured = await measureTowers(exportImageTower(current), exportTextTower(current), clips);
      process.stderr.write(`${JSON.stringify(measured)}\n`);
    }
  },
});
const seconds = (performance.now() - startedAt) / 1000;
const record = {
  ...options,
  imagesPerSecond: Math.round((options.stepCount * options.batchSize) / seconds),
  minutes: Math.round(seconds / 60),
  finalLoss: losses.slice(-100).reduce((sum, value) => sum + value, 0) / Math.min(100, losses.length),
};
await mkdir(values.out, { recursive: true });
const files = {
  'image.onnx': exportImageTower(parameters),
  'text.onnx': exportTextTower(parameters),
  'tokenizer.json': JSON.stringify(tokenizerJson()),
  'training.json': `${JSON.stringify(record, null, 2)}\n`,
};
for (const [name, content] of Object.entries(files)) {
  await writeWhole(path.join(values.out, name), content);
}
process.stderr.write(`wrote ${Object.keys(files).join(', ')} to ${values.out}\n`);
