import { getVocabularyVersions } from '@actionary/database';
import type { Recipe } from '@actionary/database';
import { ModelError, PromptError } from '@actionary/inference';
import type { ReviewedExamples } from '@actionary/inference';
import { PromptTemplateError } from '@actionary/inference/domain';
import type { AdapterKind, FrameChoice } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import { describeWords } from '../encoders/descriptive-texts.ts';
import { encodeRecipeWords } from '../encoders/recipe-words.ts';
import { readSpanFrames } from '../encoders/span-frames.ts';
import { findExamples } from './reviewed-examples.ts';
import type { ReviewedExamples as ReviewedSpans } from './reviewed-examples.ts';

/** Of an example, as many as tell what it shows; of a temporal one neighbours, whose order counts. */
const FRAMES: Readonly<Record<AdapterKind, FrameChoice>> = {
  linear: { count: 8, from: 'spread' },
  bottleneck: { count: 8, from: 'spread' },
  temporal: { count: 16, from: 'middle' },
};

/** There are too few reviews, perhaps since some have been withdrawn. */
export class TooFewReviews extends Error {}

/** What can be learned with a recipe's words. */
export interface LearningExamples {
  readonly examples: ReviewedExamples;
  /** The span of each example. */
  readonly spans: ReviewedSpans['spans'];
  /** Database ids, by the examples' concept index. */
  readonly conceptIds: readonly string[];
  readonly logitScale: number;
  readonly vocabularyId: string;
}

/** Reads the reviews that there are now, with their frames. @throws where there are none; see {@link learningErrorCode} */
export async function readLearningExamples(
  services: Services,
  recipe: Recipe,
  kind: AdapterKind,
  signal: AbortSignal,
): Promise<LearningExamples> {
  const { db } = services;
  const words = await encodeRecipeWords(services, recipe);
  const { concepts, embedded, encoder } = words;
  const [version] = await getVocabularyVersions(db, [recipe.vocabularyVersionId]);
  const { vocabularyId } = version!;
  const conceptIds = concepts.map(({ conceptId }) => conceptId);
  const found = await findExamples(db, recipe, { vocabularyId, wantedIds: new Set(conceptIds) });
  if (found.spans.length === 0)
    throw new TooFewReviews('there is no reviewed span any more: review some, then try again');
  const indexOf = new Map(conceptIds.map((id, index) => [id, index]));
  const examples: ReviewedExamples = {
    dims: encoder.dims,
    texts: embedded.embeddings,
    descriptiveTexts: await describeWords(services, words),
    ...(await readSpanFrames(db, found, FRAMES[kind], signal)),
    concepts: found.spans.map(({ conceptId }) => indexOf.get(conceptId)!),
    videos: found.spans.map(({ contentSha256 }) => contentSha256),
  };
  return { examples, spans: found.spans, conceptIds, logitScale: encoder.logitScale, vocabularyId };
}

/** Of an error that another attempt to learn would meet again; else `null`. */
export function learningErrorCode(error: unknown): string | null {
  if (error instanceof ModelError) return error.code;
  if (error instanceof PromptTemplateError || error instanceof PromptError) return 'PROMPT';
  return error instanceof TooFewReviews ? 'TOO_FEW_REVIEWS' : null;
}
