import type { OnnxValue } from 'onnxruntime-node';
import { normalizeRows } from '../../domain/embedding.ts';
import { ModelError } from '../../model-error.ts';
import type { Port, Session } from './session.ts';

const OUTPUT_NAMES = ['image_embeds', 'text_embeds', 'embeddings', 'pooler_output', 'embedding', 'output'];

/**
 * The output that holds the embeddings: the one asked for, else by its usual name, else the only one.
 * @throws {ModelError} INVALID, listing the outputs
 */
export function embeddingOutput(session: Session, wanted: string | undefined, file: string): Port {
  const names = wanted === undefined ? OUTPUT_NAMES : [wanted];
  const byName = names.map((name) => session.outputs.find((output) => output.name === name)).find(Boolean);
  if (byName) return byName;
  if (wanted === undefined && session.outputs.length === 1) return session.outputs[0];
  const known = session.outputs.map((output) => output.name).join(', ');
  throw new ModelError('INVALID', `${file}: which output holds the embeddings? Set "output" to one of ${known}`);
}

/**
 * The rows of an output as unit embeddings.
 * @param rowCount rows to take; a fixed batch may hold more
 * @throws {ModelError} INVALID for another width than `dims`, another type than float32, or rows that are not finite
 */
export function unitRows(value: OnnxValue, rowCount: number, dims: number, file: string): Float32Array {
  const { data, dims: shape } = value as { data: unknown; dims: readonly number[] };
  if (!(data instanceof Float32Array))
    throw new ModelError('INVALID', `${file}: embeddings are not float32; export the encoder with float32 outputs`);
  if (shape.at(-1) !== dims || data.length < rowCount * dims)
    throw new ModelError('INVALID', `${file}: embeddings have shape [${shape.join(', ')}], expected [n, ${dims}]`);
  try {
    return normalizeRows(data.subarray(0, rowCount * dims), dims);
  } catch (cause) {
    const remedy = 'the files may be damaged; run "actionary models verify"';
    throw new ModelError('INVALID', `${file}: an embedding is zero or not finite; ${remedy}`, { cause });
  }
}
