import { Tensor } from 'onnxruntime-node';
import { rowCount } from '../../domain/embedding.ts';
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

/** Opens a {@link Scorer} on onnxruntime; in the matrix product rows go through it in chunks. */
export async function openScorer(options: ScorerOptions = {}): Promise<OnnxScorer> {
  const { chunkValues = DEFAULT_CHUNK_VALUES, ...sessionOptions } = options;
  const singles = await openSession(productGraph('float32'), sessionOptions);
  const halves = await openSession(productGraph('float16'), sessionOptions);
  const softmax = await openSession(softmaxGraph(), sessionOptions);
  return {
    logits: (rows, concepts, dims, scale) =>
      multiply(rows instanceof Uint16Array ? halves : singles, { rows, concepts, dims, scale, chunkValues }),
    probabilities: (logits, conceptCount, temperature) => normalise(softmax, logits, conceptCount, temperature),
    close: async () => {
      await singles.release();
      await halves.release();
      await softmax.release();
    },
  };
}

interface Factors {
  readonly rows: EmbeddingRows;
  readonly concepts: Float32Array;
  readonly dims: number;
  readonly scale: number;
  readonly chunkValues: number;
}

async function multiply(session: Session, factors: Factors): Promise<Float32Array> {
  const { rows, concepts, dims, scale, chunkValues } = factors;
  const count = rowCount(rows, dims);
  const conceptCount = rowCount(concepts, dims);
  if (count * conceptCount === 0) return new Float32Array(0);
  const fixed = {
    concepts: new Tensor('float32', concepts, [conceptCount, dims]),
    scale: new Tensor('float32', Float32Array.of(scale), []),
  };
  const step = Math.max(1, Math.floor(chunkValues / Math.max(dims, conceptCount)));
  const product = async (start: number, end: number) => {
    const chunk = rowTensor(rows.subarray(start * dims, end * dims), [end - start, dims]);
    const { logits } = await session.run({ rows: chunk, ...fixed }, ['logits']);
    return logits.data as Float32Array;
  };
  if (count <= step) return product(0, count);
  const logits = new Float32Array(count * conceptCount);
  for (let start = 0; start < count; start += step)
    logits.set(await product(start, Math.min(count, start + step)), start * conceptCount);
  return logits;
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

/** Half precision is widened within: nothing of the rows is copied before. */
function productGraph(type: 'float32' | 'float16'): Uint8Array {
  const graph = new GraphBuilder();
  const given = graph.input('rows', type, ['n', 'd']);
  const rows = type === 'float32' ? given : graph.op('Cast', [given], { to: ELEMENT_TYPE.float32 });
  const concepts = graph.input('concepts', 'float32', ['k', 'd']);
  const scaled = graph.op('Mul', [concepts, graph.input('scale', 'float32', [])]);
  graph.node('Gemm', [rows, scaled], [graph.output('logits', 'float32', ['n', 'k'])], { transB: 1 });
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
