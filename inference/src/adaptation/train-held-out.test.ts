import { expect, test } from '@jest/globals';
import { normalizeRows } from '../domain/index.ts';
import { gaussianArray, seededRandom } from '../training/random.ts';
import { trainAdapter } from './train-adapter.ts';
import { trainHeldOut } from './train-held-out.ts';

const DIMS = 8;
const OPTIONS = { kind: 'linear', seed: 1, logitScale: 10 } as const;
const random = seededRandom(5);
const texts = normalizeRows(gaussianArray(random, 2 * DIMS, 1), DIMS);
const frames = normalizeRows(gaussianArray(random, 4 * DIMS, 1), DIMS);
const examples = { dims: DIMS, texts, frames, concepts: [0, 1, 0, 1], videos: ['a', 'a', 'b', 'b'] };

test('trainHeldOut gives each video what the others teach', async () => {
  const told: number[][] = [];
  const models = await trainHeldOut(examples, { ...OPTIONS, onProgress: (...counts) => told.push(counts) });
  const rest = { dims: DIMS, texts, frames: frames.subarray(2 * DIMS), concepts: [0, 1] };
  const { model } = await trainAdapter(rest, OPTIONS);
  expect(Buffer.compare(models.get('a')!, model)).toBe(0);
  expect(Buffer.compare(models.get('b')!, model)).not.toBe(0);
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test('trainHeldOut refuses examples of one video', async () => {
  const one = { ...examples, videos: ['a', 'a', 'a', 'a'] };
  await expect(trainHeldOut(one, OPTIONS)).rejects.toThrow('examples of one video');
});
