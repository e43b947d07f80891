import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GraphBuilder } from '../../inference/src/onnx/graph-builder.ts';

/** Sizes of a CLIP-like dual encoder. */
export interface ClipShape {
  readonly imageSize: number;
  readonly patchSize: number;
  readonly imageWidth: number;
  readonly textWidth: number;
  readonly layerCount: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly dims: number;
}

/** CLIP ViT-B/32: 88 M parameters in the image tower, 63 M in the text tower. */
export const VIT_B32: ClipShape = {
  imageSize: 224,
  patchSize: 32,
  imageWidth: 768,
  textWidth: 512,
  layerCount: 12,
  vocabularySize: 49_408,
  contextLength: 77,
  dims: 512,
};

/** The same architecture, small enough for tests. */
export const TINY_CLIP: ClipShape = {
  imageSize: 32,
  patchSize: 16,
  imageWidth: 128,
  textWidth: 128,
  layerCount: 2,
  vocabularySize: 2048,
  contextLength: 77,
  dims: 64,
};

const HEAD_WIDTH = 64;

/** Writes `vision_model.onnx` and `text_model.onnx` with random weights, the same every time. */
export async function writeClipShaped(folder: string, shape: ClipShape = VIT_B32): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, build] of [
    ['vision_model.onnx', buildImageTower],
    ['text_model.onnx', buildTextTower],
  ] as const) {
    const file = path.join(folder, name);
    await writeFile(`${file}.part`, build(shape));
    await rename(`${file}.part`, file);
  }
}

/** `pixel_values [N, 3, S, S]` → `image_embeds [N, dims]`, not normalised, as CLIP's exports. */
function buildImageTower(shape: ClipShape): Uint8Array {
  const { imageSize: size, patchSize: patch, imageWidth: width, dims } = shape;
  const patchCount = (size / patch) ** 2;
  const tower = new Tower(width);
  const { graph } = tower;
  const pixels = graph.input('pixel_values', 'float32', ['N', 3, size, size]);
  const kernel = tower.random([width, 3, patch, patch], 0.02);
  const patches = graph.op('Conv', [pixels, kernel], { kernel_shape: [patch, patch], strides: [patch, patch] });
  const rows = graph.op('Transpose', [graph.op('Reshape', [patches, graph.ints(0, width, patchCount)])], {
    perm: [0, 2, 1],
  });
  const count = graph.op('Slice', [graph.op('Shape', [pixels]), graph.ints(0), graph.ints(1)]);
  const first = graph.op('Expand', [
    tower.random([1, 1, width], 0.02),
    graph.op('Concat', [count, graph.ints(1, width)], { axis: 0 }),
  ]);
  const tokens = graph.op('Concat', [first, rows], { axis: 1 });
  const positions = tower.random([1, patchCount + 1, width], 0.02);
  let x = tower.layerNorm(graph.op('Add', [tokens, positions]));
  for (let layer = 0; layer < shape.layerCount; layer++) x = tower.block(x);
  const pooled = tower.layerNorm(graph.op('Gather', [x, tower.scalar(0)], { axis: 1 }));
  graph.node('MatMul', [pooled, tower.random([width, dims], width ** -0.5)], ['image_embeds']);
  graph.output('image_embeds', 'float32', ['N', dims]);
  return graph.build();
}

/** `input_ids [N, L]` → `text_embeds [N, dims]`: causal attention, pooled at the largest id. */
function buildTextTower(shape: ClipShape): Uint8Array {
  const { textWidth: width, contextLength, vocabularySize, dims } = shape;
  const tower = new Tower(width);
  const { graph } = tower;
  const ids = graph.input('input_ids', 'int64', ['N', 'L']);
  const length = graph.op('Slice', [graph.op('Shape', [ids]), graph.ints(1), graph.ints(2)]);
  const words = graph.op('Gather', [tower.random([vocabularySize, width], 0.02), ids], { axis: 0 });
  const allPositions = tower.random([1, contextLength, width], 0.02);
  const positions = graph.op('Slice', [allPositions, graph.ints(0), length, graph.ints(1)]);
  const square = graph.op('Concat', [length, length], { axis: 0 });
  const mask = graph.op('Slice', [tower.causalMask(contextLength), graph.ints(0, 0), square, graph.ints(0, 1)]);
  let x = graph.op('Add', [words, positions]);
  for (let layer = 0; layer < shape.layerCount; layer++) x = tower.block(x, mask);
  const end = graph.op('ArgMax', [ids], { axis: 1, keepdims: 1 });
  const pooled = graph.op('GatherND', [tower.layerNorm(x), end], { batch_dims: 1 });
  graph.node('MatMul', [pooled, tower.random([width, dims], width ** -0.5)], ['text_embeds']);
  graph.output('text_embeds', 'float32', ['N', dims]);
  return graph.build();
}

/** Pre-norm transformer blocks of one width. */
class Tower {
  readonly graph = new GraphBuilder();
  readonly #width: number;
  readonly #normal = normalNumbers(1 << 16);
  #weightCount = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** A weight cut from a pool of normal numbers at a changing place. */
  random(dims: readonly number[], deviation: number): string {
    const size = dims.reduce((product, dim) => product * dim, 1);
    const data = new Float32Array(size);
    const pool = this.#normal;
    for (let start = 0, shift = this.#weightCount * 7919; start < size; start += pool.length, shift += 104_729)
      for (let i = 0; i < Math.min(pool.length, size - start); i++)
        data[start + i] = pool[(i + shift) % pool.length] * deviation;
    return this.graph.initializer(`w${this.#weightCount++}`, dims, data);
  }

  layerNorm(x: string): string {
    const scale = this.#filled(1);
    return this.graph.op('LayerNormalization', [x, scale, this.#filled(0)], { axis: -1, epsilon: { float: 1e-5 } });
  }

  block(x: string, mask?: string): string {
    const { graph } = this;
    const attended = graph.op('Add', [x, this.#attention(this.layerNorm(x), mask)]);
    const hidden = this.#linear(this.layerNorm(attended), this.#width, this.#width * 4);
    const gate = graph.op('Sigmoid', [graph.op('Mul', [hidden, graph.float(1.702)])]);
    return graph.op('Add', [
      attended,
      this.#linear(graph.op('Mul', [hidden, gate]), this.#width * 4, this.#width, 0.2),
    ]);
  }

  causalMask(length: number): string {
    const data = Float32Array.from({ length: length * length }, (_, i) =>
      i % length > Math.floor(i / length) ? -1e4 : 0,
    );
    return this.graph.initializer('mask', [length, length], data);
  }

  scalar(value: number): string {
    return this.graph.initializer(`scalar_${value}`, [], BigInt64Array.of(BigInt(value)), 'int64');
  }

  #attention(x: string, mask: string | undefined): string {
    const { graph } = this;
    const heads = (name: string, perm: number[]): string => {
      const split = graph.op('Reshape', [name, graph.ints(0, 0, this.#width / HEAD_WIDTH, HEAD_WIDTH)]);
      return graph.op('Transpose', [split], { perm });
    };
    const project = (): string => this.#linear(x, this.#width, this.#width);
    const query = graph.op('Mul', [heads(project(), [0, 2, 1, 3]), graph.float(HEAD_WIDTH ** -0.5)]);
    const scores = graph.op('MatMul', [query, heads(project(), [0, 2, 3, 1])]);
    const weights = graph.op('Softmax', [mask ? graph.op('Add', [scores, mask]) : scores], { axis: -1 });
    const mixed = graph.op('MatMul', [weights, heads(project(), [0, 2, 1, 3])]);
    const joined = graph.op('Reshape', [
      graph.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }),
      graph.ints(0, 0, this.#width),
    ]);
    return this.#linear(joined, this.#width, this.#width, 0.2);
  }

  #linear(x: string, from: number, to: number, gain = 1): string {
    const product = this.graph.op('MatMul', [x, this.random([from, to], gain * from ** -0.5)]);
    return this.graph.op('Add', [product, this.random([to], 0.01)]);
  }

  #filled(value: number): string {
    return this.graph.initializer(`w${this.#weightCount++}`, [this.#width], new Float32Array(this.#width).fill(value));
  }
}

/** About normal: sums of uniform numbers of a linear congruential generator, scaled to variance 1. */
function normalNumbers(count: number): Float32Array {
  let state = 12_345;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from({ length: count }, () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3));
}
