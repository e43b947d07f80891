/** What a vocabulary is to inference: concepts with labels, and the texts that prompts are made of. */

/** Values by BCP-47 language tag (`en`, `ja`, `ja-Hira`); each tag is its own language. */
export type ByLanguage<T> = Readonly<Record<string, T>>;

/** The tag of a text whose language the vocabulary does not tell. */
export const UNDETERMINED_LANGUAGE = 'und';

export interface Concept {
  /** Stable; never the label, except where the vocabulary gives nothing else. */
  readonly id: string;
  readonly prefLabels: ByLanguage<string>;
  /** Synonyms. */
  readonly altLabels: ByLanguage<readonly string[]>;
  readonly definitions: ByLanguage<string>;
  /** Complete prompts of the concept's own; where there are some, they replace the prompt templates. */
  readonly prompts: ByLanguage<readonly string[]>;
  /** Code, e.g. a work-element number. */
  readonly notation: string | null;
  /** Id of the broader concept. */
  readonly broaderId: string | null;
}

export interface Vocabulary {
  readonly concepts: readonly Concept[];
}

/** A concept with one label and nothing else. */
export function simpleConcept(label: string, language = UNDETERMINED_LANGUAGE): Concept {
  return {
    id: label,
    prefLabels: { [language]: label },
    altLabels: {},
    definitions: {},
    prompts: {},
    notation: null,
    broaderId: null,
  };
}

/** The text in a language, else the one whose language is not told, else `undefined`. */
export function inLanguage<T>(values: ByLanguage<T>, language: string): T | undefined {
  return values[language] ?? values[UNDETERMINED_LANGUAGE];
}

/** The label an encoder of this language is prompted with, or `undefined`. */
export function labelOf(concept: Pick<Concept, 'prefLabels'>, language: string): string | undefined {
  return inLanguage(concept.prefLabels, language);
}

/** The label that people read: in the language, else in any other. */
export function displayLabel(concept: Pick<Concept, 'id' | 'prefLabels'>, language: string): string {
  return labelOf(concept, language) ?? Object.values(concept.prefLabels)[0] ?? concept.id;
}

/** A language tag as BCP 47 recommends to write it: `EN-gb` → `en-GB`, `ja-hira` → `ja-Hira`. */
export function normalizeLanguageTag(tag: string): string {
  return tag
    .trim()
    .replaceAll('_', '-')
    .split('-')
    .map((part, index) => (index === 0 ? part.toLowerCase() : subtagCase(part)))
    .join('-');
}

function subtagCase(part: string): string {
  if (part.length === 2) return part.toUpperCase();
  if (part.length === 4) return part[0].toUpperCase() + part.slice(1).toLowerCase();
  return part.toLowerCase();
}
