import { openEncoder, openFaceDetector, openScorer } from '@actionary/inference';
import type { EncoderPair, FaceDetector, Scorer } from '@actionary/inference';

/** Encoders that stay open between uses; each holds its weights in memory, so only the last few do. */
export class EncoderPool {
  readonly #capacity: number;
  readonly #session: { readonly threads?: number };
  readonly #open = new Map<string, Promise<EncoderPair>>();
  readonly #uses = new Map<string, number>();
  readonly #closing = new AbortController();
  #scorer: ReturnType<typeof openScorer> | null = null;
  #faceDetector: Promise<FaceDetector> | null = null;

  /** @param options `capacity`: encoders that stay open, 2; `threads` that a run takes, default: onnxruntime's own choice */
  constructor({ capacity = 2, threads = null }: { readonly capacity?: number; readonly threads?: number | null } = {}) {
    this.#capacity = capacity;
    this.#session = threads === null ? {} : { threads };
  }

  /** Aborts when the pool is closed: for work that goes on when nobody waits for it. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Runs `use` with the encoder, opening it first where it is not open. @throws {ModelError} NOT_INSTALLED, UNKNOWN, INVALID */
  async use<T>(id: string, use: (encoder: EncoderPair) => Promise<T>): Promise<T> {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1);
    try {
      return await use(await this.#get(id));
    } finally {
      this.#uses.set(id, this.#uses.get(id)! - 1);
      await this.#shrink(this.#capacity);
    }
  }

  /** The product of embeddings; stays open. */
  scorer(): Promise<Scorer> {
    return (this.#scorer ??= openScorer(this.#session));
  }

  /** Finds faces in pictures; stays open. Beside everything else, on one core. @throws {ModelError} */
  faceDetector(): Promise<FaceDetector> {
    return (this.#faceDetector ??= openFaceDetector({ threads: 1 }));
  }

  /** Closes everything; call it when nothing is in use. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the encoders are closed'));
    await this.#shrink(0);
    await (await this.#scorer)?.close();
    await (await this.#faceDetector)?.close();
  }

  #get(id: string): Promise<EncoderPair> {
    const opened = this.#open.get(id) ?? openEncoder(id, this.#session);
    // Last in the map: the most recently used.
    this.#open.delete(id);
    this.#open.set(id, opened);
    opened.catch(() => this.#open.delete(id));
    return opened;
  }

  async #shrink(count: number): Promise<void> {
    const idle = [...this.#open].filter(([id]) => !this.#uses.get(id));
    for (const [id, opened] of idle.slice(0, Math.max(0, this.#open.size - count))) {
      this.#open.delete(id);
      await (await opened).close();
    }
  }
}
