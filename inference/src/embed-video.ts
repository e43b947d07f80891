import type { CellSpan, FrameRate } from './domain/index.ts';
import type {
  Abortable,
  DecodeReport,
  EncoderIdentity,
  Frame,
  FrameSource,
  ImageEncoder,
  VideoFacts,
} from './ports.ts';

/** A video as the encoder sees it: everything that recognition needs of the pixels, worth keeping. */
export interface VideoEmbeddings {
  readonly video: VideoFacts;
  readonly encoder: EncoderIdentity;
  /** Presentation times of the embeddings, ascending. */
  readonly timesMs: readonly number[];
  /** Unit rows `[timesMs.length, dims]`. */
  readonly embeddings: Float32Array;
  readonly report: DecodeReport;
  /** Frames that were given the embedding of the frame before them, because they hardly differ from it. */
  readonly reusedCount: number;
}

/** Tells whether a frame hardly differs from the last one it said `false` to. */
type IsRedundant = (rgb: Uint8Array) => boolean;

export interface EmbedVideoOptions extends Abortable {
  /** Frames sampled per second, or all of them; default 2. */
  readonly fps?: FrameRate | undefined;
  /**
   * Only these sampling cells: the spans of a video can be embedded by several machines at once, and are, joined, what the
   * whole is. Not for encoders that take several frames, nor with `isRedundant`, which both look across the edges.
   */
  readonly span?: CellSpan | undefined;
  /** Leaves out the encoding of frames that hardly changed; default: every frame is encoded. */
  readonly isRedundant?: IsRedundant | undefined;
  /** Called as frames are encoded, with the time reached. */
  readonly onProgress?: (timeMs: number, video: VideoFacts) => void;
}

/** Embeddings of a run of frames. */
export interface EmbeddedChunk {
  /** Presentation times of the embeddings, ascending; never empty. */
  readonly timesMs: readonly number[];
  /** Unit rows `[timesMs.length, dims]`. */
  readonly embeddings: Float32Array;
  /** Frames that were given the embedding of the frame before them. */
  readonly reusedCount: number;
}

/** A video's embeddings as they are made. */
export interface EmbeddingStream extends Pick<VideoEmbeddings, 'video' | 'encoder'> {
  /** In order of time; to be consumed once, and to the end or left early, which stops the decoder. */
  readonly chunks: AsyncIterable<EmbeddedChunk>;
  /** Final once the chunks have been consumed. */
  readonly report: () => DecodeReport;
}

export interface StreamEmbeddingsOptions extends EmbedVideoOptions {
  /** Embeddings in each chunk but the last; default 256. */
  readonly chunkSize?: number;
  /**
   * Embeddings at the start that are there already: their frames are decoded, but not encoded. Decoded, because a seek
   * lands where the file's index says, and damaged files lie; so what follows, the report included, is what it would be
   * without the interruption, to the bit if it is a multiple of `chunkSize`. (A `span` is sought, but tells by its report
   * whether to trust it.) Default 0.
   */
  readonly skipCount?: number;
}

/**
 * Video file → frames → frozen image encoder. Decoding (in its own process) and encoding overlap; memory holds a chunk
 * of embeddings and a few batches of frames, however long the video is.
 *
 * @throws {VideoError} naming the file; while the chunks are consumed, too
 * @throws {RangeError} for a span that has to see what is outside it
 */
export async function streamEmbeddings(
  path: string,
  frameSource: FrameSource,
  encoder: ImageEncoder,
  options: StreamEmbeddingsOptions = {},
): Promise<EmbeddingStream> {
  const { fps = 2, span, signal } = options;
  if (span && (encoder.framesPerEmbedding > 1 || options.isRedundant)) {
    throw new RangeError('a span is embedded frame by frame: take the whole video');
  }
  const request = { geometry: encoder.geometry, fps, ...(span && { span }) };
  const { video, frames, report } = await frameSource.open(path, request, { signal });
  const groups = groupFrames(frames, encoder.framesPerEmbedding);
  const onProgress = (timeMs: number) => options.onProgress?.(timeMs, video);
  return { video, encoder: encoder.identity, chunks: embedGroups(groups, encoder, { ...options, onProgress }), report };
}

/** {@link streamEmbeddings}, all at once. @throws {VideoError} naming the file */
export async function embedVideo(
  path: string,
  frameSource: FrameSource,
  encoder: ImageEncoder,
  options: EmbedVideoOptions = {},
): Promise<VideoEmbeddings> {
  const { video, encoder: identity, chunks, report } = await streamEmbeddings(path, frameSource, encoder, options);
  const parts: EmbeddedChunk[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return {
    video,
    encoder: identity,
    timesMs: parts.flatMap(({ timesMs }) => timesMs),
    embeddings: joinRows(parts.map(({ embeddings }) => embeddings)),
    report: report(),
    reusedCount: parts.reduce((sum, { reusedCount }) => sum + reusedCount, 0),
  };
}

type GroupOptions = Pick<StreamEmbeddingsOptions, 'chunkSize' | 'skipCount' | 'isRedundant' | 'signal'> & {
  readonly onProgress: (timeMs: number) => void;
};

async function* embedGroups(
  groups: AsyncIterable<FrameGroup>,
  encoder: ImageEncoder,
  options: GroupOptions,
): AsyncGenerator<EmbeddedChunk, void, undefined> {
  const { chunkSize = 256, skipCount = 0, isRedundant = () => false } = options;
  let chunk = new GrowingChunk(encoder, options);
  let index = 0;
  for await (const group of groups) {
    // Asked of skipped frames too: it compares each frame with those before it.
    const isUnchanged = group.images.every(isRedundant);
    if (index++ < skipCount) continue;
    await chunk.add(group, isUnchanged);
    if (chunk.size < chunkSize) continue;
    yield await chunk.finish();
    chunk = new GrowingChunk(encoder, options);
  }
  if (chunk.size > 0) yield await chunk.finish();
}

/** A chunk while its frames are encoded in batches; it depends on no frame outside it. */
class GrowingChunk {
  readonly #encoder: ImageEncoder;
  readonly #options: GroupOptions;
  readonly #timesMs: number[] = [];
  /** For each time the row of its embedding in what has been encoded. */
  readonly #rowOfTime: number[] = [];
  readonly #encoded: Float32Array[] = [];
  #rowCount = 0;
  #waiting: Uint8Array[] = [];
  #encoding: Promise<void> = Promise.resolve();

  constructor(encoder: ImageEncoder, options: GroupOptions) {
    this.#encoder = encoder;
    this.#options = options;
  }

  get size(): number {
    return this.#timesMs.length;
  }

  /** Returns as soon as the next frame may come: a full batch is encoded meanwhile. */
  async add({ timeMs, images }: FrameGroup, isUnchanged: boolean): Promise<void> {
    const isNew = !isUnchanged || this.size === 0;
    if (isNew) this.#rowCount++;
    this.#timesMs.push(timeMs);
    this.#rowOfTime.push(this.#rowCount - 1);
    if (!isNew) return;
    this.#waiting.push(...images);
    const { batchSize, framesPerEmbedding } = this.#encoder;
    if (this.#waiting.length >= batchSize * framesPerEmbedding) await this.#encodeWaiting();
  }

  async finish(): Promise<EmbeddedChunk> {
    if (this.#waiting.length > 0) await this.#encodeWaiting();
    await this.#encoding;
    return {
      timesMs: this.#timesMs,
      embeddings: repeatRows(joinRows(this.#encoded), this.#rowOfTime, this.#encoder.identity.dims),
      reusedCount: this.#timesMs.length - this.#rowCount,
    };
  }

  /** Begins with what waits once the batch before it is done. */
  async #encodeWaiting(): Promise<void> {
    await this.#encoding;
    this.#encoding = this.#encode(this.#waiting, this.#timesMs.at(-1)!);
    // A rejection is met at the next await; until then it must not count as unhandled.
    this.#encoding.catch(() => {});
    this.#waiting = [];
  }

  async #encode(images: readonly Uint8Array[], timeMs: number): Promise<void> {
    const { signal, onProgress } = this.#options;
    this.#encoded.push(await this.#encoder.encode(images, { signal }));
    onProgress(timeMs);
  }
}

function joinRows(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Row `rowOfTime[i]` of `rows` as row i. */
function repeatRows(rows: Float32Array, rowOfTime: readonly number[], dims: number): Float32Array {
  if (rows.length === rowOfTime.length * dims) return rows;
  const repeated = new Float32Array(rowOfTime.length * dims);
  for (const [index, row] of rowOfTime.entries()) {
    repeated.set(rows.subarray(row * dims, (row + 1) * dims), index * dims);
  }
  return repeated;
}

interface FrameGroup {
  /** Middle of the group. */
  readonly timeMs: number;
  readonly images: readonly Uint8Array[];
}

/** Runs of `size` frames, as a video encoder wants them; the last run is filled from the frames before it. */
async function* groupFrames(frames: AsyncIterable<Frame>, size: number): AsyncGenerator<FrameGroup, void, undefined> {
  let group: Frame[] = [];
  let previous: Frame[] = [];
  for await (const frame of frames) {
    group.push(frame);
    if (group.length < size) continue;
    yield toGroup(group, group);
    previous = group;
    group = [];
  }
  if (group.length === 0) return;
  const filled = [...previous, ...group].slice(-size);
  while (filled.length < size) filled.push(filled.at(-1)!);
  yield toGroup(group, filled);
}

function toGroup(timed: readonly Frame[], shown: readonly Frame[]): FrameGroup {
  const timeMs = Math.round((timed[0].ptsMs + timed.at(-1)!.ptsMs) / 2);
  return { timeMs, images: shown.map(({ rgb }) => rgb) };
}
