import type { Recipe } from '@actionary/database';
import type { ReviewedExamples } from '@actionary/inference';
import type { AdapterKind } from '@actionary/inference/domain';
import type { Services } from '../../context.ts';
import { describeWords } from '../encoders/descriptive-texts.ts';
import { encodeRecipeWords } from '../encoders/recipe-words.ts';
import { TooFewReviews } from '../queue/learning-task.ts';
import { readReviewedExamples } from './read-examples.ts';
import { isEnough, tooFewReviews } from './recipe-examples.ts';
import { findExamples, vocabularyOfRecipe } from './reviewed-examples.ts';
import type { ReviewedExamples as FoundExamples } from './reviewed-examples.ts';

/** What can be learned with a recipe's words. */
export interface LearningExamples {
  readonly examples: ReviewedExamples;
  /** The span of each example. */
  readonly spans: FoundExamples['spans'];
  /** Database ids, by the examples' concept index. */
  readonly conceptIds: readonly string[];
  readonly logitScale: number;
  readonly vocabularyId: string;
}

/** Reads the reviews that there are now, with their frames. @throws {TooFewReviews} where they are not enough */
export async function readLearningExamples(
  services: Services,
  recipe: Recipe,
  kind: AdapterKind,
  signal: AbortSignal,
): Promise<LearningExamples> {
  const { db } = services;
  const words = await encodeRecipeWords(services, recipe);
  const vocabularyId = await vocabularyOfRecipe(db, recipe);
  const conceptIds = words.concepts.map(({ conceptId }) => conceptId);
  const found = await findExamples(db, recipe, { vocabularyId, wantedIds: new Set(conceptIds) });
  if (!isEnough(found)) throw new TooFewReviews(tooFewReviews(found));
  const descriptiveTexts = await describeWords(services, words);
  const examples = { ...(await readReviewedExamples(db, words, found, { kind, signal })), descriptiveTexts };
  return { examples, spans: found.spans, conceptIds, logitScale: words.encoder.logitScale, vocabularyId };
}
