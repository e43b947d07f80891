import type { ReviewedExamples } from '../../shared/reviews/reviewed-examples.ts';

/** Spans of a concept from which on training is worthwhile. */
export const WANTED_COUNT = 5;
/** Without these there is nothing to tell apart, and nothing to test with. */
const LEAST_CONCEPTS = 2;
const LEAST_SPANS = 2;

type Examples = Pick<ReviewedExamples, 'spans' | 'unembeddedCount'>;

/** Spans by concept. */
export function countByConcept({ spans }: Pick<Examples, 'spans'>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { conceptId } of spans) counts.set(conceptId, (counts.get(conceptId) ?? 0) + 1);
  return counts;
}

/** Something can be learned, and something left to test it with. */
export function isEnough(examples: Pick<Examples, 'spans'>): boolean {
  const counts = [...countByConcept(examples).values()];
  return counts.filter((count) => count >= LEAST_SPANS).length >= LEAST_CONCEPTS;
}

/** What to do where it is not. */
export function tooFewReviews({ unembeddedCount }: Pick<Examples, 'unembeddedCount'>): string {
  const embed = unembeddedCount > 0 ? ', or recognise the videos of those that are reviewed' : '';
  return `too few reviewed spans: review ${LEAST_SPANS} each of ${LEAST_CONCEPTS} concepts at least${embed}`;
}
