import { Tensor } from 'onnxruntime-node';
import { ModelError } from '../../model-error.ts';
import type { TextSpec } from '../../models/entry.ts';
import type { Abortable, EncoderIdentity, TextEncoder } from '../../ports.ts';
import { Serial } from './serial.ts';
import { openSession } from './session.ts';
import type { Port, Session, SessionOptions } from './session.ts';
import { batchTokens } from './token-batch.ts';
import type { TokenBatch } from './token-batch.ts';
import { openTokenizer } from './tokenizer.ts';
import type { PromptTokenizer } from './tokenizer.ts';
import { embeddingOutput, unitRows } from './tower.ts';

/**
 * Opens a text tower with its tokenizer: names and types of the inputs are read from the graph.
 * @throws {ModelError} INVALID where the graph does not fit the entry
 */
export async function openTextEncoder(
  files: { readonly model: string; readonly tokenizer: string },
  spec: TextSpec,
  identity: EncoderIdentity,
  options: SessionOptions = {},
): Promise<TextEncoder> {
  const tokenizer = await openTokenizer(files.tokenizer, spec);
  const session = await openSession(files.model, options);
  try {
    return new OnnxTextEncoder(session, tokenizer, spec, identity);
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** What fills an input, by the name that exporters give it. */
const FILLERS: readonly { readonly pattern: RegExp; readonly fill: (batch: TokenBatch) => Float64Array }[] = [
  { pattern: /mask/, fill: (batch) => batch.mask },
  { pattern: /type/, fill: (batch) => new Float64Array(batch.ids.length) },
  { pattern: /^(?!.*position).*(id|token|text)/, fill: (batch) => batch.ids },
];

class OnnxTextEncoder implements TextEncoder {
  readonly identity: EncoderIdentity;
  readonly #session: Session;
  readonly #tokenizer: PromptTokenizer;
  readonly #spec: TextSpec;
  readonly #output: Port;
  /** Length that the graph insists on. */
  readonly #fixedLength: number | undefined;
  readonly #fixedBatch: number | undefined;
  readonly #serial = new Serial();

  constructor(session: Session, tokenizer: PromptTokenizer, spec: TextSpec, identity: EncoderIdentity) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#spec = spec;
    this.identity = identity;
    this.#output = embeddingOutput(session, spec.output, spec.file);
    for (const port of session.inputs) checkInput(port, spec);
    const [batch, length] = session.inputs[0].shape;
    this.#fixedBatch = typeof batch === 'number' ? batch : undefined;
    this.#fixedLength = typeof length === 'number' ? length : undefined;
  }

  countTokens(text: string): { tokenCount: number; contextLength: number } {
    return { tokenCount: this.#tokenizer.count(text), contextLength: this.#spec.contextLength };
  }

  unseenWords(text: string): readonly string[] | null {
    return this.#tokenizer.unseenWords(text);
  }

  async encode(texts: readonly string[], { signal }: Abortable = {}): Promise<Float32Array> {
    const { padding, contextLength, batchSize } = this.#spec;
    const tokens = texts.map((text) => this.#tokenizer.encode(text));
    const paddedLength = this.#fixedLength ?? (padding.to === 'context' ? contextLength : undefined);
    const { dims } = this.identity;
    const embeddings = new Float32Array(texts.length * dims);
    const batches = batchTokens(tokens, { paddedLength, padId: padding.id, batchSize: this.#fixedBatch ?? batchSize });
    for (const batch of batches) {
      signal?.throwIfAborted();
      const rows = await this.#serial.run(() => this.#encodeBatch(batch));
      batch.indices.forEach((index, row) => embeddings.set(rows.subarray(row * dims, (row + 1) * dims), index * dims));
    }
    return embeddings;
  }

  async #encodeBatch(batch: TokenBatch): Promise<Float32Array> {
    const rowCount = this.#fixedBatch ?? batch.indices.length;
    const feeds = this.#session.inputs.map((port) => [port.name, feed(port, batch, rowCount)] as const);
    const outputs = await this.#session.run(Object.fromEntries(feeds), [this.#output.name]);
    return unitRows(outputs[this.#output.name], batch.indices.length, this.identity.dims, this.#spec.file);
  }

  close(): Promise<void> {
    return this.#serial.run(() => this.#session.release());
  }
}

function checkInput({ name, type, shape }: Port, spec: TextSpec): void {
  const isKnown = FILLERS.some(({ pattern }) => pattern.test(name)) && (type === 'int64' || type === 'int32');
  if (!isKnown || shape.length !== 2)
    throw new ModelError('INVALID', `${spec.file}: cannot fill input ${name} ${type}[${shape.join(', ')}]`);
  const length = shape[1];
  if (typeof length === 'number' && length < spec.contextLength)
    throw new ModelError('INVALID', `${spec.file}: takes ${length} tokens, the entry says ${spec.contextLength}`);
}

function feed(port: Port, batch: TokenBatch, rowCount: number): Tensor {
  const values = FILLERS.find(({ pattern }) => pattern.test(port.name))!.fill(batch);
  const dims = [rowCount, batch.length];
  const size = rowCount * batch.length;
  if (port.type === 'int32') {
    const data = new Int32Array(size);
    data.set(values);
    return new Tensor('int32', data, dims);
  }
  const data = new BigInt64Array(size);
  values.forEach((value, index) => (data[index] = BigInt(value)));
  return new Tensor('int64', data, dims);
}
