import type { EvaluationProtocol } from '../../../../generated/graphql.ts';
import type { Readiness } from '../api/use-evaluations.ts';

const LEAST_SPANS = 2;
const LEAST_CONCEPTS = 2;
/** So that each half of the concepts can be told apart by itself. */
const LEAST_TO_HALVE = 4;

/** Concepts that still need reviews before a protocol can tell something; 0: it can. */
export function missingConcepts(protocol: EvaluationProtocol, { concepts }: Pick<Readiness, 'concepts'>): number {
  const reviewed = concepts.filter(({ spanCount }) => spanCount >= LEAST_SPANS).length;
  return Math.max(0, (protocol === 'baseToNovel' ? LEAST_TO_HALVE : LEAST_CONCEPTS) - reviewed);
}
