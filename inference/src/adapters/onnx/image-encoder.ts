import { Tensor } from 'onnxruntime-node';
import { ModelError } from '../../model-error.ts';
import type { ImageSpec } from '../../models/entry.ts';
import type { Abortable, EncoderIdentity, ImageEncoder } from '../../ports.ts';
import { createPixelWriter } from './pixels.ts';
import type { Layout, PixelWriter } from './pixels.ts';
import { Serial } from './serial.ts';
import { openSession } from './session.ts';
import type { Port, Session, SessionOptions } from './session.ts';
import { embeddingOutput, unitRows } from './tower.ts';

interface ImagePlan {
  readonly identity: EncoderIdentity;
  readonly spec: ImageSpec;
  readonly input: Port;
  readonly output: Port;
  readonly layout: Layout;
  /** Embeddings per run. */
  readonly batchSize: number;
  /** The graph takes exactly `batchSize`. */
  readonly isFixedBatch: boolean;
}

/**
 * Opens an image tower: input and layout are read from the graph.
 * @param path the ONNX file
 * @throws {ModelError} INVALID where the graph does not fit the entry
 */
export async function openImageEncoder(
  path: string,
  spec: ImageSpec,
  identity: EncoderIdentity,
  options: SessionOptions = {},
): Promise<ImageEncoder> {
  const session = await openSession(path, options);
  try {
    return new OnnxImageEncoder(session, plan(session, spec, identity));
  } catch (error) {
    await session.release();
    throw error;
  }
}

function plan(session: Session, spec: ImageSpec, identity: EncoderIdentity): ImagePlan {
  const input = session.inputs.find((candidate) => /pixel|image/.test(candidate.name)) ?? session.inputs[0];
  const rank = spec.framesPerEmbedding > 1 ? 5 : 4;
  if (!input || session.inputs.length !== 1 || input.type !== 'float32' || input.shape.length !== rank) {
    const found = session.inputs.map(describe).join(', ');
    throw new ModelError('INVALID', `${spec.file}: expected one float32 input of ${rank} axes, found ${found}`);
  }
  const layout = spec.layout ?? (input.shape.at(-1) === 3 ? 'nhwc' : 'nchw');
  checkAxes(input, spec, layout);
  const batch = input.shape[0];
  const isFixedBatch = typeof batch === 'number';
  const output = embeddingOutput(session, spec.output, spec.file);
  return { identity, spec, input, output, layout, batchSize: isFixedBatch ? batch : spec.batchSize, isFixedBatch };
}

function checkAxes(input: Port, spec: ImageSpec, layout: Layout): void {
  const expected = picture(spec, layout);
  const isFitting = expected.every((size, axis) => {
    const found = input.shape[axis + 1];
    return typeof found === 'string' || found === size;
  });
  if (!isFitting)
    throw new ModelError(
      'INVALID',
      `${spec.file}: input is ${describe(input)}, the entry says [n, ${expected.join(', ')}]`,
    );
}

function picture({ width, height, framesPerEmbedding }: ImageSpec, layout: Layout): number[] {
  const axes = layout === 'nhwc' ? [height, width, 3] : [3, height, width];
  return framesPerEmbedding > 1 ? [framesPerEmbedding, ...axes] : axes;
}

function describe(port: Port): string {
  return `${port.name} ${port.type}[${port.shape.join(', ')}]`;
}

class OnnxImageEncoder implements ImageEncoder {
  readonly identity: EncoderIdentity;
  readonly geometry: ImageEncoder['geometry'];
  readonly batchSize: number;
  readonly framesPerEmbedding: number;
  readonly #session: Session;
  readonly #plan: ImagePlan;
  readonly #write: PixelWriter;
  readonly #buffer: Float32Array;
  readonly #frameLength: number;
  readonly #serial = new Serial();

  constructor(session: Session, imagePlan: ImagePlan) {
    const { spec, identity, layout, batchSize } = imagePlan;
    const { width, height, fit, framesPerEmbedding } = spec;
    this.#session = session;
    this.#plan = imagePlan;
    this.identity = identity;
    this.geometry = { width, height, fit };
    this.framesPerEmbedding = framesPerEmbedding;
    this.batchSize = batchSize * framesPerEmbedding;
    this.#frameLength = width * height * 3;
    this.#write = createPixelWriter(spec, width * height, layout);
    this.#buffer = new Float32Array(this.batchSize * this.#frameLength);
  }

  async encode(images: readonly Uint8Array[], { signal }: Abortable = {}): Promise<Float32Array> {
    this.#check(images);
    const { dims } = this.identity;
    const embeddings = new Float32Array((images.length / this.framesPerEmbedding) * dims);
    for (let start = 0; start < images.length; start += this.batchSize) {
      signal?.throwIfAborted();
      const batch = images.slice(start, start + this.batchSize);
      const rows = await this.#serial.run(() => this.#encodeBatch(batch));
      embeddings.set(rows, (start / this.framesPerEmbedding) * dims);
    }
    return embeddings;
  }

  async #encodeBatch(images: readonly Uint8Array[]): Promise<Float32Array> {
    const { input, output, spec, layout, batchSize, isFixedBatch } = this.#plan;
    images.forEach((rgb, index) => this.#write(rgb, this.#buffer, index * this.#frameLength));
    const count = images.length / this.framesPerEmbedding;
    const rowCount = isFixedBatch ? batchSize : count;
    const data = this.#buffer.subarray(0, rowCount * this.framesPerEmbedding * this.#frameLength);
    const tensor = new Tensor('float32', data, [rowCount, ...picture(spec, layout)]);
    const outputs = await this.#session.run({ [input.name]: tensor }, [output.name]);
    return unitRows(outputs[output.name], count, this.identity.dims, spec.file);
  }

  #check(images: readonly Uint8Array[]): void {
    if (images.length % this.framesPerEmbedding !== 0)
      throw new RangeError(`${images.length} frames: this encoder takes multiples of ${this.framesPerEmbedding}`);
    const wrong = images.findIndex((rgb) => rgb.length !== this.#frameLength);
    if (wrong >= 0)
      throw new RangeError(`frame ${wrong} has ${images[wrong].length} bytes, expected ${this.#frameLength}`);
  }

  close(): Promise<void> {
    return this.#serial.run(() => this.#session.release());
  }
}
