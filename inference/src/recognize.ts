import { decodeSegments, labelSegments, windowMeans, windows } from './domain/index.ts';
import type { DecodeOptions, Segment, VideoRecognition, WindowOptions } from './domain/index.ts';
import type { ConceptEmbeddings } from './embed-concepts.ts';
import { embedVideo } from './embed-video.ts';
import type { EmbedVideoOptions, VideoEmbeddings } from './embed-video.ts';
import type { EncoderIdentity, FrameSource, ImageEncoder, Scorer } from './ports.ts';

export interface RecognizeOptions extends EmbedVideoOptions {
  readonly window?: WindowOptions;
  readonly decode?: DecodeOptions;
}

/**
 * START HERE: the method on one page. The encoder is frozen, so what is seen and what is said meet only in a product
 * of matrices; everything that people edit lies on the side of the words.
 *
 * video file → frames → image encoder ┐
 *  words × prompts → text encoder     ┴→ logits → window means → calibrate → decode → segments
 */
export async function recognize(
  path: string,
  concepts: ConceptEmbeddings,
  ports: { readonly frameSource: FrameSource; readonly imageEncoder: ImageEncoder; readonly scorer: Scorer },
  options: RecognizeOptions = {},
): Promise<VideoRecognition> {
  const seen = await embedVideo(path, ports.frameSource, ports.imageEncoder, options);
  return recognizeEmbeddings(seen, concepts, ports.scorer, options);
}

/** The second half, over embeddings that were made before: no pixel is touched. */
export async function recognizeEmbeddings(
  seen: VideoEmbeddings,
  concepts: ConceptEmbeddings,
  scorer: Scorer,
  options: Pick<RecognizeOptions, 'window' | 'decode'> = {},
): Promise<VideoRecognition> {
  const { durationMs, path } = seen.video;
  const segments = await findSegments({ ...seen, durationMs }, concepts, scorer, options);
  return { path, durationMs, encoder: seen.encoder.id, segments: labelSegments(segments, concepts.labels) };
}

/** What {@link findSegments} needs of a video: its embeddings, wherever they were kept. */
export interface SeenFrames extends Pick<VideoEmbeddings, 'timesMs' | 'embeddings'> {
  readonly durationMs: number;
  readonly encoder: Pick<EncoderIdentity, 'dims' | 'logitScale'>;
}

/** Where pictures and words meet: logits ▶ window means ▶ calibrate ▶ decode. */
export async function findSegments(
  { timesMs, embeddings, durationMs, encoder }: SeenFrames,
  concepts: ConceptEmbeddings,
  scorer: Scorer,
  { window, decode }: Pick<RecognizeOptions, 'window' | 'decode'> = {},
): Promise<Segment[]> {
  const conceptCount = concepts.labels.length;
  const frameLogits = await scorer.logits(embeddings, concepts.embeddings, encoder.dims, encoder.logitScale);
  const spans = windows(timesMs, durationMs, window);
  return decodeSegments(windowMeans(frameLogits, conceptCount, spans), conceptCount, spans, decode);
}
