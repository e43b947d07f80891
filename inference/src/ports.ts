/**
 * The contracts between the recognition flow and the world. Only `adapters/` implements them;
 * `recognize.ts` and everything above know nothing else.
 *
 * Times are integer milliseconds from the start of the file; intervals are half-open `[startMs, endMs)`.
 */
import type { AdapterKind, CellSpan, FrameRate, ImageGeometry, WindowOptions } from './domain/index.ts';

export type { ImageGeometry };

/** Of everything that may take long: soon after `signal` is aborted it stops and throws the signal's reason. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/** A fraction that is kept exact, e.g. 30000/1001 frames per second. */
export interface Rational {
  readonly numerator: number;
  readonly denominator: number;
}

/** What probing tells about a video file. */
export interface VideoFacts {
  readonly path: string;
  /** Presentation length of the video stream; > 0. */
  readonly durationMs: number;
  /** Pixel size as shown, after rotation. */
  readonly width: number;
  readonly height: number;
  /** Clockwise rotation that the file's metadata asks for and the frames have been given: 0, 90, 180, 270. */
  readonly rotationDegrees: number;
  /** Average native rate; `null` where the container does not tell. */
  readonly fps: Rational | null;
  readonly timeBase: Rational;
  readonly codec: string;
  /** When it was recorded, as the container says, in milliseconds since 1970; `null` where it does not tell. */
  readonly recordedAtMs: number | null;
  /** Whether frames may be asked for by {@link FrameRequest.span}. */
  readonly isSeekable: boolean;
}

/** One decoded picture at the encoder's input size. */
export interface Frame {
  /** Presentation time relative to the start of the file, rounded to the millisecond. */
  readonly ptsMs: number;
  /** The same time in ticks of {@link VideoFacts.timeBase}, exact, not relative. */
  readonly pts: number;
  /** Interleaved RGB, row by row, `height * width * 3` bytes. Owned by the receiver. */
  readonly rgb: Uint8Array;
}

export interface FrameRequest {
  readonly geometry: ImageGeometry;
  /**
   * Frames per second to sample: the frame shown at the centre of each `1/fps` cell, once even if it is shown at several
   * centres (so `ptsMs` strictly ascends). `'native'` gives every frame. Default 2.
   */
  readonly fps?: FrameRate;
  /**
   * Sample the frame shown at each of these times instead (ascending): one frame for each, so that equal frames can
   * follow each other; none for times after the end.
   */
  readonly timesMs?: readonly number[];
  /**
   * Only the frames of these cells of `fps`; default: all. A frame that is shown at cells of two spans is one of the
   * earlier span, so that the frames of spans which follow each other are, joined, those of the whole video, to the bit
   * where nothing is damaged: then a report tells of the span what it would of the whole.
   *
   * Decoding begins at the key frame before the span. That leads to the same frames where the container keeps the time of
   * each picture and knows where key frames lie: MP4, QuickTime, Matroska, WebM. Other containers derive times from what
   * was read before (AVI, MPEG), or have to be searched for a place (MPEG-TS, FLV, OGG, WMV): they are not seekable, and
   * `open` refuses spans of them that do not begin at 0. So it does, with `NOT_SEEKABLE`, while the frames are consumed,
   * where no key frame leads to the span after all.
   */
  readonly span?: CellSpan;
}

/** What happened while decoding; final once the frames have been consumed. */
export interface DecodeReport {
  /** Frames handed out. */
  readonly frameCount: number;
  /** Frames that could not be decoded (skipped, the rest went on). */
  readonly damagedCount: number;
  /** The file ended before its container said it would. */
  readonly isTruncated: boolean;
}

export interface FrameStream {
  readonly video: VideoFacts;
  /**
   * Ascending in time; may be consumed once. Leaving the loop early stops the decoder. Has to be consumed (or `open`'s
   * signal aborted), else the decoder stays there, waiting.
   */
  readonly frames: AsyncIterable<Frame>;
  readonly report: () => DecodeReport;
}

/** Opens video files. Every method @throws {VideoError} naming the file and the remedy. */
export interface FrameSource {
  /** What can be told about a file without decoding it. */
  probe(path: string, options?: Abortable): Promise<VideoFacts>;
  /** Begins to decode. The signal also ends the frames that are still to come. */
  open(path: string, request: FrameRequest, options?: Abortable): Promise<FrameStream>;
}

export interface LiveReport extends DecodeReport {
  /** When the last picture stopped being shown. */
  readonly endMs: number;
}

/** What comes from a source that is still going on. */
export interface LiveStream {
  /**
   * As they come, ascending in time; may be consumed once. Ends with the source, and quietly when its signal is aborted.
   * Whoever consumes them has to keep up: what is not taken waits, and is late.
   *
   * @throws {VideoError} naming the source and the remedy
   */
  readonly frames: AsyncIterable<Frame>;
  /** When the frames have been consumed; `null` where they were left before the source ended. */
  readonly report: () => LiveReport | null;
}

/** Who made an embedding. Two embeddings are comparable only if their digests are equal. */
export interface EncoderIdentity {
  /** Catalogue id, e.g. `clip-vit-b32`. */
  readonly id: string;
  /** sha256 (hex) over files and preprocessing. */
  readonly digest: string;
  /** Width D of the embeddings. */
  readonly dims: number;
  /** Multiplies a cosine to give a logit; about 100 for CLIP. */
  readonly logitScale: number;
}

export interface ImageEncoder {
  readonly identity: EncoderIdentity;
  readonly geometry: ImageGeometry;
  /** Frames that one call encodes best at once. */
  readonly batchSize: number;
  /** Frames per embedding: 1 for a `frame` encoder, T for a `video` encoder (each T frames give one embedding). */
  readonly framesPerEmbedding: number;
  /**
   * @param images RGB as in {@link Frame.rgb}; the count is a multiple of `framesPerEmbedding`
   * @returns unit embeddings, row by row, `[count / framesPerEmbedding, dims]`
   */
  encode(images: readonly Uint8Array[], options?: Abortable): Promise<Float32Array>;
  /** Frees the tower, once what it is at is done. */
  close(): Promise<void>;
}

export interface TextEncoder {
  readonly identity: EncoderIdentity;
  /** Number of tokens of a text, special tokens included, and the most the encoder takes. */
  countTokens(text: string): { tokenCount: number; contextLength: number };
  /**
   * Words of a text that the encoder was never trained on, each once; `null` where that cannot be told, since its
   * tokenizer puts words together from pieces.
   */
  unseenWords(text: string): readonly string[] | null;
  /**
   * @returns unit embeddings, row by row, `[texts.length, dims]`
   * @throws {PromptError} for a text that is too long, or has no word; never truncates
   */
  encode(texts: readonly string[], options?: Abortable): Promise<Float32Array>;
  /** Frees the tower, once what it is at is done. */
  close(): Promise<void>;
}

/** Unit embeddings, row by row: numbers in single precision, or the bits of IEEE 754 half precision, as they are kept. */
export type EmbeddingRows = Float32Array | Uint16Array;

/** A trained residual over the embeddings of a frozen encoder; whose, it does not know. */
export interface Adapter {
  readonly kind: AdapterKind;
  /** Width of the embeddings. */
  readonly dims: number;
  /** Frames on either side that change what becomes of a frame; 0 where each is by itself. */
  readonly frameReach: number;
  /**
   * @param rows unit embeddings of one video's frames, in order of time `[rowCount, dims]`
   * @returns unit embeddings `[rowCount, dims]`
   */
  apply(rows: EmbeddingRows): Promise<Float32Array>;
  close(): Promise<void>;
}

/** The arithmetic that is done for every frame and every concept. */
export interface Scorer {
  /**
   * @param rows unit embeddings `[rowCount, dims]`
   * @param concepts unit embeddings `[conceptCount, dims]`
   * @param window rows are frames, and a row of the result is the mean over a window of them, as `windowMeans` of the
   *   domain says: one for each `cellIndex` of {@link windows}. Default: each row by itself
   * @returns `scale * rows · conceptsᵀ`, `[rowCount, conceptCount]`
   */
  logits(
    rows: EmbeddingRows,
    concepts: Float32Array,
    dims: number,
    scale: number,
    window?: WindowOptions,
  ): Promise<Float32Array>;
  /**
   * As {@link softmaxRows} of the domain, which says what it is; this one is for many rows.
   *
   * @param logits `[rowCount, conceptCount]`
   * @param temperature divides the logits; > 0
   * @returns `[rowCount, conceptCount]`, rows sum to 1
   */
  probabilities(logits: Float32Array, conceptCount: number, temperature: number): Promise<Float32Array>;
}
