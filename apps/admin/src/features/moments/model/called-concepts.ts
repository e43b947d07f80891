import { foldText } from '@actionary/inference/domain';
import type { ConceptsCalledQuery } from '../../../../generated/graphql.ts';
import { namesOf } from '../../../lib/concept-search.ts';

type Found = Extract<ConceptsCalledQuery['search'][number], { readonly __typename: 'ConceptContent' }>;

/** A concept that a phrase may mean. */
export interface CalledConcept {
  readonly conceptId: string;
  readonly versionId: string;
  readonly label: string;
  readonly vocabulary: { readonly id: string; readonly name: string };
  /** Whether one of its names or readings, in any language, is the phrase. */
  readonly isNamedSo: boolean;
}

const MOST = 6;

/** The concepts among what a search found, in its order. @param phrase that was searched for */
export function calledConcepts(found: ConceptsCalledQuery['search'], phrase: string): CalledConcept[] {
  const wanted = foldText(phrase);
  return found
    .filter((result): result is Found => result.__typename === 'ConceptContent')
    .slice(0, MOST)
    .map((content) => ({
      conceptId: content.concept.id,
      versionId: content.version.id,
      label: content.label,
      vocabulary: content.version.vocabulary,
      isNamedSo: namesOf(content).some((name) => foldText(name) === wanted),
    }));
}

/** What is searched for: the phrase as it is typed, or a concept in the words of its vocabulary. */
export const AS_TYPED = 'typed';

/**
 * The concept that a phrase stands for.
 *
 * @param chosen by a person: {@link AS_TYPED}, or the id of a concept; `null`: nothing yet
 * @param isForeign whether the encoder has not learned the language of the phrase
 * @returns `null`: the phrase is searched for as it is
 */
export function meantConcept(
  concepts: readonly CalledConcept[],
  chosen: string | null,
  isForeign: boolean,
): CalledConcept | null {
  if (chosen === AS_TYPED) return null;
  const found = concepts.find(({ conceptId }) => conceptId === chosen) ?? concepts.find(({ isNamedSo }) => isNamedSo);
  return found ?? (isForeign ? (concepts[0] ?? null) : null);
}
