import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openScorer } from './adapters/onnx/scorer.ts';
import type { OnnxScorer } from './adapters/onnx/scorer.ts';
import { findSegments } from './recognize.ts';

let scorer: OnnxScorer;
beforeAll(async () => {
  scorer = await openScorer();
});
afterAll(() => scorer.close());

const seen = {
  timesMs: [250, 750],
  embeddings: Float32Array.of(1, 0, 0, 1),
  durationMs: 1000,
  encoder: { dims: 2, logitScale: 10 },
};
const words = { labels: ['x', 'y'], embeddings: Float32Array.of(1, 0, 0, 1) };
const window = { frameCount: 1 };
const conceptsOf = (segments: Awaited<ReturnType<typeof findSegments>>) =>
  segments.map(({ conceptIndex }) => conceptIndex);

test('findSegments scores what an adapter makes of the frames', async () => {
  const exchange = { dims: 2, frameReach: 0, apply: async () => Float32Array.of(0, 1, 1, 0) };
  expect(conceptsOf(await findSegments(seen, words, scorer, { window }))).toEqual([0, 1]);
  expect(conceptsOf(await findSegments(seen, words, scorer, { window, adapter: exchange }))).toEqual([1, 0]);
});

test('findSegments refuses an adapter of another width', async () => {
  const wide = { dims: 3, frameReach: 0, apply: async () => new Float32Array(6) };
  await expect(findSegments(seen, words, scorer, { adapter: wide })).rejects.toThrow('3 wide, these are 2');
});

/** Windows whose nearest example is farther than 0.5 are unknown. */
const unknown = {
  model: { means: [0, 0, 0.5], deviations: [1, 1, 0.1], weights: [0, 0, -1], bias: 0 },
  threshold: 0.5,
  negatives: Float32Array.of(-1, 0),
  examples: Float32Array.of(1, 0),
};

test('findSegments leaves out what is none of the words, whatever its probability', async () => {
  expect(conceptsOf(await findSegments(seen, words, scorer, { window, unknown }))).toEqual([0, null]);
  const decode = { method: 'viterbi', minProbability: 0.1 } as const;
  expect(conceptsOf(await findSegments(seen, words, scorer, { window, unknown, decode }))).toEqual([0, null]);
});

test('findSegments compares examples with frames as the encoder sees them, words and other texts behind the adapter', async () => {
  const exchange = { dims: 2, frameReach: 0, apply: async () => Float32Array.of(0, 1, 1, 0) };
  const found = await findSegments(seen, words, scorer, { window, unknown, adapter: exchange });
  expect(conceptsOf(found)).toEqual([1, null]);
});

test('findSegments is less sure of windows whose most probable concept is softened', async () => {
  const probabilitiesOf = async (scales?: readonly number[]) =>
    (await findSegments(seen, words, scorer, { window, decode: { scales } })).map(({ probability }) => probability);
  const [plain, softened] = [await probabilitiesOf(), await probabilitiesOf([1, 0.1])];
  expect(softened[0]).toBe(plain[0]);
  expect(plain[1]).toBeCloseTo(1 / (1 + Math.exp(-10)), 5);
  expect(softened[1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 5);
});
