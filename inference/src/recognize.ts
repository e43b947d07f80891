import { decodeSegments, labelSegments, windowMeans, windows } from './domain/index.ts';
import type { DecodeOptions, VideoRecognition, WindowOptions } from './domain/index.ts';
import type { ConceptEmbeddings } from './embed-concepts.ts';
import { embedVideo } from './embed-video.ts';
import type { EmbedVideoOptions, VideoEmbeddings } from './embed-video.ts';
import type { FrameSource, ImageEncoder, Scorer } from './ports.ts';

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
  { window, decode }: Pick<RecognizeOptions, 'window' | 'decode'> = {},
): Promise<VideoRecognition> {
  const { dims, logitScale, id } = seen.encoder;
  const { durationMs, path } = seen.video;
  const conceptCount = concepts.labels.length;
  const frameLogits = await scorer.logits(seen.embeddings, concepts.embeddings, dims, logitScale);
  const spans = windows(seen.timesMs, durationMs, window);
  const logits = windowMeans(frameLogits, conceptCount, spans);
  const segments = decodeSegments(logits, conceptCount, spans, decode);
  return { path, durationMs, encoder: id, segments: labelSegments(segments, concepts.labels) };
}
