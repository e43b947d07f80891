import { Tensor } from 'onnxruntime-node';
import { openSession } from '../adapters/onnx/session.ts';
import type { Session, SessionOptions } from '../adapters/onnx/session.ts';
import { ADAPTER_KINDS, rowCount, widenHalves } from '../domain/index.ts';
import { ModelError } from '../model-error.ts';
import { decodeModel } from '../onnx/model-proto.ts';
import type { ModelMessage } from '../onnx/model-proto.ts';
import type { Adapter, EmbeddingRows } from '../ports.ts';
import { ADAPTER_INPUT, ADAPTER_METADATA, ADAPTER_OUTPUT } from './export-adapter.ts';

/** Numbers that one run may take: about 16 MB. */
const DEFAULT_CHUNK_VALUES = 4_194_304;
/** A model that claims more than this is none of ours. */
const MAX_FRAME_REACH = 1000;

export interface OpenAdapterOptions extends SessionOptions {
  /** Most numbers of rows in one run. Default 4 million. */
  readonly chunkValues?: number;
}

/**
 * Opens what `trainAdapter` made.
 *
 * @throws {ModelError} INVALID where the bytes are no adapter
 */
export async function openAdapter(
  model: Uint8Array,
  { chunkValues = DEFAULT_CHUNK_VALUES, ...options }: OpenAdapterOptions = {},
): Promise<Adapter> {
  const { kind, frameReach } = readMetadata(model);
  const session = await openSession(model, options);
  const dims = widthOf(session);
  if (dims === null) {
    await session.release();
    throw notAnAdapter(`its graph does not take ${ADAPTER_INPUT} [n, dims] to ${ADAPTER_OUTPUT} [n, dims]`);
  }
  const chunkRows = Math.max(1, Math.floor(chunkValues / dims));
  return {
    kind,
    dims,
    frameReach,
    apply: (rows) => applyInChunks(session, rows, { dims, frameReach, chunkRows }),
    close: () => session.release(),
  };
}

interface Chunks {
  readonly dims: number;
  readonly frameReach: number;
  readonly chunkRows: number;
}

async function applyInChunks(session: Session, rows: EmbeddingRows, { dims, frameReach, chunkRows }: Chunks) {
  const count = rowCount(rows, dims);
  const adapted = new Float32Array(rows.length);
  for (let start = 0; start < count; start += chunkRows) {
    const end = Math.min(count, start + chunkRows);
    // Rows at the edge see some of the neighbouring chunk, whose own adapted rows are left out.
    const [from, to] = [Math.max(0, start - frameReach), Math.min(count, end + frameReach)];
    const chunk = rows.subarray(from * dims, to * dims);
    const floats = chunk instanceof Uint16Array ? widenHalves(chunk) : chunk;
    const feeds = { [ADAPTER_INPUT]: new Tensor('float32', floats, [to - from, dims]) };
    const output = (await session.run(feeds, [ADAPTER_OUTPUT]))[ADAPTER_OUTPUT].data as Float32Array;
    adapted.set(output.subarray((start - from) * dims, (end - from) * dims), start * dims);
  }
  return adapted;
}

function readMetadata(bytes: Uint8Array): Pick<Adapter, 'kind' | 'frameReach'> {
  let model: ModelMessage;
  try {
    model = decodeModel(bytes);
  } catch (cause) {
    throw notAnAdapter('the bytes are no ONNX model', cause);
  }
  const told = new Map((model.metadataProps ?? []).map(({ key, value }) => [key, value]));
  const kind = ADAPTER_KINDS.find((known) => known === told.get(ADAPTER_METADATA.kind));
  const frameReach = Number(told.get(ADAPTER_METADATA.frameReach));
  if (!kind || !Number.isInteger(frameReach) || frameReach < 0 || frameReach > MAX_FRAME_REACH)
    throw notAnAdapter('the model does not say which kind of adapter it is');
  return { kind, frameReach };
}

/** `null` where the graph is not one of unit rows to unit rows. */
function widthOf({ inputs, outputs }: Session): number | null {
  const [input, output] = [inputs[0], outputs[0]];
  const isOurs =
    inputs.length === 1 && outputs.length === 1 && input.name === ADAPTER_INPUT && output.name === ADAPTER_OUTPUT;
  if (!isOurs || input.type !== 'float32' || output.type !== 'float32') return null;
  const width = input.shape[1];
  return input.shape.length === 2 && typeof width === 'number' && output.shape[1] === width ? width : null;
}

function notAnAdapter(problem: string, cause?: unknown): ModelError {
  return new ModelError('INVALID', `not an adapter: ${problem}; train it again`, { cause });
}
