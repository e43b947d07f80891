import { describe, expect, test } from '@jest/globals';
import {
  ADAPTER_KINDS,
  meanRow,
  multiplyLogits,
  negativeLogLikelihood,
  normalizeRows,
  topKAccuracy,
} from '../domain/index.ts';
import { ModelError } from '../model-error.ts';
import { GraphBuilder } from '../onnx/graph-builder.ts';
import { gaussianArray, seededRandom } from '../training/random.ts';
import { chooseStrength } from './choose-strength.ts';
import { splitExamples } from './examples.ts';
import type { AdapterExamples } from './examples.ts';
import { openAdapter } from './open-adapter.ts';
import { trainAdapter } from './train-adapter.ts';
import type { TrainAdapterOptions } from './train-adapter.ts';

const DIMS = 24;
const CONCEPTS = 6;
/** The others are never trained on. */
const TRAINED = 4;

const texts = normalizeRows(gaussianArray(seededRandom(1), CONCEPTS * DIMS, 1), DIMS);
const trainedTexts = texts.slice(0, TRAINED * DIMS);

/** Frames near their concept's text; those of trained concepts lean towards the text of the next one as well. */
function frames(concepts: readonly number[], seed: number): Float32Array {
  const noise = gaussianArray(seededRandom(seed), concepts.length * DIMS, 0.12);
  const at = (concept: number, i: number) => texts[concept * DIMS + i];
  const rows = noise.map((value, index) => {
    const concept = concepts[Math.floor(index / DIMS)];
    const astray = concept < TRAINED ? 0.95 * at((concept + 1) % TRAINED, index % DIMS) : 0;
    return value + at(concept, index % DIMS) + astray;
  });
  return normalizeRows(rows, DIMS);
}

const cycle = (count: number, of: number, from = 0) => Array.from({ length: count }, (_, index) => from + (index % of));
const shown = cycle(32, TRAINED);
const examples: AdapterExamples = { dims: DIMS, texts: trainedTexts, frames: frames(shown, 2), concepts: shown };
/** The same frames in fours: a temporal residual is nothing where a video has one frame. */
const clips: AdapterExamples = { ...examples, frameCounts: cycle(8, 1, 4), concepts: cycle(8, TRAINED) };
const FEW_STEPS = { stepCount: 5, units: 8, learningRate: 1e-2 };

async function applied(model: Uint8Array, rows: Float32Array | Uint16Array, chunkValues?: number) {
  const adapter = await openAdapter(model, chunkValues === undefined ? {} : { chunkValues });
  try {
    return await adapter.apply(rows);
  } finally {
    await adapter.close();
  }
}

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);

function accuracy(rows: Float32Array, concepts: readonly number[], of = texts): number {
  return topKAccuracy(multiplyLogits(rows, of, DIMS, 1), of.length / DIMS, concepts);
}

describe('trainAdapter', () => {
  test.each(ADAPTER_KINDS)('begins at the frozen encoder: %s', async (kind) => {
    const { model, losses } = await trainAdapter(examples, { kind, stepCount: 0 });
    expect(losses).toEqual([]);
    expect(largestDifference(await applied(model, examples.frames), examples.frames)).toBeLessThan(1e-5);
  });

  test.each(ADAPTER_KINDS)('exports what it trained: %s', async (kind) => {
    const settings = { ...FEW_STEPS, kind, beta: 0, frameReach: 1 };
    const { model } = await trainAdapter(clips, settings);
    const { losses } = await trainAdapter(clips, { ...settings, stepCount: FEW_STEPS.stepCount + 1 });
    const adapter = await openAdapter(model);
    const means = new Float32Array(clips.concepts.length * DIMS);
    for (const [index, clip] of splitExamples(clips).entries())
      means.set(meanRow(await adapter.apply(clip), DIMS), index * DIMS);
    await adapter.close();
    const logits = multiplyLogits(means, trainedTexts, DIMS, 100);
    expect(negativeLogLikelihood(logits, TRAINED, clips.concepts)).toBeCloseTo(losses.at(-1)!, 3);
    expect(losses.at(-1)!).toBeLessThan(losses[0]);
  });

  test('tells concepts apart that the frozen encoder mixes up, and leaves untrained ones alone', async () => {
    const [trained, untrained] = [cycle(60, TRAINED), cycle(60, CONCEPTS - TRAINED, TRAINED)];
    const [seen, unseen] = [frames(trained, 3), frames(untrained, 4)];
    const { model } = await trainAdapter(examples, { learningRate: 3e-3 });
    const before = accuracy(seen, trained);
    expect(accuracy(await applied(model, seen), trained)).toBeGreaterThan(before + 0.1);
    expect(accuracy(await applied(model, unseen), untrained)).toBeGreaterThanOrEqual(accuracy(unseen, untrained));
  });

  test('stays nearer to the teacher the more it is distilled, unless a projector explains the distance', async () => {
    const distance = async (options: TrainAdapterOptions) => {
      const { model } = await trainAdapter(examples, { learningRate: 3e-3, ...options });
      return largestDifference(await applied(model, examples.frames), examples.frames);
    };
    const [none, some, much] = [await distance({ beta: 0 }), await distance({}), await distance({ beta: 50 })];
    expect(some).toBeLessThan(none);
    expect(much).toBeLessThan(some);
    expect(await distance({ beta: 50, alpha: 1 })).toBeGreaterThan(much);
  });

  test.each(ADAPTER_KINDS)('gives equal bytes for equal settings: %s', async (kind) => {
    const train = (seed: number) => trainAdapter(clips, { ...FEW_STEPS, kind, seed, batchSize: 8, alpha: 0.1 });
    const [first, second, other] = [await train(1), await train(1), await train(2)];
    expect(second.model).toEqual(first.model);
    expect(second.losses).toEqual(first.losses);
    expect(other.losses).not.toEqual(first.losses);
  });

  test('takes examples of several frames for the mean of their frames', async () => {
    const counts = shown.map((_, index) => (index % 2 === 0 ? 3 : 1));
    const repeated = shown.flatMap((concept, index) =>
      Array.from({ length: counts[index] }, () => ({ concept, index })),
    );
    const rows = new Float32Array(repeated.length * DIMS);
    for (const [row, { index }] of repeated.entries())
      rows.set(examples.frames.subarray(index * DIMS, (index + 1) * DIMS), row * DIMS);
    const once = await trainAdapter(examples, { stepCount: 5 });
    const thrice = await trainAdapter({ ...examples, frames: rows, frameCounts: counts }, { stepCount: 5 });
    for (const [step, loss] of once.losses.entries()) expect(thrice.losses[step]).toBeCloseTo(loss, 4);
  });

  test('learns the order of frames with a temporal residual, which an average has not', async () => {
    // Concept 0 is `text 2, then text 3`, concept 1 the other way round.
    const order = cycle(40, 2);
    const noise = gaussianArray(seededRandom(6), order.length * 2 * DIMS, 0.05);
    const pair = noise.map((value, index) => {
      const frame = Math.floor(index / DIMS);
      const isSecond = frame % 2 === 1;
      const text = (order[Math.floor(frame / 2)] === 0) === isSecond ? 3 : 2;
      return value + texts[text * DIMS + (index % DIMS)];
    });
    const rows = normalizeRows(pair, DIMS);
    const means = (of: Float32Array) => {
      const halves = Array.from({ length: of.length / 2 }, (_, i) => Math.floor(i / DIMS) * 2 * DIMS + (i % DIMS));
      return Float32Array.from(halves, (at) => (of[at] + of[at + DIMS]) / 2);
    };
    const { model } = await trainAdapter(
      { dims: DIMS, texts: trainedTexts, frames: rows, frameCounts: order.map(() => 2), concepts: order },
      { kind: 'temporal', units: 16, frameReach: 1, stepCount: 150, learningRate: 1e-2 },
    );
    const adapter = await openAdapter(model);
    const adapted = new Float32Array(rows.length);
    for (let at = 0; at < rows.length; at += 2 * DIMS)
      adapted.set(await adapter.apply(rows.subarray(at, at + 2 * DIMS)), at);
    await adapter.close();
    const pairTexts = texts.slice(0, 2 * DIMS);
    expect(accuracy(means(rows), order, pairTexts)).toBeLessThan(0.8);
    expect(accuracy(means(adapted), order, pairTexts)).toBe(1);
  });

  test('a temporal residual leaves still frames alone', async () => {
    const { model } = await trainAdapter(clips, { kind: 'temporal', ...FEW_STEPS, frameReach: 1 });
    const still = new Float32Array(5 * DIMS);
    for (let at = 0; at < still.length; at += DIMS) still.set(examples.frames.subarray(0, DIMS), at);
    const within = [DIMS, 4 * DIMS] as const;
    expect(
      largestDifference((await applied(model, still)).subarray(...within), still.subarray(...within)),
    ).toBeLessThan(1e-5);
  });

  test('adapts the texts as well where asked, near to where they were', async () => {
    const { textModel } = await trainAdapter(examples, { text: { bank: texts }, learningRate: 3e-3 });
    const adapted = await applied(textModel!, texts);
    expect(largestDifference(adapted, texts)).toBeGreaterThan(1e-3);
    expect(accuracy(adapted, cycle(CONCEPTS, CONCEPTS))).toBe(1);
    const { textModel: none } = await trainAdapter(examples, FEW_STEPS);
    expect(none).toBeNull();
  });

  test('tells each step and stops when its signal is aborted', async () => {
    const controller = new AbortController();
    const steps: number[] = [];
    const training = trainAdapter(examples, {
      signal: controller.signal,
      onProgress: ({ step, stepCount, loss }) => {
        steps.push(step);
        expect(stepCount).toBe(100);
        expect(loss).toBeGreaterThan(0);
        if (step === 3) controller.abort(new Error('enough'));
      },
    });
    await expect(training).rejects.toThrow('enough');
    expect(steps).toEqual([1, 2, 3]);
  });

  test('names what does not fit together', async () => {
    const train = (change: Partial<AdapterExamples>) => trainAdapter({ ...examples, ...change });
    await expect(train({ concepts: [], frames: new Float32Array(0) })).rejects.toThrow('no examples to learn from');
    await expect(train({ concepts: [...shown.slice(1), 4] })).rejects.toThrow(
      'example 31 shows concept 4, but there are 4 concepts',
    );
    await expect(train({ dims: DIMS - 1 })).rejects.toThrow(`do not make rows of ${DIMS - 1}`);
    await expect(train({ concepts: [0, 1] })).rejects.toThrow('32 frame embeddings for examples of 2 frames');
    await expect(train({ frameCounts: [1] })).rejects.toThrow('1 frame counts for 32 examples');
    await expect(train({ frameCounts: shown.map(() => 0) })).rejects.toThrow('example 0 has 0 frames');
    const bank = new Float32Array(DIMS + 1);
    await expect(trainAdapter(examples, { text: { bank } })).rejects.toThrow(`do not make rows of ${DIMS}`);
  });
});

describe('chooseStrength', () => {
  const concepts = cycle(120, CONCEPTS);
  const heldOut = { dims: DIMS, texts, frames: frames(concepts, 8), concepts, isTaught: (k: number) => k < TRAINED };

  test('keeps as much of the residual as helps taught concepts, and costs the others at most a point', async () => {
    // Trained without distillation and for too long.
    const trained = await trainAdapter(examples, { kind: 'bottleneck', beta: 0, learningRate: 3e-3, stepCount: 60 });
    const { chosen, figures } = await chooseStrength(trained, heldOut);
    expect(figures.map(({ strength }) => strength)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    const [frozen, full] = [figures[0], figures[4]];
    expect(full.untaught!).toBeLessThan(frozen.untaught! - 0.01);
    expect(chosen.untaught!).toBeGreaterThanOrEqual(frozen.untaught! - 0.01);
    expect(chosen.taught!).toBeGreaterThanOrEqual(frozen.taught!);
  });

  test('takes the weakest of equally good ones, and tells what has no examples', async () => {
    const trained = await trainAdapter(examples, { stepCount: 0 });
    const { chosen } = await chooseStrength(trained, { ...heldOut, isTaught: () => true });
    expect(chosen).toMatchObject({ strength: 0, untaught: null });
  });

  test('modelAt goes from the frozen encoder to the trained adapter', async () => {
    const { model, modelAt } = await trainAdapter(examples, FEW_STEPS);
    expect(modelAt(1)).toEqual(model);
    expect(largestDifference(await applied(modelAt(0), examples.frames), examples.frames)).toBeLessThan(1e-5);
  });
});

describe('openAdapter', () => {
  test.each(ADAPTER_KINDS)('reads kind, width and reach, and gives unit rows: %s', async (kind) => {
    const { model } = await trainAdapter(clips, { ...FEW_STEPS, kind, frameReach: 2 });
    const adapter = await openAdapter(model);
    expect(adapter).toMatchObject({ kind, dims: DIMS, frameReach: kind === 'temporal' ? 2 : 0 });
    const adapted = await adapter.apply(examples.frames);
    expect(largestDifference(adapted, normalizeRows(adapted, DIMS))).toBeLessThan(1e-5);
    expect(largestDifference(adapted, examples.frames)).toBeGreaterThan(1e-3);
    expect(await adapter.apply(new Float32Array(0))).toEqual(new Float32Array(0));
    await adapter.close();
  });

  test.each(ADAPTER_KINDS)('gives in chunks what it gives at once: %s', async (kind) => {
    const { model } = await trainAdapter(clips, { ...FEW_STEPS, kind, frameReach: 2 });
    const whole = await applied(model, examples.frames);
    expect(largestDifference(await applied(model, examples.frames, 5 * DIMS), whole)).toBeLessThan(1e-6);
  });

  test('takes rows of half precision', async () => {
    const { model } = await trainAdapter(examples, FEW_STEPS);
    const halves = new Uint16Array(new Float16Array(examples.frames).buffer);
    const whole = await applied(model, examples.frames);
    expect(largestDifference(await applied(model, halves), whole)).toBeLessThan(2e-3);
  });

  test('refuses bytes that are no adapter', async () => {
    const refusal = async (bytes: Uint8Array) => {
      const error = await openAdapter(bytes).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ModelError);
      return (error as ModelError).message;
    };
    expect(await refusal(Uint8Array.of(255, 255, 255))).toContain('no ONNX model');
    expect(await refusal(new Uint8Array(0))).toContain('does not say which kind');
    const { model } = await trainAdapter(examples, FEW_STEPS);
    expect(await refusal(model.slice(0, model.length / 2))).toContain('not an adapter');
    const other = new GraphBuilder();
    other.metadata('actionary.adapter.kind', 'linear');
    other.metadata('actionary.adapter.frameReach', '0');
    other.outputValue(other.input('embeddings', 'float32', ['n', 'd']), 'adapted', ['n', 'd']);
    expect(await refusal(other.build())).toContain('does not take embeddings [n, dims]');
  });
});
