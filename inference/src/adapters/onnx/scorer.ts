import { Tensor } from 'onnxruntime-node';
import { rowCount } from '../../domain/embedding.ts';
import { GraphBuilder } from '../../onnx/graph-builder.ts';
import type { Scorer } from '../../ports.ts';
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

/** Opens a {@link Scorer} on onnxruntime's matrix product; rows go through it in chunks. */
export async function openScorer(options: ScorerOptions = {}): Promise<OnnxScorer> {
  const { chunkValues = DEFAULT_CHUNK_VALUES, ...sessionOptions } = options;
  const session = await openSession(productGraph(), sessionOptions);
  return {
    logits: (rows, concepts, dims, scale) => multiply(session, { rows, concepts, dims, scale, chunkValues }),
    close: () => session.release(),
  };
}

interface Product {
  readonly rows: Float32Array;
  readonly concepts: Float32Array;
  readonly dims: number;
  readonly scale: number;
  readonly chunkValues: number;
}

async function multiply(session: Session, product: Product): Promise<Float32Array> {
  const { rows, concepts, dims, scale, chunkValues } = product;
  const count = rowCount(rows, dims);
  const conceptCount = rowCount(concepts, dims);
  const logits = new Float32Array(count * conceptCount);
  if (logits.length === 0) return logits;
  const scaled = concepts.map((value) => value * scale);
  const conceptTensor = new Tensor('float32', scaled, [conceptCount, dims]);
  const step = Math.max(1, Math.floor(chunkValues / Math.max(dims, conceptCount)));
  for (let start = 0; start < count; start += step) {
    const end = Math.min(count, start + step);
    const chunk = new Tensor('float32', rows.subarray(start * dims, end * dims), [end - start, dims]);
    const { logits: result } = await session.run({ rows: chunk, concepts: conceptTensor }, ['logits']);
    logits.set(result.data as Float32Array, start * conceptCount);
  }
  return logits;
}

function productGraph(): Uint8Array {
  const graph = new GraphBuilder();
  const rows = graph.input('rows', 'float32', ['n', 'd']);
  const concepts = graph.input('concepts', 'float32', ['k', 'd']);
  graph.node('Gemm', [rows, concepts], [graph.output('logits', 'float32', ['n', 'k'])], { transB: 1 });
  return graph.build();
}
