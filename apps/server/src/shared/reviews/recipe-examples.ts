import type { Recipe } from '@actionary/database';
import type { Context } from '../../context.ts';
import type { VersionedConcept } from '../concepts/concept-content.ts';
import { contentsOf } from '../concepts/version-concepts.ts';
import { refuse } from '../graphql/result.ts';
import { findExamples } from './reviewed-examples.ts';
import type { ReviewedExamples } from './reviewed-examples.ts';

/** Spans of a concept from which on training is worthwhile. */
const WANTED_COUNT = 5;
/** Without these there is nothing to tell apart, and nothing to test with. */
const LEAST_CONCEPTS = 2;
const LEAST_SPANS = 2;

/** The active concepts of a recipe, and what has been reviewed of them. */
export async function examplesOf(
  { db, loaders }: Pick<Context, 'db' | 'loaders'>,
  recipe: Recipe,
): Promise<{ readonly contents: VersionedConcept[]; readonly examples: ReviewedExamples }> {
  const version = (await loaders.vocabularyVersion.load(recipe.vocabularyVersionId))!;
  const concepts = await loaders.conceptsOfVersion.load(version.id);
  const active = concepts.filter(({ status }) => status === 'active').map(({ conceptId }) => conceptId);
  const wanted = { vocabularyId: version.vocabularyId, wantedIds: new Set(active) };
  const [contents, examples] = await Promise.all([
    contentsOf(version.id, active, loaders),
    findExamples(db, recipe, wanted),
  ]);
  return { contents, examples };
}

/** A concept, and how much of it has been reviewed. */
export interface ReviewedConceptRow {
  readonly content: VersionedConcept;
  readonly spanCount: number;
  readonly wantedCount: number;
}

/** Concepts with their reviewed spans. */
export function reviewedConcepts(
  contents: readonly VersionedConcept[],
  examples: ReviewedExamples,
): ReviewedConceptRow[] {
  const counts = countByConcept(examples);
  return contents.map((content) => ({
    content,
    spanCount: counts.get(content.conceptId) ?? 0,
    wantedCount: WANTED_COUNT,
  }));
}

function countByConcept({ spans }: ReviewedExamples): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { conceptId } of spans) counts.set(conceptId, (counts.get(conceptId) ?? 0) + 1);
  return counts;
}

/** Something can be learned, and something left to test it with. @param leastConcepts default 2 */
export function isEnough(examples: ReviewedExamples, leastConcepts = LEAST_CONCEPTS): boolean {
  const counts = [...countByConcept(examples).values()];
  return counts.filter((count) => count >= LEAST_SPANS).length >= leastConcepts;
}

/** Refuses (INVALID) to learn from what is not {@link isEnough enough}. */
export function refuseTooFew(examples: ReviewedExamples, leastConcepts = LEAST_CONCEPTS): void {
  if (isEnough(examples, leastConcepts)) return;
  refuse('INVALID', 'recipeId', tooFewReviews(examples, leastConcepts), {
    reason: 'tooFewReviews',
    spanCount: LEAST_SPANS,
    conceptCount: leastConcepts,
    unembeddedCount: examples.unembeddedCount,
  });
}

/** What to do where it is not enough. */
export function tooFewReviews({ unembeddedCount }: ReviewedExamples, leastConcepts = LEAST_CONCEPTS): string {
  const embed = unembeddedCount > 0 ? ', or recognise the videos of those that are reviewed' : '';
  return `too few reviewed spans: review ${LEAST_SPANS} each of ${leastConcepts} concepts at least${embed}`;
}
