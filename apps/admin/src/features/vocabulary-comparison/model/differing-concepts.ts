import { foldLines, hasTerms, searchTerms } from '@actionary/inference/domain';
import type { Comparison } from '../api/use-comparison.ts';

type Change = Comparison['changed'][number];

/** A concept that differs. */
export interface DifferingConcept {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly id: string;
  readonly externalId: string;
  readonly label: string;
  readonly fieldChanges: Change['fieldChanges'];
}

/** Changed ones first, then what was added, then what is gone. */
export function differingConcepts({ changed, added, removed }: Comparison): DifferingConcept[] {
  const named = (
    kind: DifferingConcept['kind'],
    { label, concept }: Change['after'],
    fieldChanges: Change['fieldChanges'],
  ) => ({
    kind,
    id: concept.id,
    externalId: concept.externalId,
    label,
    fieldChanges,
  });
  return [
    ...changed.map(({ after, fieldChanges }) => named('changed', after, fieldChanges)),
    ...added.map((content) => named('added', content, [])),
    ...removed.map((content) => named('removed', content, [])),
  ];
}

/** Those whose label, id or changed text contains what is searched; width, case and kana do not matter. */
export function matching(concepts: readonly DifferingConcept[], search: string): readonly DifferingConcept[] {
  const terms = searchTerms(search);
  if (terms.length === 0) return concepts;
  return concepts.filter(({ label, externalId, fieldChanges }) => {
    const texts = fieldChanges.flatMap(({ from, to }) => [from ?? '', to ?? '']);
    return hasTerms(foldLines([label, externalId, ...texts]), terms);
  });
}
