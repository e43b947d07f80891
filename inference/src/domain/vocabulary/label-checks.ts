/** What is wrong with the labels of concepts, and with other texts of theirs. */
import { pushTo } from './concept-chains.ts';
import type { ConceptContent, TextField, VocabularyContents } from './concept-content.ts';
import { foldText } from './fold-text.ts';
import { hasJapaneseScript, isAbbreviation, isBlankText, isEnglishTag, isJapaneseTag } from './script.ts';
import type { ByLanguage } from './vocabulary.ts';
import { isRepeated, textCheck } from './vocabulary-check.ts';
import type { PlacedText, VocabularyCheck } from './vocabulary-check.ts';

export interface Labelled {
  readonly concept: ConceptContent;
  /** All of them, each once per field and language. */
  readonly labels: readonly PlacedText[];
}

/** Concepts with their labels, which most checks of labels go through. */
export function labelConcepts(contents: VocabularyContents): Labelled[] {
  return [...contents.values()].map((concept) => ({ concept, labels: labelsOf(concept) }));
}

/** A text that is both of prefLabel, altLabel and hiddenLabel in a language; literally, since a reading may fold alike. */
export function labelsNotDisjoint(labelled: readonly Labelled[]): VocabularyCheck[] {
  return labelled.flatMap(({ concept, labels }) => {
    const taken = new Set<string>();
    return labels
      .filter(({ language, text }) => isRepeated(taken, `${language}\n${text}`))
      .map((label) => textCheck('labelsNotDisjoint', 'error', [concept.id], label));
  });
}

/** Active concepts that cannot be told apart by a label, however it is typed; one check per language and label. */
export function duplicateLabel(labelled: readonly Labelled[]): VocabularyCheck[] {
  return namesakes(labelled).flatMap((names) => {
    const { label } = names[0];
    const prefs = names.filter((name) => name.label.field === 'prefLabels').map(({ concept }) => concept);
    const conceptIds = new Set([...prefs, ...names.map(({ concept }) => concept)].map(({ id }) => id));
    if (prefs.length === 0 || conceptIds.size < 2) return [];
    const areSiblings = new Set(prefs.map(({ broaderId }) => broaderId)).size < prefs.length;
    const field = prefs.length > 1 ? 'prefLabels' : 'altLabels';
    return [textCheck('duplicateLabel', areSiblings ? 'error' : 'warning', [...conceptIds], { ...label, field })];
  });
}

/** English with Japanese script, which the encoder cannot read, and Japanese without any. Hidden labels may be anything. */
export function wrongScript(labelled: readonly Labelled[]): VocabularyCheck[] {
  return labelled.flatMap(({ concept, labels }) => {
    const shown = labels.filter(({ field }) => field !== 'hiddenLabels');
    const english = [...shown, ...textsOf(concept, 'prompts')].filter(
      ({ language, text }) => isEnglishTag(language) && hasJapaneseScript(text),
    );
    const japanese = shown.filter(
      ({ language, text }) => isJapaneseTag(language) && !hasJapaneseScript(text) && !isAbbreviation(text),
    );
    return [...english, ...japanese].map((text) => textCheck('wrongScript', 'warning', [concept.id], text));
  });
}

export function emptyText(labelled: readonly Labelled[]): VocabularyCheck[] {
  return labelled.flatMap(({ concept, labels }) =>
    labels.filter(({ text }) => isBlankText(text)).map((label) => textCheck('emptyText', 'error', [concept.id], label)),
  );
}

function labelsOf(concept: ConceptContent): PlacedText[] {
  return (['prefLabels', 'altLabels', 'hiddenLabels'] as const).flatMap((field) => textsOf(concept, field));
}

/** The texts of a field, each once per language. */
function textsOf(concept: ConceptContent, field: TextField): PlacedText[] {
  const values: ByLanguage<string | readonly string[]> = concept[field];
  return Object.entries(values).flatMap(([language, value]) =>
    typeof value === 'string'
      ? { field, language, text: value }
      : [...new Set(value)].map((text) => ({ field, language, text })),
  );
}

interface Name {
  readonly concept: ConceptContent;
  readonly label: PlacedText;
}

/**
 * The names of active concepts that fold alike in a language, where there are two or more; blank labels name nothing.
 * Most names are alone: only the others get a list.
 */
function namesakes(labelled: readonly Labelled[]): Name[][] {
  const firsts = new Map<string, Name>();
  const groups = new Map<string, Name[]>();
  for (const { concept, labels } of labelled) {
    if (concept.status !== 'active') continue;
    for (const label of labels) {
      if (label.field === 'hiddenLabels' || isBlankText(label.text)) continue;
      const folded = `${label.language}\n${foldText(label.text).replaceAll(/\s+/g, ' ')}`;
      const first = firsts.get(folded);
      if (first === undefined) firsts.set(folded, { concept, label });
      else {
        if (!groups.has(folded)) groups.set(folded, [first]);
        pushTo(groups, folded, { concept, label });
      }
    }
  }
  return [...groups.values()];
}
