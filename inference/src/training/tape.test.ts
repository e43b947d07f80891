import { describe, expect, test } from '@jest/globals';
import { Tensor } from 'onnxruntime-node';
import { layerNorm, transformerBlock } from './layers.ts';
import { ParameterStore, Scope } from './parameters.ts';
import { gaussianArray, seededRandom } from './random.ts';
import { broadcastShape, sizeOf, Tape } from './tape.ts';
import type { Shape, Value } from './tape.ts';
import { AdamW, Trainer } from './trainer.ts';

type Build = (scope: Scope) => Value;

/** Turns any tensor into a scalar whose gradient differs from element to element. */
function weighted(scope: Scope, value: Value): Value {
  const { tape } = scope;
  const name = 'readout';
  tape.builder.initializer(name, value.shape, gaussianArray(seededRandom(5), sizeOf(value.shape), 1));
  return tape.meanAll(tape.multiply(value, tape.constant(name, value.shape)));
}

/** The largest difference between emitted gradients and central differences, relative to the largest gradient. */
async function gradientError(build: Build): Promise<number> {
  const tape = new Tape();
  const store = new ParameterStore(seededRandom(11));
  const trainer = await Trainer.create(tape, weighted(new Scope(tape, store), build(new Scope(tape, store))));
  const feeds = { ids: new Tensor('int64', BigInt64Array.of(2n, 0n, 2n), [3]) };
  const used = tape.builder.message().graph.input.some(({ name }) => name === 'ids') ? feeds : {};
  const emitted = (await trainer.gradients(used)).gradients.map((gradient) => gradient.slice());
  let worst = 0;
  let largest = 1e-6;
  const epsilon = 1e-2;
  for (const [index, { data }] of tape.parameters.entries()) {
    for (let i = 0; i < data.length; i++) {
      const value = data[i];
      data[i] = value + epsilon;
      const { loss: above } = await trainer.gradients(used);
      data[i] = value - epsilon;
      const { loss: below } = await trainer.gradients(used);
      data[i] = value;
      const difference = (above - below) / (2 * epsilon);
      worst = Math.max(worst, Math.abs(difference - emitted[index][i]));
      largest = Math.max(largest, Math.abs(difference));
    }
  }
  await trainer.close();
  return worst / largest;
}

const x = (scope: Scope, shape: Shape, name = 'x') => scope.parameter(name, shape, { deviation: 1 });

describe('gradients agree with finite differences', () => {
  const cases: Record<string, Build> = {
    reshape: (s) => s.tape.reshape(x(s, [2, 3]), [-1, 2]),
    transpose: (s) => s.tape.transpose(x(s, [2, 3, 2]), [2, 0, 1]),
    'add, broadcast': (s) => s.tape.add(x(s, [2, 3]), x(s, [1, 3], 'y')),
    'multiply, broadcast from lower rank': (s) => s.tape.multiply(x(s, [2, 3]), x(s, [3], 'y')),
    'multiply, both broadcast': (s) => s.tape.multiply(x(s, [2, 1]), x(s, [1, 3], 'y')),
    'multiply by itself': (s) => {
      const value = x(s, [4]);
      return s.tape.multiply(value, value);
    },
    subtract: (s) => s.tape.subtract(x(s, [3]), x(s, [3], 'y')),
    scale: (s) => s.tape.scale(x(s, [3]), -2.5),
    exp: (s) => s.tape.exp(x(s, [3])),
    'linear with bias': (s) => s.tape.linear(x(s, [3, 2]), x(s, [2, 4], 'w'), x(s, [4], 'b')),
    'linear without bias': (s) => s.tape.linear(x(s, [3, 2]), x(s, [2, 4], 'w')),
    'matmul, batched': (s) => s.tape.matmul(x(s, [2, 3, 2]), x(s, [2, 2, 4], 'y')),
    'matmul, transposed and scaled': (s) =>
      s.tape.matmul(x(s, [2, 3, 2]), x(s, [2, 4, 2], 'y'), { transposeB: true, factor: 0.5 }),
    'matmul, batch broadcast': (s) => s.tape.matmul(x(s, [1, 3, 3]), x(s, [2, 3, 2], 'y')),
    softmax: (s) => s.tape.softmax(x(s, [2, 4])),
    quickGelu: (s) => s.tape.quickGelu(x(s, [6])),
    gelu: (s) => s.tape.gelu(x(s, [6])),
    'shift, on': (s) => s.tape.shift(x(s, [2, 3, 2]), 1, 2),
    'shift, back': (s) => s.tape.shift(x(s, [2, 3, 2]), 1, -1),
    layerNorm: (s) => layerNorm(s.within('norm'), x(s, [2, 2, 4])),
    mean: (s) => s.tape.mean(x(s, [2, 3, 2]), 1),
    meanAll: (s) => s.tape.meanAll(x(s, [2, 3])),
    gather: (s) => s.tape.gather(x(s, [4, 2]), s.tape.input('ids', [3], 'int64')),
    firstRows: (s) => s.tape.firstRows(x(s, [3, 2]), 2),
    l2Normalize: (s) => s.tape.l2Normalize(x(s, [2, 4])),
    crossEntropy: (s) => {
      s.tape.builder.initializer('targets', [2, 3], Float32Array.of(0, 1, 0, 0.25, 0.25, 0.5));
      return s.tape.crossEntropy(x(s, [2, 3]), s.tape.constant('targets', [2, 3]));
    },
    'transformer block': (s) => transformerBlock(s.within('block'), x(s, [2, 3, 4]), 2),
  };
  for (const [name, build] of Object.entries(cases)) {
    test(name, async () => {
      expect(await gradientError(build)).toBeLessThan(0.01);
    });
  }
});

describe('Tape', () => {
  test('refuses shapes that do not fit and names them', () => {
    expect(() => broadcastShape([2, 3], [2, 4])).toThrow('[2,3] and [2,4]');
    const tape = new Tape();
    expect(() => tape.reshape(tape.input('x', [2, 3]), [4, 2])).toThrow('[2,3] to [4,2]');
  });

  test('differentiate refuses a loss that misses a parameter', () => {
    const tape = new Tape();
    tape.parameter({ name: 'unused', shape: [1], data: new Float32Array(1) });
    expect(() => tape.differentiate(tape.meanAll(tape.input('x', [2])))).toThrow("parameter 'unused'");
  });
});

describe('AdamW', () => {
  test('step moves by the learning rate at first, against the gradient', () => {
    const parameter = { name: 'w', shape: [2], data: Float32Array.of(1, 1) };
    new AdamW([parameter]).step([Float32Array.of(5, -0.01)], 0.1);
    expect(parameter.data[0]).toBeCloseTo(0.9, 5);
    expect(parameter.data[1]).toBeCloseTo(1.1, 5);
  });

  test('step decays tensors of two axes but not biases', () => {
    const matrix = { name: 'w', shape: [1, 1], data: Float32Array.of(1) };
    const bias = { name: 'b', shape: [1], data: Float32Array.of(1) };
    new AdamW([matrix, bias], { weightDecay: 0.5 }).step([Float32Array.of(0), Float32Array.of(0)], 0.1);
    expect(matrix.data[0]).toBeCloseTo(0.95, 6);
    expect(bias.data[0]).toBe(1);
  });
});

test('Trainer fits a linear map and repeats to the bit', async () => {
  const random = seededRandom(3);
  const inputs = gaussianArray(random, 40, 1);
  const targets = Float32Array.from({ length: 20 }, (_, i) => 2 * inputs[2 * i] - inputs[2 * i + 1] + 0.5);
  const fit = async () => {
    const tape = new Tape();
    const scope = new Scope(tape, new ParameterStore(seededRandom(4)));
    const output = tape.linear(
      tape.input('x', [20, 2]),
      scope.weight('weight', 2, 1),
      scope.parameter('bias', [1], { constant: 0 }),
    );
    const error = tape.subtract(output, tape.input('y', [20, 1]));
    const trainer = await Trainer.create(tape, tape.meanAll(tape.multiply(error, error)));
    const feeds = { x: new Tensor('float32', inputs, [20, 2]), y: new Tensor('float32', targets, [20, 1]) };
    for (let step = 0; step < 400; step++) await trainer.step(feeds, 0.02);
    const { loss } = await trainer.gradients(feeds);
    await trainer.close();
    return { loss, weights: [...tape.parameters[0].data, ...tape.parameters[1].data] };
  };
  const [first, second] = [await fit(), await fit()];
  expect(first.loss).toBeLessThan(1e-4);
  expect(first.weights[0]).toBeCloseTo(2, 1);
  expect(second).toEqual(first);
});
