import type { ReviewDecisionInput } from '../../../../generated/graphql.ts';

interface Item {
  readonly id: string;
  /** Most probable first. */
  readonly candidates: readonly {
    readonly probability: number | null;
    readonly content: { readonly concept: { readonly id: string } };
  }[];
}

/** The most probable candidate of each item that has one which is at least as probable. */
export function probableDecisions(items: readonly Item[], minProbability: number): ReviewDecisionInput[] {
  return items.flatMap(({ id, candidates: [best] }) =>
    best && best.probability !== null && best.probability >= minProbability
      ? [{ itemId: id, conceptId: best.content.concept.id }]
      : [],
  );
}
