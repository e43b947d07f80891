import { Tensor } from 'onnxruntime-node';
import { rowCount } from '../../domain/embedding.ts';
import { windowSize } from '../../domain/window.ts';
import type { WindowSize } from '../../domain/window.ts';
import { GraphBuilder } from '../../onnx/graph-builder.ts';
import { ELEMENT_TYPE } from '../../onnx/model-proto.ts';
import type { EmbeddingRows, Scorer } from '../../ports.ts';
import { openSession } from './session.ts';
import type { Session, SessionOptions } from './session.ts';

/** Numbers that one run may take or give: about 64 MB. */
const DEFAULT_CHUNK_VALUES = 16_777_216;

export interface ScorerOptions extends SessionOptions {
  /** Most numbers of rows or logits in one run; bounds the memory beside the result. Default 16 million. */
  readonly chunkValues?: number;
}

/** A {@link Scorer} that holds a session until it is closed. */
export interface OnnxScorer extends Scorer {
  close(): Promise<void>;
}

/** Windows of this many kinds keep their graph; recipes differ little in them. */
const WINDOW_KINDS = 8;

/** A frame by itself. */
const SINGLE = { frameCount: 1, stepCount: 1 };

/** Opens a {@link Scorer} on onnxruntime; in the matrix product rows go through it in chunks. */
export async function openScorer(options: ScorerOptions = {}): Promise<OnnxScorer> {
  const { chunkValues = DEFAULT_CHUNK_VALUES, ...sessionOptions } = options;
  const softmax = await openSession(softmaxGraph(), sessionOptions);
  const products = new Map<string, Promise<Session>>();
  const productOf = (type: RowType, window: WindowSize) => {
    const key = `${type} ${window.frameCount} ${window.stepCount}`;
    const product = products.get(key) ?? openSession(productGraph(type, window), sessionOptions);
    products.delete(key);
    products.set(key, product);
    // Whoever still multiplies with it holds it; then it goes with the garbage.
    if (products.size > WINDOW_KINDS) products.delete(products.keys().next().value!);
    return product;
  };
  return {
    logits: async (rows, concepts, dims, scale, window) => {
      const kind = window ? windowSize(window) : SINGLE;
      const product = await productOf(rows instanceof Uint16Array ? 'float16' : 'float32', kind);
      return multiply(product, { rows, concepts, dims, scale, chunkValues, ...kind });
    },
    probabilities: (logits, conceptCount, temperature) => normalise(softmax, logits, conceptCount, temperature),
    close: async () => {
      await softmax.release();
      for (const product of products.values()) await (await product).release();
    },
  };
}

interface Factors extends WindowSize {
  readonly rows: EmbeddingRows;
  readonly concepts: Float32Array;
  readonly dims: number;
  readonly scale: number;
  readonly chunkValues: number;
}

async function multiply(session: Session, factors: Factors): Promise<Float32Array> {
  const { rows, concepts, dims, scale, chunkValues, stepCount } = factors;
  const count = rowCount(rows, dims);
  const conceptCount = rowCount(concepts, dims);
  if (count * conceptCount === 0) return new Float32Array(0);
  const fixed = {
    concepts: new Tensor('float32', concepts, [conceptCount, dims]),
    scale: new Tensor('float32', Float32Array.of(scale), []),
  };
  const product = async (start: number, end: number) => {
    const chunk = rowTensor(rows.subarray(start * dims, end * dims), [end - start, dims]);
    const { logits } = await session.run({ rows: chunk, ...fixed }, ['logits']);
    return logits.data as Float32Array;
  };
  const cellCount = Math.ceil(count / stepCount);
  const step = Math.max(1, Math.floor(chunkValues / Math.max(dims, conceptCount) / stepCount));
  if (cellCount <= step) return product(0, count);
  const logits = new Float32Array(cellCount * conceptCount);
  const margin = marginOf(factors);
  for (let start = 0; start < cellCount; start += step) {
    const end = Math.min(cellCount, start + step);
    // Windows reach into the neighbouring chunks; those of the margin are cut off there, and left out.
    const from = Math.max(0, start - margin);
    const means = await product(from * stepCount, Math.min(count, (end + margin) * stepCount));
    const within = means.subarray((start - from) * conceptCount, (end - from) * conceptCount);
    logits.set(within, start * conceptCount);
  }
  return logits;
}

/** Cells on either side into which a window reaches. */
function marginOf({ frameCount, stepCount }: WindowSize): number {
  return Math.ceil((frameCount - stepCount) / 2 / stepCount);
}

async function normalise(
  session: Session,
  logits: Float32Array,
  conceptCount: number,
  temperature: number,
): Promise<Float32Array> {
  if (!(temperature > 0 && temperature < Infinity)) throw new RangeError(`invalid temperature: ${temperature}`);
  const count = rowCount(logits, conceptCount);
  if (count === 0) return new Float32Array(0);
  const feeds = {
    logits: new Tensor('float32', logits, [count, conceptCount]),
    temperature: new Tensor('float32', Float32Array.of(temperature), []),
  };
  return (await session.run(feeds, ['probabilities'])).probabilities.data as Float32Array;
}

function rowTensor(rows: EmbeddingRows, shape: readonly number[]): Tensor {
  if (rows instanceof Float32Array) return new Tensor('float32', rows, shape);
  // The tensor turns the bits into a Float16Array, where there is one, which onnxruntime-node does not know.
  return Object.defineProperty(new Tensor('float16', rows, shape), 'data', { value: rows });
}

type RowType = 'float32' | 'float16';

/**
 * Half precision is widened within: nothing of the rows is copied before. Windows are means over the axis of the frames,
 * which are fewer at the ends of the video, as in `windows` of the domain.
 */
function productGraph(type: RowType, { frameCount, stepCount }: WindowSize): Uint8Array {
  const graph = new GraphBuilder();
  const given = graph.input('rows', type, ['n', 'd']);
  const rows = type === 'float32' ? given : graph.op('Cast', [given], { to: ELEMENT_TYPE.float32 });
  const concepts = graph.input('concepts', 'float32', ['k', 'd']);
  const scaled = graph.op('Mul', [concepts, graph.input('scale', 'float32', [])]);
  const logits = graph.output('logits', 'float32', ['m', 'k']);
  if (frameCount === 1) {
    graph.node('Gemm', [rows, scaled], [logits], { transB: 1 });
    return graph.build();
  }
  const planes = graph.ints(0, 1);
  const plane = graph.op('Unsqueeze', [graph.op('Gemm', [rows, scaled], { transB: 1 }), planes]);
  const reach = frameCount - stepCount;
  const means = graph.op('AveragePool', [plane], {
    kernel_shape: [frameCount, 1],
    strides: [stepCount, 1],
    pads: [Math.floor(reach / 2), 0, Math.ceil(reach / 2), 0],
    ceil_mode: 1,
  });
  graph.node('Squeeze', [means, planes], [logits]);
  return graph.build();
}

function softmaxGraph(): Uint8Array {
  const graph = new GraphBuilder();
  const calibrated = graph.op('Div', [
    graph.input('logits', 'float32', ['n', 'k']),
    graph.input('temperature', 'float32', []),
  ]);
  graph.node('Softmax', [calibrated], [graph.output('probabilities', 'float32', ['n', 'k'])], { axis: 1 });
  return graph.build();
}
