import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { seededRandom } from '../training/random.ts';
import { GraphBuilder } from './graph-builder.ts';
import { decodeModel, encodeModel } from './model-proto.ts';
import { quantizeModel } from './quantize.ts';

const WIDTH = 64;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'quantize-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const random = seededRandom(3);
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => random() * 2 - 1);

async function save(graph: GraphBuilder, output: string): Promise<void> {
  graph.outputValue(output, 'y', ['N', WIDTH]);
  await writeFile(at('in.onnx'), graph.build());
}

async function run(name: string, feed: Tensor): Promise<Float32Array> {
  const session = await InferenceSession.create(at(name), { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const outputs = await session.run({ x: feed });
  await session.release();
  return outputs['y'].data as Float32Array;
}

const rows = (): Tensor => new Tensor('float32', numbers(5 * WIDTH), [5, WIDTH]);

async function cosineAfterQuantising(feed: Tensor): Promise<number> {
  await quantizeModel(at('in.onnx'), at('out.onnx'));
  return cosine(await run('in.onnx', feed), await run('out.onnx', feed));
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (left: Float32Array, right: Float32Array): number =>
    left.reduce((sum, value, index) => sum + value * right[index], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

async function opTypes(): Promise<string[]> {
  return decodeModel(await readFile(at('out.onnx'))).graph.node.map((node) => node.opType);
}

describe('quantizeModel', () => {
  test('rewrites MatMul and shares the quantised activation', async () => {
    const graph = new GraphBuilder();
    const x = graph.input('x', 'float32', ['N', WIDTH]);
    const products = [0, 1].map((n) =>
      graph.op('MatMul', [x, graph.initializer(`w${n}`, [WIDTH, WIDTH], numbers(WIDTH * WIDTH))]),
    );
    await save(graph, graph.op('Add', products));
    expect(await cosineAfterQuantising(rows())).toBeGreaterThan(0.999);
    const types = await opTypes();
    expect(types.filter((type) => type === 'MatMulInteger')).toHaveLength(2);
    expect(types.filter((type) => type === 'DynamicQuantizeLinear')).toHaveLength(1);
    expect(types).not.toContain('MatMul');
  });

  test.each([0, 1])('rewrites Gemm with a bias, transB %d', async (transB) => {
    const graph = new GraphBuilder();
    const x = graph.input('x', 'float32', ['N', WIDTH]);
    const weight = graph.initializer('w', [WIDTH, WIDTH], numbers(WIDTH * WIDTH));
    await save(graph, graph.op('Gemm', [x, weight, graph.initializer('b', [WIDTH], numbers(WIDTH))], { transB }));
    expect(await cosineAfterQuantising(rows())).toBeGreaterThan(0.999);
    expect(await opTypes()).not.toContain('Gemm');
  });

  test('gives every column its own scale', async () => {
    const graph = new GraphBuilder();
    const x = graph.input('x', 'float32', ['N', WIDTH]);
    const weights = numbers(WIDTH * WIDTH).map((value, index) => value * 10 ** ((index % WIDTH) % 5));
    await save(graph, graph.op('MatMul', [x, graph.initializer('w', [WIDTH, WIDTH], weights)]));
    const feed = rows();
    await quantizeModel(at('in.onnx'), at('out.onnx'));
    const [exact, rounded] = [await run('in.onnx', feed), await run('out.onnx', feed)];
    const small = (all: Float32Array): Float32Array => all.filter((_, index) => (index % WIDTH) % 5 === 0);
    expect(cosine(small(exact), small(rounded))).toBeGreaterThan(0.999);
  });

  test('rewrites large embedding tables', async () => {
    const graph = new GraphBuilder();
    const ids = graph.input('x', 'int64', ['N']);
    await save(graph, graph.op('Gather', [graph.initializer('table', [2000, WIDTH], numbers(2000 * WIDTH)), ids]));
    const feed = new Tensor('int64', BigInt64Array.of(0n, 1999n, 7n), [3]);
    expect(await cosineAfterQuantising(feed)).toBeGreaterThan(0.9999);
    expect((await readFile(at('out.onnx'))).length).toBeLessThan((await readFile(at('in.onnx'))).length / 3);
  });

  test('keeps a table that is also used elsewhere', async () => {
    const graph = new GraphBuilder();
    const ids = graph.input('x', 'int64', ['N']);
    const table = graph.initializer('table', [2000, WIDTH], numbers(2000 * WIDTH));
    const first = graph.op('Slice', [table, graph.ints(0), graph.ints(1), graph.ints(0)]);
    await save(graph, graph.op('Add', [graph.op('Gather', [table, ids]), first]));
    expect(await cosineAfterQuantising(new Tensor('int64', BigInt64Array.of(3n), [1]))).toBeGreaterThan(0.9999);
  });

  test('reads external data and puts it inline', async () => {
    const graph = new GraphBuilder();
    const x = graph.input('x', 'float32', ['N', WIDTH]);
    const bias = graph.initializer('b', [WIDTH], numbers(WIDTH));
    const weight = graph.initializer('w', [WIDTH, WIDTH], numbers(WIDTH * WIDTH));
    graph.outputValue(graph.op('Add', [graph.op('MatMul', [x, weight]), bias]), 'y', ['N', WIDTH]);
    await saveExternal(graph);
    expect(await cosineAfterQuantising(rows())).toBeGreaterThan(0.999);
    await rm(at('in.bin'));
    expect(await run('out.onnx', rows())).toHaveLength(5 * WIDTH);
  });

  test('needs fewer values with a reduced range', async () => {
    const graph = new GraphBuilder();
    const x = graph.input('x', 'float32', ['N', WIDTH]);
    await save(graph, graph.op('MatMul', [x, graph.initializer('w', [WIDTH, WIDTH], numbers(WIDTH * WIDTH))]));
    await quantizeModel(at('in.onnx'), at('out.onnx'), { isReducedRange: true });
    const stored = decodeModel(await readFile(at('out.onnx'))).graph.initializer.find(({ name }) => name === 'w_i8')!;
    const values = new Int8Array(new Uint8Array(stored.rawData!).buffer);
    expect(Math.max(...values.map(Math.abs))).toBe(63);
    const feed = rows();
    expect(cosine(await run('in.onnx', feed), await run('out.onnx', feed))).toBeGreaterThan(0.998);
  });

  test('refuses float16 weights, models without products and files that are none', async () => {
    const half = new GraphBuilder();
    half.initializer('w', [2, 2], new Uint16Array(4), 'float16');
    await save(half, half.input('x', 'float32', ['N', WIDTH]));
    await expect(quantizeModel(at('in.onnx'), at('out.onnx'))).rejects.toThrow('has float16 weights');
    const plain = new GraphBuilder();
    await save(plain, plain.op('Relu', [plain.input('x', 'float32', ['N', WIDTH])]));
    await expect(quantizeModel(at('in.onnx'), at('out.onnx'))).rejects.toThrow('already quantised?');
    await writeFile(at('in.onnx'), 'hello');
    await expect(quantizeModel(at('in.onnx'), at('out.onnx'))).rejects.toThrow('not a readable ONNX model');
    expect(await readdir(folder)).toEqual(['in.onnx']);
  });
});

/** Moves every tensor's bytes to `in.bin`. */
async function saveExternal(graph: GraphBuilder): Promise<void> {
  const model = graph.message();
  let offset = 0;
  const parts: Uint8Array[] = [];
  for (const weight of model.graph.initializer) {
    const bytes = weight.rawData!;
    const facts = { location: 'in.bin', offset: String(offset), length: String(bytes.length) };
    weight.externalData = Object.entries(facts).map(([key, value]) => ({ key, value }));
    weight.dataLocation = 1;
    delete weight.rawData;
    parts.push(bytes);
    offset += bytes.length;
  }
  await writeFile(at('in.bin'), Buffer.concat(parts));
  await writeFile(at('in.onnx'), encodeModel(model));
}
