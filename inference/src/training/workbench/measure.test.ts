import { beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openAdapter } from '../../adaptation/open-adapter.ts';
import { trainAdapter } from '../../adaptation/train-adapter.ts';
import { heldOutClips, measureTowers, mirrorExamples } from './measure.ts';
import type { Measurement } from './measure.ts';

const FOLDER = path.join(import.meta.dirname, '../../../models/workbench');
const read = (name: string) => readFile(path.join(FOLDER, name));

const clips = heldOutClips(5, 1);
let frozen: Measurement;

beforeAll(async () => {
  frozen = await measureTowers(await read('image.onnx'), await read('text.onnx'), clips);
});

test('the bundled towers name action and object of pairs that they never saw', () => {
  expect(frozen.top1).toBeGreaterThan(0.85);
  expect(frozen.top5).toBeGreaterThan(0.95);
  // Averaged frames have no order: the true action and its mirror cannot be told apart.
  expect(Math.abs(frozen.order - 0.5)).toBeLessThan(0.25);
});

test('a temporal adapter learns from 16 clips an action which way round it goes, at no cost elsewhere', async () => {
  const [image, text] = [await read('image.onnx'), await read('text.onnx')];
  const examples = await mirrorExamples(image, text, 9, 16);
  const { model } = await trainAdapter(examples, { kind: 'temporal', logitScale: 38.6 });
  const adapter = await openAdapter(model);
  const adapted = await measureTowers(image, text, clips, adapter);
  await adapter.close();
  expect(adapted.order).toBeGreaterThan(0.9);
  for (const share of ['top1', 'object', 'action'] as const)
    expect(adapted[share]).toBeGreaterThanOrEqual(frozen[share] - 1 / frozen.clipCount);
});

test('measureTowers gives chance for towers whose texts are another world’s', async () => {
  const wrong = { ...clips, pairs: clips.pairs.toReversed() };
  const measured = await measureTowers(await read('image.onnx'), await read('text.onnx'), wrong);
  expect(measured.top1).toBeLessThan(0.25);
});
