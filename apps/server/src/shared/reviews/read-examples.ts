import type { Database } from '@actionary/database';
import type { ReviewedExamples } from '@actionary/inference';
import type { AdapterKind, FrameChoice } from '@actionary/inference/domain';
import type { RecipeWords } from '../encoders/recipe-words.ts';
import { readSpanFrames } from '../encoders/span-frames.ts';
import type { ReviewedExamples as FoundExamples } from './reviewed-examples.ts';

/** Of an example, as many as tell what it shows; of a temporal one neighbours, whose order counts. */
const FRAMES: Readonly<Record<AdapterKind, FrameChoice>> = {
  linear: { count: 8, from: 'spread' },
  bottleneck: { count: 8, from: 'spread' },
  temporal: { count: 16, from: 'middle' },
};

/** Reviewed spans as an adapter of a kind learns from them. @param found one at least. @throws as {@link readSpanFrames} */
export async function readReviewedExamples(
  db: Database,
  { concepts, embedded, encoder }: RecipeWords,
  found: FoundExamples,
  { kind, signal }: { readonly kind: AdapterKind; readonly signal: AbortSignal },
): Promise<ReviewedExamples> {
  const indexOf = new Map(concepts.map(({ conceptId }, index) => [conceptId, index]));
  return {
    dims: encoder.dims,
    texts: embedded.embeddings,
    ...(await readSpanFrames(db, found, FRAMES[kind], signal)),
    concepts: found.spans.map(({ conceptId }) => indexOf.get(conceptId)!),
    videos: found.spans.map(({ contentSha256 }) => contentSha256),
  };
}
