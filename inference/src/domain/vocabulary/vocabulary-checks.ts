import type { VocabularyContents } from './concept-content.ts';
import { missingDefinition, missingLanguage } from './coverage-checks.ts';
import { duplicateLabel, emptyText, labelConcepts, labelsNotDisjoint, wrongScript } from './label-checks.ts';
import {
  broaderCycle,
  broaderMissing,
  redundantRelation,
  relatedIsBroader,
  replacementDeprecated,
  replacementMissing,
} from './relation-checks.ts';
import { errorsFirst } from './vocabulary-check.ts';
import type { VocabularyCheck } from './vocabulary-check.ts';

/** Of the prompt sets that come with the product. */
export const PROMPT_LANGUAGES: readonly string[] = ['en'];

export interface VocabularyCheckOptions {
  /** Share of the active concepts with a label in a language, from which on the others miss it. Default 0.5. */
  readonly languageShare?: number;
  /** Languages that prompts are written in: an active concept needs a label in one of them. Default: not checked. */
  readonly promptLanguages?: readonly string[];
  /** Share of the active concepts with a definition, from which on the others miss one. Default 0.25. */
  readonly definitionShare?: number;
}

/**
 * All that is wrong with the contents of a version, errors first. Takes time in proportion to the size of the contents.
 *
 * @see https://www.w3.org/TR/skos-reference/ S13 (labelsNotDisjoint) and S27 (relatedIsBroader)
 */
export function checkVocabulary(
  contents: VocabularyContents,
  { languageShare = 0.5, definitionShare = 0.25, promptLanguages = [] }: VocabularyCheckOptions = {},
): VocabularyCheck[] {
  const labelled = labelConcepts(contents);
  return errorsFirst([
    ...labelsNotDisjoint(labelled),
    ...duplicateLabel(labelled),
    ...relatedIsBroader(contents),
    ...broaderCycle(contents),
    ...broaderMissing(contents),
    ...redundantRelation(contents),
    ...missingLanguage(contents, languageShare, promptLanguages),
    ...wrongScript(labelled),
    ...emptyText(labelled),
    ...replacementMissing(contents),
    ...replacementDeprecated(contents),
    ...missingDefinition(contents, definitionShare),
  ]);
}
