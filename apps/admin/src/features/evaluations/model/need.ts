import type { EvaluationProtocol } from '../../../../generated/graphql.ts';
import type { Readiness } from '../api/use-evaluations.ts';

const LEAST_SPANS = 2;
const LEAST_CONCEPTS: Readonly<Record<EvaluationProtocol, number>> = {
  baseToNovel: 4,
  fewShot: 2,
  confusion: 2,
  crossLibrary: 2,
  timeline: 1,
  robustness: 2,
};

/** Concepts that still need reviews before a protocol can tell something; 0: it can. */
export function missingConcepts(protocol: EvaluationProtocol, { concepts }: Pick<Readiness, 'concepts'>): number {
  const reviewed = concepts.filter(({ spanCount }) => spanCount >= LEAST_SPANS).length;
  return Math.max(0, LEAST_CONCEPTS[protocol] - reviewed);
}
