/** What some concepts lack and most others have. */
import type { ConceptContent, VocabularyContents } from './concept-content.ts';
import { isBlankText } from './script.ts';
import { inLanguage, labelOf, UNDETERMINED_LANGUAGE } from './vocabulary.ts';
import { activeConcepts, idCheck, textCheck } from './vocabulary-check.ts';
import type { VocabularyCheck } from './vocabulary-check.ts';

/** Active concepts without a prefLabel in a language that most have; the detail tells how many of how many have it. */
export function missingLanguage(
  contents: VocabularyContents,
  share: number,
  promptLanguages: readonly string[],
): VocabularyCheck[] {
  const active = activeConcepts(contents);
  const counts = languageCounts(active);
  const isWanted = (language: string) => (counts.get(language) ?? 0) >= share * active.length;
  const wanted = [...counts.keys()].filter((language) => language !== UNDETERMINED_LANGUAGE && isWanted(language));
  const check = (language: string, missing: readonly ConceptContent[]) => {
    const place = { field: 'prefLabels', language, text: `${counts.get(language) ?? 0}/${active.length}` };
    return missing.map(({ id }) => textCheck('missingLanguage', 'warning', [id], place));
  };
  const isPrompted = (concept: ConceptContent) => promptLanguages.some((language) => canPrompt(concept, language));
  const [prompted] = promptLanguages;
  const isTold = prompted === undefined || promptLanguages.some((language) => wanted.includes(language));
  return [
    ...wanted.flatMap((language) =>
      check(
        language,
        active.filter(({ prefLabels }) => !Object.hasOwn(prefLabels, language)),
      ),
    ),
    ...(isTold
      ? []
      : check(
          prompted,
          active.filter((concept) => !isPrompted(concept)),
        )),
  ];
}

function canPrompt(concept: ConceptContent, language: string): boolean {
  return labelOf(concept, language) !== undefined || inLanguage(concept.prompts, language) !== undefined;
}

/** Active concepts without a definition in any language; the detail tells how many of how many have one. */
export function missingDefinition(contents: VocabularyContents, share: number): VocabularyCheck[] {
  const active = activeConcepts(contents);
  const without = active.filter(({ definitions }) => Object.values(definitions).every(isBlankText));
  const count = active.length - without.length;
  if (count < share * active.length) return [];
  const detail = `${count}/${active.length}`;
  return without.map(({ id }) => idCheck('missingDefinition', 'hint', [id], 'definitions', detail));
}

/** Concepts with a prefLabel, by language. */
function languageCounts(concepts: readonly ConceptContent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const language of concepts.flatMap(({ prefLabels }) => Object.keys(prefLabels)))
    counts.set(language, (counts.get(language) ?? 0) + 1);
  return counts;
}
