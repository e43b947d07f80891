import type { DecodeReport, EncoderIdentity, Frame, FrameSource, ImageEncoder, VideoFacts } from './ports.ts';

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

export interface EmbedVideoOptions {
  /** Frames sampled per second, or all of them; default 2. */
  readonly fps?: number | 'native';
  /** Leaves out the encoding of frames that hardly changed; default: every frame is encoded. */
  readonly isRedundant?: IsRedundant;
  readonly signal?: AbortSignal;
  /** Called as frames are encoded, with the time reached. */
  readonly onProgress?: (timeMs: number, video: VideoFacts) => void;
}

/** Frames waiting to be encoded together, and for each sampled time the row its embedding will be in. */
class EmbeddingRows {
  readonly timesMs: number[] = [];
  readonly rowOfTime: number[] = [];
  readonly #chunks: Float32Array[] = [];
  #rowCount = 0;

  add(timeMs: number, isNewRow: boolean): void {
    if (isNewRow) this.#rowCount++;
    this.timesMs.push(timeMs);
    this.rowOfTime.push(this.#rowCount - 1);
  }

  push(chunk: Float32Array): void {
    this.#chunks.push(chunk);
  }

  get reusedCount(): number {
    return this.timesMs.length - this.#rowCount;
  }

  /** @returns one row per time */
  gather(dims: number): Float32Array {
    const encoded = new Float32Array(this.#rowCount * dims);
    let offset = 0;
    for (const chunk of this.#chunks) {
      encoded.set(chunk, offset);
      offset += chunk.length;
    }
    if (this.reusedCount === 0) return encoded;
    const rows = new Float32Array(this.timesMs.length * dims);
    for (const [index, row] of this.rowOfTime.entries()) {
      rows.set(encoded.subarray(row * dims, (row + 1) * dims), index * dims);
    }
    return rows;
  }
}

/**
 * Video file → frames → frozen image encoder. Decoding (in its own process) and encoding overlap; memory holds a few
 * batches of frames, however long the video is.
 *
 * @throws {VideoError} naming the file
 */
export async function embedVideo(
  path: string,
  frameSource: FrameSource,
  encoder: ImageEncoder,
  options: EmbedVideoOptions = {},
): Promise<VideoEmbeddings> {
  const { fps = 2, isRedundant = () => false, signal, onProgress } = options;
  const run = signal ? { signal } : {};
  const stream = await frameSource.open(path, { geometry: encoder.geometry, fps }, run);
  const rows = new EmbeddingRows();
  const encode = async (images: readonly Uint8Array[], timeMs: number) => {
    rows.push(await encoder.encode(images, run));
    onProgress?.(timeMs, stream.video);
  };
  let encoding: Promise<void> = Promise.resolve();
  let waiting: Uint8Array[] = [];
  for await (const { timeMs, images } of groupFrames(stream.frames, encoder.framesPerEmbedding)) {
    const isUnchanged = images.every(isRedundant);
    const isNew = !isUnchanged || rows.timesMs.length === 0;
    rows.add(timeMs, isNew);
    if (!isNew) continue;
    waiting.push(...images);
    if (waiting.length < encoder.batchSize * encoder.framesPerEmbedding) continue;
    await encoding;
    encoding = encode(waiting, timeMs);
    // A rejection is met at the next await; until then it must not count as unhandled.
    encoding.catch(() => {});
    waiting = [];
  }
  await encoding;
  if (waiting.length > 0) await encode(waiting, stream.video.durationMs);
  return {
    video: stream.video,
    encoder: encoder.identity,
    timesMs: rows.timesMs,
    embeddings: rows.gather(encoder.identity.dims),
    report: stream.report(),
    reusedCount: rows.reusedCount,
  };
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
