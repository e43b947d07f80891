import { DECODE_DEFAULTS, decodeSegments, labelSegments, smoothRows, softenNovel, windows } from './domain/index.ts';
import type { DecodeOptions, Segment, VideoRecognition, Window, WindowOptions } from './domain/index.ts';
import type { ConceptEmbeddings } from './embed-concepts.ts';
import type { VideoEmbeddings } from './embed-video.ts';
import type { Adapter, EmbeddingRows, EncoderIdentity, Scorer } from './ports.ts';
import { unknownWindows } from './unknown-references.ts';
import type { UnknownReferences } from './unknown-references.ts';

/** How frames are scored together, and how scores become segments. */
export interface RecognizeOptions {
  /** What was learned from reviews: changes the frames' embeddings before they are scored. Default: nothing. */
  readonly adapter?: Pick<Adapter, 'apply' | 'dims' | 'frameReach'> | undefined;
  readonly window?: WindowOptions;
  readonly decode?: DecodeOptions;
  /** What reviews say is none of the words: such windows are unknown whatever the probabilities. Default: nothing. */
  readonly unknown?: UnknownReferences | undefined;
}

/** What windows are scored by. */
type ScoreOptions = Omit<RecognizeOptions, 'unknown'> & {
  readonly unknown?: Pick<UnknownReferences, 'negatives' | 'examples'> | undefined;
};

/**
 * START HERE: the method on one page. The encoder is frozen, so what is seen and what is said meet only in a product
 * of matrices; everything that people edit lies on the side of the words.
 *
 *    `embedVideo`: video file → frames → image encoder [→ adapter] ┐
 *   `embedConcepts`: words × prompts → text encoder                ┴→ logits → window means → calibrate → decode → segments
 *
 * @param seen by the image tower of an encoder
 * @param words as the text tower of the same encoder sees them
 * @example
 *   const words = await embedConcepts(concepts, encoder.text);
 *   const seen = await embedVideo('packing.mp4', createFrameSource(), encoder.image);
 *   await recognize(seen, words, await openScorer());
 *   // { path: 'packing.mp4', durationMs: 47867, encoder: 'workbench', segments: [
 *   //   { startMs: 0, endMs: 2467, label: 'Pick up', probability: 0.96, runnersUp: [{ label: 'Wipe', … }, …] }, …] }
 */
export async function recognize(
  seen: VideoEmbeddings,
  words: ConceptEmbeddings,
  scorer: Scorer,
  options: RecognizeOptions = {},
): Promise<VideoRecognition> {
  const { path, durationMs } = seen.video;
  const segments = await findSegments({ ...seen, durationMs }, words, scorer, options);
  return { path, durationMs, encoder: seen.encoder.id, segments: labelSegments(segments, words.labels) };
}

/** What {@link findSegments} needs of a video: its embeddings, wherever they were kept. */
export interface SeenFrames {
  /** Presentation times, ascending. */
  readonly timesMs: ArrayLike<number>;
  /** `[timesMs.length, dims]` */
  readonly embeddings: EmbeddingRows;
  readonly durationMs: number;
  readonly encoder: Pick<EncoderIdentity, 'dims' | 'logitScale'>;
}

/** Windows, and how well each fits each of the words. */
export interface WindowLogits {
  /** In order of time, tiling the video. */
  readonly spans: readonly Window[];
  /** `[spans.length, conceptCount]`, smoothed; no temperature has divided them yet. */
  readonly logits: Float32Array;
  /** Cosines to the negative texts `[spans.length, n]` and to the examples `[spans.length, m]`, where there are some. */
  readonly negatives: Float32Array;
  readonly examples: Float32Array;
}

/** Where pictures and words meet. */
export async function scoreWindows(
  { timesMs, embeddings, durationMs, encoder }: SeenFrames,
  words: ConceptEmbeddings,
  scorer: Scorer,
  { adapter, window = {}, decode, unknown }: ScoreOptions = {},
): Promise<WindowLogits> {
  const spans = windows(timesMs, durationMs, window);
  const { dims, logitScale } = encoder;
  if (adapter && adapter.dims !== dims)
    throw new RangeError(`the adapter is for embeddings ${adapter.dims} wide, these are ${dims}`);
  const adapted = adapter ? await adapter.apply(embeddings) : embeddings;
  // [frames, dims] · [texts, dims]ᵀ → [frames, texts] → [windows, texts]
  const compare = async (rows: EmbeddingRows, texts: Float32Array, scale: number) =>
    texts.length === 0
      ? new Float32Array(0)
      : rowsAt(await scorer.logits(rows, texts, dims, scale, window), texts.length / dims, spans);
  const logits = await compare(adapted, words.embeddings, logitScale);
  const { negatives = NOTHING, examples = NOTHING } = unknown ?? {};
  return {
    spans,
    logits: decode?.smoothing ? smoothRows(logits, words.labels.length, decode.smoothing) : logits,
    negatives: await compare(adapted, negatives, 1),
    examples: await compare(embeddings, examples, 1),
  };
}

const NOTHING = new Float32Array(0);

/** What is done when. @returns segments by concept index, in order of time, tiling the video */
export async function findSegments(
  seen: SeenFrames,
  words: ConceptEmbeddings,
  scorer: Scorer,
  options: RecognizeOptions = {},
): Promise<Segment[]> {
  const { decode, unknown } = options;
  const conceptCount = words.labels.length;
  const scored = await scoreWindows(seen, words, scorer, options);
  const { spans } = scored;
  const logits = decode?.scales ? softenNovel(scored.logits, decode.scales) : scored.logits;
  const probabilities = await scorer.probabilities(
    logits,
    conceptCount,
    decode?.temperature ?? DECODE_DEFAULTS.temperature,
  );
  const isUnknown = unknown && unknownWindows(unknown, scored, conceptCount, seen.encoder);
  return decodeSegments({ spans, logits, probabilities, conceptCount, isUnknown }, decode);
}

/** The rows of windows; nearly always all there are, and not copied then. */
function rowsAt(cells: Float32Array, width: number, spans: readonly Window[]): Float32Array {
  if (cells.length === spans.length * width) return cells;
  const rows = new Float32Array(spans.length * width);
  for (const [index, { cellIndex }] of spans.entries())
    rows.set(cells.subarray(cellIndex * width, (cellIndex + 1) * width), index * width);
  return rows;
}
