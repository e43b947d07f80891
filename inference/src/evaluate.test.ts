import { describe, expect, test } from '@jest/globals';
import { multiplyLogits } from './domain/index.ts';
import { compareMethods, evaluate, scoreMethods } from './evaluate.ts';
import type { LabelledEmbeddings } from './evaluate.ts';
import type { Scorer } from './ports.ts';

const scorer: Pick<Scorer, 'logits'> = {
  logits: (rows, concepts, dims, scale) =>
    Promise.resolve(multiplyLogits(Float32Array.from(rows), concepts, dims, scale)),
};
const axes: Readonly<Record<string, readonly number[]>> = {
  x: [1, 0, 0, 0],
  y: [0, 1, 0, 0],
  z: [0, 0, 1, 0],
  w: [0, 0, 0, 1],
};
/** One row per `label:axis`, of any length. */
const embeddings = (...rows: string[]): LabelledEmbeddings => ({
  dims: 4,
  data: Float32Array.from(rows.flatMap((row, index) => axes[row.split(':')[1]].map((value) => value * (index + 1)))),
  labels: rows.map((row) => row.split(':')[0]),
});
// Alphabetically, ignoring case: apple, Bolt | clamp, Drill
const texts = embeddings('Drill:w', 'apple:x', 'clamp:z', 'Bolt:y');

describe('evaluate', () => {
  test('splits the labels in half, ignoring case, and counts only videos with a text', async () => {
    const videos = embeddings('apple:x', 'Bolt:x', 'clamp:z', 'Drill:x', 'unknown:x');
    // Drill's video lies on another axis than both novel texts: a tie, which the first text of them wins.
    const figures = { base: 0.5, novel: 1, hm: 2 / 3, all: 0.5, count: 4 };
    expect(await evaluate({ videos, texts, scorer })).toMatchObject(figures);
  });

  test('takes the base labels that it is given, without those that have no text', async () => {
    const videos = embeddings('apple:x', 'Bolt:x', 'clamp:z', 'Drill:z');
    const base = ['clamp', 'Drill', 'no text'];
    expect(await evaluate({ videos, texts, base, scorer })).toMatchObject({ base: 0.5, novel: 0.5 });
  });

  test('says how far the stated probabilities are from the share that is right', async () => {
    const videos = embeddings('apple:x', 'Bolt:x', 'clamp:z', 'Drill:w');
    const { ece } = await evaluate({ videos, texts, scorer });
    // Sure of all four, and wrong once.
    expect(ece).toBeCloseTo(0.25, 6);
  });

  test('names what does not fit together', async () => {
    const videos = embeddings('apple:x', 'clamp:z');
    const narrow = { dims: 2, data: Float32Array.of(1, 0), labels: ['apple'] };
    await expect(evaluate({ videos: narrow, texts, scorer })).rejects.toThrow('videos are 2 wide but texts 4');
    const comparison = { videos, texts, methods: [], scorer };
    await expect(compareMethods({ ...comparison, shots: narrow })).rejects.toThrow('shots are 2 wide but texts 4');
    const twice = embeddings('apple:x', 'apple:y');
    await expect(evaluate({ videos, texts: twice, scorer })).rejects.toThrow('two texts have the label "apple"');
    await expect(evaluate({ videos: embeddings('apple:x'), texts, scorer })).rejects.toThrow(
      'no video has a novel label',
    );
    await expect(evaluate({ videos, texts, base: [], scorer })).rejects.toThrow('no video has a base label');
    const shots = embeddings('clamp:z');
    await expect(compareMethods({ ...comparison, shots })).rejects.toThrow('no example has a base label');
  });
});

describe('compareMethods', () => {
  // Both videos on w: only examples can tell apple, and they take Drill's video along.
  const videos = embeddings('Bolt:w', 'apple:x', 'clamp:z', 'Drill:w');
  const shots = embeddings('Bolt:w', 'Bolt:w', 'Drill:x', 'no text:x');

  test('learns from examples of base labels only', async () => {
    const { frozen, ...taught } = await compareMethods({
      videos,
      texts,
      shots,
      scorer,
      methods: ['tip-adapter'],
      logitScale: 1,
    });
    expect(frozen).toMatchObject({ base: 0.5, novel: 1, hm: 2 / 3, all: 0.75, count: 4 });
    expect(taught).toEqual({ 'tip-adapter': expect.objectContaining({ base: 1, novel: 1, hm: 1, all: 0.75 }) });
  });

  test('says how long training took, and repeats to the bit with a seed', async () => {
    const compare = () =>
      compareMethods({ videos, texts, shots, scorer, methods: ['linear', 'froster', 'temporal', 'clap'], seed: 3 });
    const figures = ({ frozen, ...taught }: Awaited<ReturnType<typeof compare>>) =>
      Object.values(taught).map(({ trainSeconds, ...rest }) => ({ ...rest, isTimed: trainSeconds! > 0 }));
    const first = figures(await compare());
    expect(first).toHaveLength(4);
    expect(first.every(({ isTimed }) => isTimed)).toBe(true);
    expect(figures(await compare())).toEqual(first);
  });

  test('takes rows of one video for its frames, whose order a temporal residual learns', async () => {
    // Both show x and y: apple x first, Bolt y first.
    const shown = embeddings('apple:x', 'apple:y', 'Bolt:y', 'Bolt:x', 'clamp:z', 'Drill:w');
    const framed = { ...shown, videos: ['a', 'a', 'b', 'b', null, null] };
    const { frozen, froster, temporal } = await compareMethods({
      videos: framed,
      texts,
      shots: framed,
      scorer,
      methods: ['froster', 'temporal'],
    });
    expect(frozen).toMatchObject({ base: 0.5, novel: 1, count: 4 });
    expect(froster!.base).toBe(0.5);
    expect(temporal).toMatchObject({ base: 1, novel: 1, count: 4 });
  });

  test('stops when its signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(compareMethods({ videos, texts, shots, scorer, methods: ['froster'], signal })).rejects.toThrow(
      'enough',
    );
  });
});

test('scoreMethods says of each video with which row it begins, what it shows, and what each method makes of it', async () => {
  const shown = embeddings('no text:x', 'Bolt:y', 'Bolt:x', 'clamp:z');
  const videos = { ...shown, videos: ['a', 'a', 'a', 'b'] };
  const shots = embeddings('Bolt:y');
  const scores = await scoreMethods({ videos, texts, shots, scorer, methods: ['tip-adapter'], logitScale: 1 });
  expect(scores).toMatchObject({ rows: [1, 3], truth: [3, 2], isBase: [false, true, false, true] });
  // Texts lie in the order w, x, z, y; the frames of the first video on y and x.
  expect([...scores.methods.get('frozen')!.logits]).toEqual([0, 0.5, 0, 0.5, 0, 0, 1, 0]);
  expect([...scores.methods.keys()]).toEqual(['frozen', 'tip-adapter']);
  expect(scores.methods.get('tip-adapter')!.logits[3]).toBeGreaterThan(0.9);
});
