import { expect, test } from '@jest/globals';
import { normalizeRows } from '../domain/index.ts';
import { gaussianArray, seededRandom } from '../training/random.ts';
import { fitNovelSoftening } from './fit-novel-softening.ts';

const DIMS = 32;
const CONCEPTS = 6;
const OPTIONS = { kind: 'linear', seed: 1 } as const;

/** Three frames of each concept: its text, and as much of the next one's as `shift` says. */
function site(shift: number, conceptCount = CONCEPTS) {
  const random = seededRandom(2);
  const texts = normalizeRows(gaussianArray(random, CONCEPTS * DIMS, 1), DIMS);
  const concepts = Array.from({ length: 3 * conceptCount }, (_, index) => index % conceptCount);
  const rows = concepts.flatMap((concept) =>
    [...gaussianArray(random, DIMS, 0.1)].map(
      (noise, i) =>
        noise + (1 - shift) * texts[concept * DIMS + i] + shift * texts[((concept + 1) % CONCEPTS) * DIMS + i],
    ),
  );
  return { dims: DIMS, texts, frames: normalizeRows(Float32Array.from(rows), DIMS), concepts };
}

test('softens where concepts without examples are taken for others with certainty', async () => {
  const told: number[][] = [];
  const onProgress = (...counts: number[]) => told.push(counts);
  const strength = await fitNovelSoftening(site(0.6), { ...OPTIONS, logitScale: 100, onProgress });
  expect(strength).toBeGreaterThan(0);
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test('leaves alone what is right, and what nothing tells about', async () => {
  expect(await fitNovelSoftening(site(0), { ...OPTIONS, logitScale: 10 })).toBe(0);
  expect(await fitNovelSoftening(site(0.6, 3), { ...OPTIONS, logitScale: 100 })).toBe(0);
});
