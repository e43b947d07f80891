import { bareContent } from '@actionary/inference/domain';
import type { ConceptContent, VocabularyContents } from '@actionary/inference/domain';
import type { VideoThumbnailFragment } from '../../../../generated/graphql.ts';

/** What a version says about a concept: the domain's own value. */
export type Concept = ConceptContent;
export type ConceptField = Exclude<keyof Concept, 'id'>;

/** A text per language. */
export type Texts = Readonly<Record<string, string>>;
/** Texts per language, or values per facet. */
export type TextLists = Readonly<Record<string, readonly string[]>>;

/** The video of an example. */
export type ExampleVideo = VideoThumbnailFragment & { readonly contentSha256: string | null };
/** Videos of examples, by the sha256 of their file. */
export type ExampleVideos = ReadonlyMap<string, ExampleVideo>;

export const EMPTY_CONCEPT: Concept = bareContent('', {});

/** As the server stores it: trimmed, NFC, without what is empty and without repetitions. */
export function cleanConcept(concept: Concept): Concept {
  const prompts = cleanLists(concept.prompts);
  return {
    ...concept,
    id: concept.id.trim(),
    notation: concept.notation?.trim() || null,
    prefLabels: cleanTexts(concept.prefLabels),
    altLabels: cleanLists(concept.altLabels),
    hiddenLabels: cleanLists(concept.hiddenLabels),
    definitions: cleanTexts(concept.definitions),
    scopeNotes: cleanTexts(concept.scopeNotes),
    prompts,
    // Without prompts there is nothing that a person could have reviewed.
    reviewedPrompts: concept.reviewedPrompts.filter((language) => language in prompts),
    facets: cleanLists(concept.facets),
    examples: concept.examples.map((example) => ({ ...example, note: cleanText(example.note) })).filter(isFilled),
    mappings: concept.mappings.map((mapping) => ({ ...mapping, target: mapping.target.trim() })).filter(hasTarget),
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
  return Object.values(concept.prefLabels).find(Boolean) ?? concept.id;
}

/** The same of a concept by its external id, which is what is left of one that is not there any more. */
export function labelOfId(contents: VocabularyContents, id: string, languages: readonly string[]): string {
  const concept = contents.get(id);
  return concept ? labelOf(concept, languages) : id;
}

const isFilled = ({ note, videoSha256 }: Concept['examples'][number]) => note !== '' || videoSha256 !== null;
const hasTarget = ({ target }: Concept['mappings'][number]) => target !== '';

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
