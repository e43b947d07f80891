import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ImageSpec } from '../../models/entry.ts';
import { GraphBuilder } from '../../onnx/graph-builder.ts';
import type { Dimension } from '../../onnx/graph-builder.ts';
import { openImageEncoder } from './image-encoder.ts';

const SPEC: ImageSpec = {
  file: 'tower.onnx',
  width: 2,
  height: 1,
  fit: 'crop',
  framesPerEmbedding: 1,
  batchSize: 2,
  mean: [0, 0.2, 0.4],
  std: [1, 0.5, 0.25],
};
const IDENTITY = { id: 'test', digest: 'd', dims: 6, logitScale: 100 };
/** Two pixels. */
const RGB = Uint8Array.of(255, 51, 102, 0, 102, 153);
const PIXELS = [1, 0, 0, 0, 0.4, 0.8];
const PLANES = [1, 0, 0, 0.4, 0, 0.8];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'image-encoder-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A tower that hands out its input, flattened. */
async function flattening(
  shape: readonly Dimension[],
  axis = 1,
  type: 'float32' | 'int32' = 'float32',
): Promise<string> {
  const graph = new GraphBuilder();
  const input = graph.input('pixel_values', type, shape);
  graph.node('Flatten', [input], ['image_embeds'], { axis });
  graph.output('image_embeds', type, [shape[0], 'D']);
  const file = path.join(folder, `${shape.join('x')}-${type}.onnx`);
  await writeFile(file, graph.build());
  return file;
}

function unit(values: readonly number[]): number[] {
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}

function expectClose(found: Float32Array, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, 5));
}

describe('openImageEncoder', () => {
  test('feeds planes to a graph of [N, 3, H, W] and returns unit embeddings', async () => {
    const encoder = await openImageEncoder(await flattening(['N', 3, 1, 2]), SPEC, IDENTITY);
    expectClose(await encoder.encode([RGB]), unit(PLANES));
    expect(encoder.geometry).toEqual({ width: 2, height: 1, fit: 'crop' });
    await encoder.close();
  });

  test('feeds interleaved pixels to a graph of [N, H, W, 3]', async () => {
    const encoder = await openImageEncoder(await flattening(['N', 1, 2, 3]), SPEC, IDENTITY);
    expectClose(await encoder.encode([RGB]), unit(PIXELS));
    await encoder.close();
  });

  test('cuts many pictures into batches, also in calls at the same time', async () => {
    const encoder = await openImageEncoder(await flattening(['N', 3, 1, 2]), SPEC, IDENTITY);
    const black = new Uint8Array(6);
    const [three, one] = await Promise.all([encoder.encode([RGB, black, RGB]), encoder.encode([black])]);
    expectClose(three, [...unit(PLANES), ...one, ...unit(PLANES)]);
    expectClose(one, unit([0, 0, -0.4, -0.4, -1.6, -1.6]));
    await encoder.close();
  });

  test('fills up the last batch of a graph with a fixed batch', async () => {
    const encoder = await openImageEncoder(await flattening([4, 3, 1, 2]), SPEC, IDENTITY);
    expect(encoder.batchSize).toBe(4);
    expect(await encoder.encode([RGB, RGB, RGB, RGB, RGB])).toHaveLength(5 * 6);
    await encoder.close();
  });

  test('gives one embedding per T frames of a video encoder', async () => {
    const spec = { ...SPEC, framesPerEmbedding: 2 };
    const identity = { ...IDENTITY, dims: 12 };
    const encoder = await openImageEncoder(await flattening(['N', 2, 3, 1, 2]), spec, identity);
    expectClose(await encoder.encode([RGB, new Uint8Array(6), RGB, RGB]), [
      ...unit([...PLANES, 0, 0, -0.4, -0.4, -1.6, -1.6]),
      ...unit([...PLANES, ...PLANES]),
    ]);
    expect(encoder.framesPerEmbedding).toBe(2);
    await expect(encoder.encode([RGB])).rejects.toThrow('multiples of 2');
    await encoder.close();
  });

  test('refuses frames of another size', async () => {
    const encoder = await openImageEncoder(await flattening(['N', 3, 1, 2]), SPEC, IDENTITY);
    await expect(encoder.encode([RGB, new Uint8Array(3)])).rejects.toThrow('frame 1 has 3 bytes, expected 6');
    await encoder.close();
  });

  test('stops between batches', async () => {
    const encoder = await openImageEncoder(await flattening(['N', 3, 1, 2]), SPEC, IDENTITY);
    await expect(encoder.encode([RGB], { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    await encoder.close();
  });

  test('refuses embeddings without direction', async () => {
    const encoder = await openImageEncoder(await flattening(['N', 3, 1, 2]), { ...SPEC, mean: [0, 0, 0] }, IDENTITY);
    await expect(encoder.encode([new Uint8Array(6)])).rejects.toThrow('zero or not finite');
    await encoder.close();
  });

  test.each([
    [['N', 3, 4, 2], SPEC, 'the entry says [n, 3, 1, 2]'],
    [['N', 6], SPEC, 'expected one float32 input of 4 axes'],
    [['N', 3, 1, 2], { ...SPEC, output: 'pooled' }, 'Set "output" to one of image_embeds'],
  ] as const)('refuses a graph of %j that does not fit the entry', async (shape, spec, problem) => {
    await expect(openImageEncoder(await flattening(shape), spec, IDENTITY)).rejects.toThrow(problem);
  });

  test('names a file that is no model', async () => {
    const file = path.join(folder, 'text.onnx');
    await writeFile(file, 'not a model');
    await expect(openImageEncoder(file, SPEC, IDENTITY)).rejects.toThrow(`${file}: onnxruntime cannot load it`);
  });

  test('warns and falls back to cpu where a provider is missing', async () => {
    const warnings: string[] = [];
    const warn = (message: string): number => warnings.push(message);
    const encoder = await openImageEncoder(await flattening(['N', 3, 1, 2]), SPEC, IDENTITY, {
      provider: 'coreml',
      warn,
    });
    expectClose(await encoder.encode([RGB]), unit(PLANES));
    if (process.platform !== 'darwin') expect(warnings.join()).toContain('"coreml"');
    await encoder.close();
  });

  test.each([0, 1.5])('refuses %d threads', async (threads) => {
    const file = await flattening(['N', 3, 1, 2]);
    await expect(openImageEncoder(file, SPEC, IDENTITY, { threads })).rejects.toThrow('invalid thread count');
  });
});
