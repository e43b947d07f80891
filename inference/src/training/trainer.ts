import { InferenceSession, Tensor } from 'onnxruntime-node';
import { gradientName } from './tape.ts';
import type { Parameter, Tape, Value } from './tape.ts';

export interface AdamWOptions {
  /** Decay of the running mean of gradients; default 0.9. */
  readonly beta1?: number;
  /** Decay of the running mean of squared gradients; default 0.999. */
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Decoupled weight decay, on tensors of two or more axes only; default 0. */
  readonly weightDecay?: number;
}

/**
 * Adam with decoupled weight decay; updates the parameters in place.
 *
 * @see https://arxiv.org/abs/1711.05101
 */
export class AdamW {
  readonly #slots: { parameter: Parameter; mean: Float32Array; variance: Float32Array }[];
  readonly #options: Required<AdamWOptions>;
  #stepCount = 0;

  constructor(parameters: readonly Parameter[], options: AdamWOptions = {}) {
    this.#options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, ...options };
    this.#slots = parameters.map((parameter) => ({
      parameter,
      mean: new Float32Array(parameter.data.length),
      variance: new Float32Array(parameter.data.length),
    }));
  }

  /** @param gradients one per parameter, in the constructor's order */
  step(gradients: readonly Float32Array[], learningRate: number): void {
    const { beta1, beta2, epsilon, weightDecay } = this.#options;
    this.#stepCount++;
    const meanScale = 1 / (1 - beta1 ** this.#stepCount);
    const varianceScale = 1 / (1 - beta2 ** this.#stepCount);
    for (const [index, { parameter, mean, variance }] of this.#slots.entries()) {
      const gradient = gradients[index];
      const { data } = parameter;
      const keep = parameter.shape.length > 1 ? 1 - learningRate * weightDecay : 1;
      for (let i = 0; i < data.length; i++) {
        const slope = gradient[i];
        const m = (mean[i] = beta1 * mean[i] + (1 - beta1) * slope);
        const v = (variance[i] = beta2 * variance[i] + (1 - beta2) * slope * slope);
        data[i] = keep * data[i] - (learningRate * m * meanScale) / (Math.sqrt(v * varianceScale) + epsilon);
      }
    }
  }
}

/** A compiled loss: one onnxruntime run gives the loss and all gradients; buffers are reused between steps. */
export class Trainer {
  readonly #session: InferenceSession;
  readonly #optimizer: AdamW;
  readonly #feeds: Record<string, Tensor> = {};
  readonly #fetches: Record<string, Tensor | null> = { loss: null };
  readonly #gradients: Float32Array[];

  private constructor(session: InferenceSession, parameters: readonly Parameter[], options: AdamWOptions) {
    this.#session = session;
    this.#optimizer = new AdamW(parameters, options);
    this.#gradients = parameters.map(({ data }) => new Float32Array(data.length));
    for (const [index, { name, shape, data }] of parameters.entries()) {
      this.#feeds[name] = new Tensor('float32', data, shape);
      this.#fetches[gradientName(name)] = new Tensor('float32', this.#gradients[index], shape);
    }
  }

  /** @param options `threadCount`: onnxruntime's intra-op threads; 1 (the default) makes runs repeatable to the bit */
  static async create(
    tape: Tape,
    loss: Value,
    { threadCount = 1, ...options }: AdamWOptions & { threadCount?: number } = {},
  ): Promise<Trainer> {
    const session = await InferenceSession.create(tape.differentiate(loss), {
      intraOpNumThreads: threadCount,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
    return new Trainer(session, tape.parameters, options);
  }

  /** Loss and gradients for one batch, in the order of the tape's parameters; valid until the next call. */
  async gradients(feeds: Readonly<Record<string, Tensor>>): Promise<{ loss: number; gradients: Float32Array[] }> {
    const { loss } = await this.#session.run({ ...this.#feeds, ...feeds }, this.#fetches);
    return { loss: (loss!.data as Float32Array)[0], gradients: this.#gradients };
  }

  /** One optimizer step. @returns the loss before it */
  async step(feeds: Readonly<Record<string, Tensor>>, learningRate: number): Promise<number> {
    const { loss, gradients } = await this.gradients(feeds);
    this.#optimizer.step(gradients, learningRate);
    return loss;
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}
