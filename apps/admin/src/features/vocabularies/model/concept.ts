import type { ConceptFieldsFragment, ConceptInput, ConceptStatus } from '../../../../generated/graphql.ts';

/** A text per language; none is empty. */
export type Texts = Readonly<Record<string, string>>;
/** Texts per language, or values per facet. */
export type TextLists = Readonly<Record<string, readonly string[]>>;

/** What a version says about a concept, as the editor holds it. */
export interface Concept {
  readonly externalId: string;
  /** External id of the broader concept. */
  readonly broaderId: string | null;
  readonly position: number;
  readonly status: ConceptStatus;
  /** Empty: none. */
  readonly notation: string;
  readonly prefLabels: Texts;
  readonly altLabels: TextLists;
  readonly hiddenLabels: TextLists;
  readonly definitions: Texts;
  readonly scopeNotes: Texts;
  readonly prompts: TextLists;
  readonly facets: TextLists;
}

export type ConceptField = Exclude<keyof Concept, 'externalId'>;

export const CONCEPT_FIELDS = [
  'broaderId',
  'position',
  'status',
  'notation',
  'prefLabels',
  'altLabels',
  'hiddenLabels',
  'definitions',
  'scopeNotes',
  'prompts',
  'facets',
] as const satisfies readonly ConceptField[];

export const EMPTY_CONCEPT: Concept = {
  externalId: '',
  broaderId: null,
  position: 0,
  status: 'active',
  notation: '',
  prefLabels: {},
  altLabels: {},
  hiddenLabels: {},
  definitions: {},
  scopeNotes: {},
  prompts: {},
  facets: {},
};

export function fromContent({ concept, broader, notation, ...content }: ConceptFieldsFragment): Concept {
  return {
    externalId: concept.externalId,
    broaderId: broader?.concept.externalId ?? null,
    position: content.position,
    status: content.status,
    notation: notation ?? '',
    prefLabels: fromTexts(content.prefLabels),
    altLabels: fromLists(content.altLabels),
    hiddenLabels: fromLists(content.hiddenLabels),
    definitions: fromTexts(content.definitions),
    scopeNotes: fromTexts(content.scopeNotes),
    prompts: fromLists(content.prompts),
    facets: Object.fromEntries(content.facets.map(({ facet, values }) => [facet, values])),
  };
}

/** @param concept cleaned */
export function toInput(concept: Concept): ConceptInput {
  return {
    externalId: concept.externalId,
    broaderExternalId: concept.broaderId,
    position: concept.position,
    status: concept.status,
    notation: concept.notation || null,
    prefLabels: toTexts(concept.prefLabels),
    altLabels: toLists(concept.altLabels),
    hiddenLabels: toLists(concept.hiddenLabels),
    definitions: toTexts(concept.definitions),
    scopeNotes: toTexts(concept.scopeNotes),
    prompts: toLists(concept.prompts),
    facets: Object.entries(concept.facets).map(([facet, values]) => ({ facet, values: [...values] })),
  };
}

/** As the server stores it: trimmed, NFC, without what is empty and without repetitions. */
export function cleanConcept(concept: Concept): Concept {
  return {
    ...concept,
    externalId: concept.externalId.trim(),
    notation: concept.notation.trim(),
    prefLabels: cleanTexts(concept.prefLabels),
    altLabels: cleanLists(concept.altLabels),
    hiddenLabels: cleanLists(concept.hiddenLabels),
    definitions: cleanTexts(concept.definitions),
    scopeNotes: cleanTexts(concept.scopeNotes),
    prompts: cleanLists(concept.prompts),
    facets: cleanLists(concept.facets),
  };
}

/** The label in a language or a form of it, e.g. `ja-Hira` for `ja`; undefined where there is none. */
export function labelIn({ prefLabels }: Concept, language: string): string | undefined {
  if (prefLabels[language]) return prefLabels[language];
  const form = Object.keys(prefLabels).find((tag) => tag.startsWith(`${language}-`));
  return form === undefined ? undefined : prefLabels[form];
}

/** What to call it on the screen: in the first of the languages that has a label, else in any, else its external id. */
export function labelOf(concept: Concept, languages: readonly string[]): string {
  for (const language of languages) {
    const label = labelIn(concept, language);
    if (label) return label;
  }
  return Object.values(concept.prefLabels).find(Boolean) ?? concept.externalId;
}

function fromTexts(list: readonly { language: string; text: string }[]): Texts {
  return Object.fromEntries(list.map(({ language, text }) => [language, text]));
}

function fromLists(list: readonly { language: string; texts: readonly string[] }[]): TextLists {
  return Object.fromEntries(list.map(({ language, texts }) => [language, texts]));
}

function toTexts(texts: Texts) {
  return Object.entries(texts).map(([language, text]) => ({ language, text }));
}

function toLists(lists: TextLists) {
  return Object.entries(lists).map(([language, texts]) => ({ language, texts: [...texts] }));
}

function cleanTexts(texts: Texts): Texts {
  const clean = Object.entries(texts).map(([language, text]) => [language, cleanText(text)] as const);
  return Object.fromEntries(clean.filter(([, text]) => text !== ''));
}

function cleanLists(lists: TextLists): TextLists {
  const clean = Object.entries(lists).map(([key, texts]) => {
    const filled = texts.map(cleanText).filter((text) => text !== '');
    return [key.trim(), [...new Set(filled)]] as const;
  });
  return Object.fromEntries(clean.filter(([key, texts]) => key !== '' && texts.length > 0));
}

function cleanText(text: string): string {
  return text.normalize('NFC').trim();
}
